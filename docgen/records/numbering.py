"""Numbers: one series per organ, register, group of types and year; each number once, none left out (Article 15.1).

A counter row is raised and the entry written in the transaction of the act. Nothing is numbered at draft. A number
always has its row; a void document keeps it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, insert, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from docgen.errors import RegisterError
from docgen.records.tables import number_series, register_entries

OUTGOING = "outgoing"
INCOMING = "incoming"


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


def take_number(connection: Connection, request: NumberRequest) -> Taken:
    """Take the next number of the series, with its entry. The same owner twice gets the same number.

    Locks the series' row: call it after locking the owner's row and before the audit trail's head. Raises
    RegisterError when the date lies before the previous number's, or when số and ký hiệu were given in that year.
    """
    owner_column = register_entries.c.document_id if request.register == OUTGOING else register_entries.c.incoming_id
    existing = connection.execute(select(register_entries).where(owner_column == request.owner)).mappings().first()
    if existing is not None:
        return Taken(existing["number"], existing["series_id"], existing["entry_date"], is_new=False)
    series_id, number = _raise_counter(connection, request)
    entry = {
        "series_id": series_id,
        "number": number,
        "organ_id": request.organ_id,
        "register": request.register,
        "year": request.day.year,
        "notation": request.notation,
        "entry_date": request.day,
        owner_column.name: request.owner,
        "created_at": request.at,
    }
    try:
        connection.execute(insert(register_entries).inline(), entry)
    except IntegrityError as error:
        raise RegisterError(
            f"số {number:02d}/{request.notation} năm {request.day.year} đã có trong sổ",
            hint="hai nhóm loại văn bản dùng chung ký hiệu: xem numbering của cơ quan trong tệp cơ quan",
        ) from error
    return Taken(number, series_id, request.day, is_new=True)


def _raise_counter(connection: Connection, request: NumberRequest) -> tuple[int, int]:
    series = number_series.c
    key = and_(
        series.organ_id == request.organ_id,
        series.register == request.register,
        series.type_group == request.type_group,
        series.year == request.day.year,
    )
    in_order = or_(series.last_date.is_(None), series.last_date <= request.day, literal(request.allows_earlier))
    greatest = func.greatest if connection.dialect.name == "postgresql" else func.max
    raise_it = (
        update(number_series)
        .where(key, in_order)
        .values(last=series.last + 1, last_date=greatest(func.coalesce(series.last_date, request.day), request.day))
        .returning(series.id, series.last)
    )
    raised = connection.execute(raise_it).first()
    if raised is None:
        start = {
            "organ_id": request.organ_id,
            "register": request.register,
            "type_group": request.type_group,
            "year": request.day.year,
            "last": 0,
        }
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        connection.execute(dialect.insert(number_series).values(start).on_conflict_do_nothing())
        raised = connection.execute(raise_it).first()
    if raised is None:
        last = connection.execute(select(series.last, series.last_date).where(key)).one()
        raise RegisterError(
            f"ngày {_show(request.day)} trước ngày của số liền trước (số {last.last}, {_show(last.last_date)})",
            hint="kiểm tra ngày và đồng hồ máy; nếu đúng là phải ghi ngày này thì thêm --override-date LÝ_DO",
        )
    return raised.id, raised.last


def _show(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
