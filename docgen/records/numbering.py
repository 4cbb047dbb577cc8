"""Numbers: one series per organ, register, group of types and year; each number once, none left out (Article 15.1).

A counter row is raised and the entry written in the transaction of the act. Nothing is numbered at draft. A number
always has its row; a void document keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Connection,
    Date,
    Integer,
    and_,
    bindparam,
    case,
    cast,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from docgen.errors import RegisterError
from docgen.records.direct import Asked, ask, ask_all
from docgen.records.tables import number_series, register_entries

# Any number that no other program locks: "DN".
_QUEUE_KIND: Final = 0x444E

OUTGOING: Final = "outgoing"
INCOMING: Final = "incoming"
# The group of types of the one series that counts what arrives.
ARRIVALS: Final = "den"


@dataclass(frozen=True, slots=True)
class NumberRequest:
    """What a number is asked for.

    ``day`` is the document's date (outgoing) or its day of arrival; its year decides the series. ``owner`` is the id of
    the document, outgoing or incoming as ``register`` says. ``allows_earlier`` lets ``day`` lie before the date of the
    number before: the caller records why.
    """

    organ_id: int
    register: str
    type_group: str
    notation: str
    day: date
    owner: int
    at: str
    allows_earlier: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A number that was taken. ``is_new`` is False when the same request had taken it before."""

    number: int
    series_id: int
    day: date
    is_new: bool


_ENTRY = register_entries.c
_SERIES = number_series.c
# Built once: putting a statement together takes SQLAlchemy longer than running it.
_FIND_ENTRY: Final = {
    OUTGOING: select(register_entries).where(_ENTRY.document_id == bindparam("owner")),
    INCOMING: select(register_entries).where(_ENTRY.incoming_id == bindparam("owner")),
}
ENTER: Final = (
    insert(register_entries)
    .inline()
    .values({column.name: bindparam(column.name) for column in _ENTRY if column.name != "id"})
)
# PostgreSQL's queue for the numbers of an organ: it wakes whoever came first, which waiters for a row that is changed
# again and again do not have (SQLite: ``turnstile``). It is also what keeps two from making one series at once.
_QUEUE: Final = select(func.pg_advisory_xact_lock(_QUEUE_KIND, cast(bindparam("of_organ"), Integer)))
_OF_SERIES: Final = and_(
    _SERIES.organ_id == bindparam("of_organ"),
    _SERIES.register == bindparam("of_register"),
    _SERIES.type_group == bindparam("of_group"),
    _SERIES.year == bindparam("of_year"),
)
_DAY: Final = bindparam("day", type_=Date())
_RAISE: Final = (
    update(number_series)
    .where(
        _OF_SERIES,
        or_(_SERIES.last_date.is_(None), _SERIES.last_date <= _DAY, bindparam("allows_earlier", type_=Boolean())),
    )
    .values(last=_SERIES.last + 1, last_date=case((_SERIES.last_date > _DAY, _SERIES.last_date), else_=_DAY))
    .returning(_SERIES.id, _SERIES.last)
)


def take_number(connection: Connection, request: NumberRequest) -> Taken:
    """Take the next number of the series, with its entry. The same owner twice gets the same number.

    Locks the series' row: call it after locking the owner's row and before the audit trail's head. Raises
    RegisterError when the date lies before the previous number's, or when số and ký hiệu were given in that year.
    """
    existing = ask(connection, _FIND_ENTRY[request.register], {"owner": request.owner})
    if existing:
        return Taken(existing[0]["number"], existing[0]["series_id"], existing[0]["entry_date"], is_new=False)
    series_id, number = raise_counter(connection, request)
    try:
        ask(connection, ENTER, describe_entry(request, series_id, number))
    except IntegrityError as error:
        raise explain_clash(request, number) from error
    return Taken(number, series_id, request.day, is_new=True)


def raise_counter(connection: Connection, request: NumberRequest) -> tuple[int, int]:
    """Raise the series of a request, making it when it is not there yet; return its id and the number.

    Locks the series' row. Raises RegisterError when the date lies before the previous number's.
    """
    raised = ask_all(connection, *ask_to_raise(connection, request))[-1]
    if not raised:
        _ensure_series(connection, request)
        raised = ask(connection, _RAISE, _describe_raise(request))
    if not raised:
        raise _refuse_day(connection, request)
    return raised[0]["id"], raised[0]["last"]


def ask_to_raise(connection: Connection, request: NumberRequest) -> list[Asked]:
    """Return what raises the series of a request: the last of it answers with its id and the number, if it is there."""
    wanted = _describe_raise(request)
    queue: list[Asked] = [(_QUEUE, wanted)] if connection.dialect.name == "postgresql" else []
    return [*queue, (_RAISE, wanted)]


def _ensure_series(connection: Connection, request: NumberRequest) -> None:
    start = {
        "organ_id": request.organ_id,
        "register": request.register,
        "type_group": request.type_group,
        "year": request.day.year,
        "last": 0,
    }
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(number_series).values(start).on_conflict_do_nothing())


def _describe_raise(request: NumberRequest) -> dict[str, Any]:
    return {
        "of_organ": request.organ_id,
        "of_register": request.register,
        "of_group": request.type_group,
        "of_year": request.day.year,
        "day": request.day,
        "allows_earlier": request.allows_earlier,
    }


def describe_entry(request: NumberRequest, series_id: int, number: int) -> dict[str, Any]:
    """Return the parameters of ENTER: the row of the register."""
    return {
        "series_id": series_id,
        "number": number,
        "organ_id": request.organ_id,
        "register": request.register,
        "year": request.day.year,
        "notation": request.notation,
        "entry_date": request.day,
        "document_id": request.owner if request.register == OUTGOING else None,
        "incoming_id": request.owner if request.register == INCOMING else None,
        "created_at": request.at,
    }


def explain_clash(request: NumberRequest, number: int) -> RegisterError:
    """Return the error for a số and ký hiệu that were given in that year already."""
    return RegisterError(
        f"số {number:02d}/{request.notation} năm {request.day.year} đã có trong sổ",
        hint="hai nhóm loại văn bản dùng chung ký hiệu: xem numbering của cơ quan trong tệp cơ quan",
    )


def _refuse_day(connection: Connection, request: NumberRequest) -> RegisterError:
    query = select(_SERIES.last, _SERIES.last_date).where(_OF_SERIES)
    last = connection.execute(query, _describe_raise(request)).one()
    return RegisterError(
        f"ngày {_show(request.day)} trước ngày của số liền trước (số {last.last}, {_show(last.last_date)})",
        hint="kiểm tra ngày và đồng hồ máy; nếu đúng là phải ghi ngày này thì thêm --override-date LÝ_DO",
    )


def _show(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
