"""The turn of one who numbers a document: the two rows that all wait for, locked late and let go soon.

Both are locked by one question and everything is written by one answer where the database lies at the other end of a
wire (PostgreSQL); each way there and back would keep the whole office waiting. SQLite is asked step by step.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Dialect, bindparam, exists, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from docgen.records.audit import ADD_ROW, Head, ensure_head, lock_head
from docgen.records.numbering import (
    ENTER,
    RAISE,
    NumberRequest,
    describe_entry,
    describe_raise,
    ensure_series,
    explain_clash,
    raise_counter,
    refuse_day,
)
from docgen.records.tables import audit, audit_heads, documents, register_entries

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
    if connection.dialect.name != "postgresql":
        return Turn(*raise_counter(connection, request), lock_head(connection, request.organ_id))
    wanted = describe_raise(request)
    found = connection.execute(_TAKE, wanted).first()
    if found is None:
        ensure_series(connection, request)
        ensure_head(connection, request.organ_id)
        found = connection.execute(_TAKE, wanted).first()
    if found is None:
        raise refuse_day(connection, request)
    return Turn(found[0], found[1], Head(found[2], found[3]))


def write_number(connection: Connection, request: NumberRequest, turn: Turn, row: Row, act: Row) -> None:
    """Write the register row, what is new in the document's ``row``, and the act, and commit: nothing may follow.

    Raises RegisterError when số and ký hiệu were given in that year.
    """
    entry = describe_entry(request, turn.series_id, turn.number)
    change = {f"of_{name}": row[name] for name in ("id", *_CHANGED)}
    try:
        if connection.dialect.name == "postgresql":
            entered = {f"entry_{name}": value for name, value in entry.items()}
            _send_all(connection, {**entered, **change, **act})
        else:
            connection.execute(ENTER, entry)
            connection.execute(_CHANGE, change)
            connection.execute(ADD_ROW, act)
    except IntegrityError as error:
        raise explain_clash(request, turn.number) from error


def _send_all(connection: Connection, values: Row) -> None:
    """Send all rows and the COMMIT in one go: who waits for the locks waits for no way back and forth of ours."""
    driver: Any = connection.connection.driver_connection
    errors = connection.dialect.loaded_dbapi.Error
    try:
        with driver.pipeline():
            driver.execute(_compile_all(connection.dialect), values)
            driver.commit()
    except errors as error:
        raise DBAPIError.instance(None, None, error, errors) from error


@lru_cache
def _compile_all(dialect: Dialect) -> str:
    return str(_WRITE_ALL.compile(dialect=dialect))


# The series first, then the head, as everywhere: the head is locked when the raised series is there to be joined to it.
# Where there is no head, nothing is raised: the question can be asked again.
_RAISED: Final = RAISE.where(exists().where(audit_heads.c.chain == bindparam("of_organ"))).cte("raised")
_TAKE: Final = (
    select(_RAISED.c.id, _RAISED.c.last, audit_heads.c.seq, audit_heads.c.hash)
    .join_from(_RAISED, audit_heads, audit_heads.c.chain == _RAISED.c.organ_id)
    .with_for_update(of=audit_heads)
)

_CHANGED: Final = ("state", "code_number", "promulgation_date", "document_code", "changed_at")
_CHANGE: Final = (
    update(documents)
    .where(documents.c.id == bindparam("of_id"))
    .values({name: bindparam(f"of_{name}", type_=documents.c[name].type) for name in _CHANGED})
)
_ENTRY: Final = [column for column in register_entries.c if column.name not in ("id", "incoming_id")]
_WRITE_ALL: Final = (
    insert(audit)
    .values({column.name: bindparam(column.name, type_=column.type) for column in audit.c})
    .add_cte(
        insert(register_entries)
        .values({column.name: bindparam(f"entry_{column.name}", type_=column.type) for column in _ENTRY})
        .cte("entered"),
        _CHANGE.cte("changed"),
    )
)
