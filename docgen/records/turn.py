"""The turn of one who numbers a document: the two rows that all wait for, locked late and let go soon.

One question locks both and one answer writes everything, as far as the database takes them so (``direct``): each way
there and back would keep the whole office waiting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, update
from sqlalchemy.exc import IntegrityError

from docgen.records.audit import ADD_ROW, LOCK_HEAD, Head, lock_head
from docgen.records.direct import ask_all, ask_last
from docgen.records.numbering import (
    ENTER,
    NumberRequest,
    ask_to_raise,
    describe_entry,
    explain_clash,
    raise_counter,
)
from docgen.records.tables import audit, documents, register_entries

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Turn:
    """A number of a series, raised but not entered yet, and the row that the act is to be chained to."""

    series_id: int
    number: int
    head: Head


def take_turn(connection: Connection, request: NumberRequest) -> Turn:
    """Raise the series and lock the head of the organ's audit chain, in this order.

    Raises RegisterError when the date lies before the previous number's.
    """
    *_, raised, heads = ask_all(
        connection, *ask_to_raise(connection, request), (LOCK_HEAD, {"of_chain": request.organ_id})
    )
    series_id, number = (raised[0]["id"], raised[0]["last"]) if raised else raise_counter(connection, request)
    return Turn(series_id, number, Head(**heads[0]) if heads else lock_head(connection, request.organ_id))


def write_number(connection: Connection, request: NumberRequest, turn: Turn, row: Row, act: Row) -> None:
    """Write the register row, what is new in the document's ``row``, and the act, and commit: nothing may follow.

    Raises RegisterError when số and ký hiệu were given in that year.
    """
    entry = describe_entry(request, turn.series_id, turn.number)
    change = {f"of_{name}": row[name] for name in ("id", *_CHANGED)}
    try:
        if connection.dialect.name == "postgresql":
            entered = {f"entry_{name}": value for name, value in entry.items()}
            ask_last(connection, (_WRITE_ALL, {**entered, **change, **act}))
        else:
            ask_last(connection, (ENTER, entry), (_CHANGE, change), (ADD_ROW, act))
    except IntegrityError as error:
        raise explain_clash(request, turn.number) from error


_CHANGED: Final = ("state", "code_number", "promulgation_date", "document_code", "changed_at")
_CHANGE: Final = (
    update(documents)
    .where(documents.c.id == bindparam("of_id"))
    .values({name: bindparam(f"of_{name}", type_=documents.c[name].type) for name in _CHANGED})
)
# What PostgreSQL does at once: each statement of its own costs more than the row that it writes.
_WRITE_ALL: Final = (
    insert(audit)
    .values({column.name: bindparam(column.name, type_=column.type) for column in audit.c})
    .add_cte(
        insert(register_entries)
        .values({c.name: bindparam(f"entry_{c.name}", type_=c.type) for c in register_entries.c if c.name != "id"})
        .cte("entered"),
        _CHANGE.cte("changed"),
    )
)
