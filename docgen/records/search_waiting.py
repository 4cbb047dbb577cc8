"""Records that wait for the index. Meanwhile search reads their words, so none is found later for it.

Entering one record takes the index several times as long as one of a hundred that are entered together. So an act only
writes down that its record waits. Who makes the list long enters all of it, in a transaction of its own after the act's
(``Store.write``): whatever fails or is killed there, the records still wait.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, bindparam, column, delete, func, insert, select, table

from docgen.records.direct import Asked, ask
from docgen.records.search_postings import enter_records, take_out
from docgen.records.tables import search_texts

# So many, or so many letters of text: a search reads them in two or three milliseconds.
MOST: Final = 128
_MOST_LETTERS: Final = 1_000_000

WAITING: Final = table("search_waiting", column("id"), column("size"), column("known"))
_LEAVE: Final = delete(WAITING).where(WAITING.c.id == bindparam("of_id"))
_WAIT: Final = {
    "sqlite": insert(WAITING).values({name: bindparam(name) for name in ("id", "size", "known")}),
    "postgresql": insert(WAITING).values({name: bindparam(name) for name in ("id", "size")}),
}
COUNT_WAITING: Final = select(
    func.count().label("count"), func.coalesce(func.sum(WAITING.c.size), 0).label("letters")
).select_from(WAITING)

_Row = Mapping[str, Any]


def ask_to_wait(dialect: str, old: _Row | None, new: _Row, size: int) -> list[Asked]:
    """Return the statements that write down that a record waits, to be run after those that change its words.

    ``old`` is the record as ``search_index`` found it (None: a new one), ``new`` what has changed, ``size`` the letters
    of its words.
    """
    values = {"id": new["id"], "size": size}
    if dialect == "sqlite":
        values["known"] = _describe_known(old, new)
    asked: list[Asked] = [(_WAIT[dialect], values)]
    if old is None:
        return asked
    asked.insert(0, (_LEAVE, {"of_id": old["id"]}))
    if dialect == "postgresql" and old["id"] != new["id"]:
        asked += take_out(dialect, old)
    return asked


def ask_to_leave(dialect: str, old: _Row) -> list[Asked]:
    """Return the statements that take a record out of the list and of the index."""
    indexed = old if dialect == "postgresql" else _find_indexed(old)
    return [(_LEAVE, {"of_id": old["id"]}), *(take_out(dialect, indexed) if indexed else ())]


def is_long(waiting: _Row) -> bool:
    """Whether the answer to ``COUNT_WAITING`` says that the list must be entered."""
    return bool(waiting["count"] >= MOST or waiting["letters"] >= _MOST_LETTERS)


def enter_waiting(connection: Connection) -> None:
    """Enter in the index what waits. What others are just changing, on PostgreSQL, waits on."""
    if connection.dialect.name == "sqlite":
        rows = ask(connection, _READ_KNOWN, {})
        enter_records(connection, [(_find_indexed(row), row) for row in rows])
        ask(connection, _LEAVE_ALL, {})
        return
    # First the lock, then the words: who changed them before has been waited for or is passed over, who changes them
    # afterwards waits at this list and then finds his record gone from it.
    ids = [row["id"] for row in ask(connection, _LOCK, {})]
    words = connection.execute(select(search_texts).where(search_texts.c.id.in_(ids))).mappings()
    enter_records(connection, [(None, dict(row)) for row in words])
    connection.execute(delete(WAITING).where(WAITING.c.id.in_(ids)))


_LEAVE_ALL: Final = delete(WAITING)
_LOCK: Final = select(WAITING.c.id).order_by(WAITING.c.id).with_for_update(skip_locked=True)
# An outer join keeps to its order: SQLite would look at every record whether it waits.
_READ_KNOWN: Final = select(search_texts, WAITING.c.id.label("waits"), WAITING.c.known).select_from(
    WAITING.outerjoin(search_texts, WAITING.c.id == search_texts.c.id)
)


def _describe_known(old: _Row | None, new: _Row) -> str | None:
    """Return what the index knows of a record and is not so any more; None when it knows nothing of it."""
    if old is None or (old["waits"] is not None and old["known"] is None):
        return None
    changed = {name: old[name] for name in new if name in old and old[name] != new[name]}
    # What the index was told is what stood before the first change that waits.
    return json.dumps({**changed, **json.loads(old["known"] or "{}")})


def _find_indexed(row: _Row) -> _Row | None:
    """Return a record as the index knows it, None when it does not."""
    if row["waits"] is None:
        return row
    return None if row["known"] is None else {**row, **json.loads(row["known"])}
