"""Writing the index of each database: which records have a key (``search_keys``).

SQLite: FTS5 without places and without a copy of the words. PostgreSQL: a tsvector without places, and GIN over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy import Connection, Text, bindparam, cast, column, delete, func, insert, table, text, update
from sqlalchemy.dialects.postgresql import TSVECTOR

from docgen.records.direct import Asked
from docgen.records.search_keys import list_keys

_BATCH: Final = 1_000
# FTS5 gathers this much before it writes: when the whole index is built, and else (its own default).
_HASH_BYTES: Final = {True: 1 << 26, False: 1 << 20}

_READ: Final = (
    "SELECT id, facets, title_folded, title_exact, fields_folded, fields_exact, text_folded, text_exact"
    " FROM search_texts ORDER BY id"
)
_SQLITE: Final = table("search_index", column("search_index"), column("rowid"), column("keys"))
_ADD: Final = insert(_SQLITE).values(rowid=bindparam("rowid"), keys=bindparam("keys"))
_TAKE: Final = insert(_SQLITE).values(search_index="delete", rowid=bindparam("rowid"), keys=bindparam("keys"))

_POSTGRESQL: Final = table("search_index", column("id"), column("keys", TSVECTOR))
# An array is read sooner than a tsvector, and of sorted keys it is made without sorting.
_KEYS: Final = func.array_to_tsvector(func.string_to_array(cast(bindparam("keys"), Text), " "))
_ENTER: Final = insert(_POSTGRESQL).values(id=bindparam("id"), keys=_KEYS)
_CHANGE: Final = (
    update(_POSTGRESQL).where(_POSTGRESQL.c.id == bindparam("of_id")).values(id=bindparam("id"), keys=_KEYS)
)
_REMOVE: Final = delete(_POSTGRESQL).where(_POSTGRESQL.c.id == bindparam("of_id"))

_Row = Mapping[str, Any]


def ask_to_index(dialect: str, old: _Row | None, new: _Row | None) -> list[Asked]:
    """Return the statements that bring the index from one row of ``tables.search_texts`` to another, or to none."""
    if dialect == "postgresql":
        return [_index_in_postgresql(old, new)]
    return _index_in_sqlite(old, new)


def _index_in_postgresql(old: _Row | None, new: _Row | None) -> Asked:
    if new is None:
        return _REMOVE, {"of_id": old["id"] if old else None}
    values = {"id": new["id"], "keys": " ".join(sorted(list_keys(new)))}
    return (_ENTER, values) if old is None else (_CHANGE, values | {"of_id": old["id"]})


def _index_in_sqlite(old: _Row | None, new: _Row | None) -> list[Asked]:
    """FTS5 keeps a list of records for each key: only those are written that have come or gone.

    It reads forward twice as fast as backward, so the newest stand first: by their ids below zero.
    """
    gone, come = (list_keys(row) if row else {} for row in (old, new))
    if old and new and old["id"] == new["id"]:
        gone, come = ({key: None for key in one if key not in other} for one, other in ((gone, come), (come, gone)))
    asked: list[Asked] = []
    if old:
        asked.append((_TAKE, {"rowid": -old["id"], "keys": " ".join(gone)}))
    if new:
        asked.append((_ADD, {"rowid": -new["id"], "keys": " ".join(come)}))
    return asked


def rebuild_index(connection: Connection) -> None:
    """Make the index anew from ``tables.search_texts``."""
    if connection.dialect.name == "postgresql":
        _rebuild_in_postgresql(connection)
    else:
        _rebuild_in_sqlite(connection)


def _rebuild_in_postgresql(connection: Connection) -> None:
    """By COPY, and the index over all of it at once."""
    connection.execute(text("DROP INDEX IF EXISTS ix_search_index_keys"))
    connection.execute(text("TRUNCATE search_index"))
    cursor: Any = connection.connection.cursor()
    for batch in _read_texts(connection, _READ):
        with cursor.copy("COPY search_index (id, keys) FROM STDIN") as copy:
            for row in batch:
                copy.write_row((row["id"], " ".join(list_keys(row))))
    create_index(connection)


def create_index(connection: Connection) -> None:
    """Build PostgreSQL's index over all keys at once.

    New keys wait in a list that every search reads, until PostgreSQL analyzes the table: of 8 MB, about 300 long
    records, that takes three milliseconds.
    """
    connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
    connection.execute(
        text("CREATE INDEX ix_search_index_keys ON search_index USING gin (keys) WITH (gin_pending_list_limit = 8192)")
    )
    connection.execute(text("ANALYZE search_index"))


def _rebuild_in_sqlite(connection: Connection) -> None:
    command = text("INSERT INTO search_index (search_index, rank) VALUES (:command, :value)")
    connection.execute(command, {"command": "delete-all", "value": None})
    connection.execute(command, {"command": "hashsize", "value": _HASH_BYTES[True]})
    is_first = True
    for batch in _read_texts(connection, f"{_READ} DESC"):
        rows = [{"rowid": -row["id"], "keys": " ".join(list_keys(row))} for row in batch]
        connection.execute(text("INSERT INTO search_index (rowid, keys) VALUES (:rowid, :keys)"), rows)
        # A savepoint has FTS5 write what it gathered. Of one list alone "optimize" would leave the whole index on the
        # level of new documents, to be written anew with the next few.
        if is_first:
            connection.begin_nested().commit()
            is_first = False
    connection.execute(command, {"command": "hashsize", "value": _HASH_BYTES[False]})
    connection.execute(command, {"command": "optimize", "value": None})


def _read_texts(connection: Connection, query: str) -> Iterator[Any]:
    rows = connection.execute(text(query), execution_options={"yield_per": _BATCH}).mappings()
    yield from rows.partitions()
