"""Writing the index of each database: which records have a key (``search_keys``).

SQLite: FTS5 without places and without a copy of the words. PostgreSQL: arrays of numbers, one for each key, and GIN
over them. Records are entered many at a time (``search_waiting``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, Final

from sqlalchemy import Connection, bindparam, column, delete, insert, table, text

from docgen.records.direct import Asked, ask_all
from docgen.records.search_ids import read_day
from docgen.records.search_keys import list_keys, number_key

_BATCH: Final = 1_000
# FTS5 gathers this much before it writes: when the whole index is built, and else.
_HASH_BYTES: Final = {True: 1 << 26, False: 1 << 23}

_SQLITE: Final = table("search_index", column("search_index"), column("rowid"), column("keys"))
_ADD: Final = insert(_SQLITE).values(rowid=bindparam("rowid"), keys=bindparam("keys"))
_TAKE: Final = insert(_SQLITE).values(search_index="delete", rowid=bindparam("rowid"), keys=bindparam("keys"))

_POSTGRESQL: Final = table("search_index", column("id"))
_REMOVE: Final = delete(_POSTGRESQL).where(_POSTGRESQL.c.id == bindparam("of_id"))

# GIN lets new keys wait in a list of its own, which a search reads once for each year: with 200 long records in it, one
# takes twice as long. Our list is enough. Only the owner of an index may do this; for others GIN does it at 4 MB.
_CLEAN: Final = text(
    "SELECT gin_clean_pending_list(oid) FROM pg_class"
    " WHERE oid = CAST('ix_search_index_keys' AS regclass) AND pg_has_role(relowner, 'USAGE')"
)

Tell = Callable[[str, int, int], None]
"""Hears how far long work is: the stage, how many are done, of how many (0: nobody knows)."""

_Row = Mapping[str, Any]


def take_out(dialect: str, row: _Row) -> list[Asked]:
    """Return the statements that take out of the index a row of ``tables.search_texts`` that it holds."""
    if dialect == "postgresql":
        return [(_REMOVE, {"of_id": row["id"]})]
    return [(_TAKE, {"rowid": -row["id"], "keys": " ".join(list_keys(row))})]


def enter_records(connection: Connection, changes: Sequence[tuple[_Row | None, _Row]]) -> None:
    """Bring the index from one row of ``tables.search_texts`` (None: nothing) to another, for many records at once.

    PostgreSQL need not be told what it knows of a record.
    """
    if connection.dialect.name == "postgresql":
        rows = [row for _, row in changes]
        connection.execute(text("SET LOCAL work_mem = '64MB'"))  # room for all keys at once
        connection.execute(
            text("DELETE FROM search_index WHERE id = ANY(CAST(:ids AS bigint[]))"),
            {"ids": [row["id"] for row in rows]},
        )
        _copy(connection, rows)
        connection.execute(_CLEAN)
    else:
        ask_all(connection, *_ask_fts5(changes))


def _copy(connection: Connection, rows: Sequence[_Row]) -> None:
    cursor: Any = connection.connection.cursor()
    with cursor.copy("COPY search_index (id, keys) FROM STDIN") as copy:
        for row in rows:
            copy.write_row((row["id"], write_numbers(row)))


def write_numbers(row: _Row) -> str:
    """Return the keys of a row of ``tables.search_texts`` as PostgreSQL reads them."""
    return f"{{{','.join(map(number_key, list_keys(row), repeat(read_day(row['id']).year)))}}}"


def _ask_fts5(changes: Sequence[tuple[_Row | None, _Row]]) -> list[Asked]:
    """FTS5 keeps a list of records for each key: only those are written that have come or gone.

    It reads forward twice as fast as backward, so the newest stand first: by their ids below zero. Written in this
    order, all of it becomes one list of each key.
    """
    asked: list[Asked] = []
    for old, new in changes:
        gone, come = (list_keys(row) if row else {} for row in (old, new))
        if old and old["id"] == new["id"]:
            gone, come = ({k: None for k in one if k not in other} for one, other in ((gone, come), (come, gone)))
        if old:
            asked.append((_TAKE, {"rowid": -old["id"], "keys": " ".join(gone)}))
        asked.append((_ADD, {"rowid": -new["id"], "keys": " ".join(come)}))
    return sorted(asked, key=lambda one: one[1]["rowid"])


def tell_nobody(stage: str, done: int, total: int) -> None:
    """Hear it, and do nothing."""


def rebuild_index(connection: Connection, tell: Tell = tell_nobody) -> None:
    """Make the index anew from ``tables.search_texts``; ``tell`` hears how far it is."""
    if connection.dialect.name == "postgresql":
        _rebuild_in_postgresql(connection, tell)
    else:
        _rebuild_in_sqlite(connection, tell)
    connection.execute(text("DELETE FROM search_waiting"))


def _rebuild_in_postgresql(connection: Connection, tell: Tell) -> None:
    """By COPY, and the index over all of it at once."""
    connection.execute(text("DROP INDEX IF EXISTS ix_search_index_keys"))
    connection.execute(text("TRUNCATE search_index"))
    for rows in _read_texts(connection, "id", tell):
        _copy(connection, rows)
    tell(_JOINING, 0, 0)
    create_index(connection)


def create_index(connection: Connection) -> None:
    """Build PostgreSQL's index over all keys at once."""
    connection.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
    connection.execute(
        text("CREATE INDEX ix_search_index_keys ON search_index USING gin (keys) WITH (gin_pending_list_limit = 4096)")
    )


def _rebuild_in_sqlite(connection: Connection, tell: Tell) -> None:
    command = text("INSERT INTO search_index (search_index, rank) VALUES (:command, :value)")
    connection.execute(command, {"command": "delete-all", "value": None})
    connection.execute(command, {"command": "hashsize", "value": _HASH_BYTES[True]})
    is_first = True
    for rows in _read_texts(connection, "id DESC", tell):
        ask_all(connection, *_ask_fts5([(None, row) for row in rows]))
        # A savepoint has FTS5 write what it gathered. Of one list alone "optimize" would leave the whole index on the
        # level of new documents, to be written anew with the next few.
        if is_first:
            connection.begin_nested().commit()
            is_first = False
    tell(_JOINING, 0, 0)
    connection.execute(command, {"command": "hashsize", "value": _HASH_BYTES[False]})
    connection.execute(command, {"command": "optimize", "value": None})


_ENTERING: Final = "lập chỉ mục tìm kiếm"
_JOINING: Final = "ghép chỉ mục tìm kiếm"


def _read_texts(connection: Connection, order: str, tell: Tell) -> Iterator[Any]:
    total = connection.execute(text("SELECT count(*) FROM search_texts")).scalar_one()
    query = text(f"SELECT * FROM search_texts ORDER BY {order}")  # noqa: S608
    done = 0
    for rows in connection.execute(query, execution_options={"yield_per": _BATCH}).mappings().partitions(_BATCH):
        tell(_ENTERING, done, total)
        yield rows
        done += len(rows)
    tell(_ENTERING, done, total)
