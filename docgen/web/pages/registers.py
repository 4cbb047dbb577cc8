"""The registers of Annex IV: looking, printing, as files."""

from __future__ import annotations

import calendar
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Request
from sqlalchemy import Connection
from starlette.responses import Response

from docgen.errors import NotFoundError
from docgen.records.moments import local_day
from docgen.records.organs import list_organs
from docgen.records.register_books import RegisterRequest
from docgen.records.register_form import Printout
from docgen.web.desk import Desk, reading
from docgen.web.downloads import send_file
from docgen.web.fields import Fields

router = APIRouter(prefix="/so", include_in_schema=False)

_BOOKS: Final = {"di": "outgoing", "den": "incoming", "theo-doi": "follow-up"}
_TITLES: Final = {"di": "Sổ văn bản đi", "den": "Sổ văn bản đến", "theo-doi": "Sổ theo dõi văn bản đến"}
_ROWS: Final = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of a register: the month 0 is the whole year; ``page`` counts from 1."""

    year: int
    month: int
    organ: int | None
    page: int

    def link(self, **changes: Any) -> str:
        """Return the query of an address that asks for the same but ``changes``."""
        asked = replace(self, **changes)
        organ = f"&co-quan={asked.organ}" if asked.organ is not None else ""
        page = f"&trang={asked.page}" if asked.page > 1 else ""
        return f"?nam={asked.year}&thang={asked.month}{organ}{page}"

    @property
    def request(self) -> RegisterRequest:
        """The same as records ask for it."""
        if not self.month:
            return RegisterRequest(self.year, organ_id=self.organ)
        last = calendar.monthrange(self.year, self.month)[1]
        days = date(self.year, self.month, 1), date(self.year, self.month, last)
        return RegisterRequest(self.year, *days, volume=1, organ_id=self.organ)


@router.get("/{book}")
def show_register(book: str, request: Request, desk: Desk = reading("view")) -> Response:
    """Show a register, a month at a time, in pages."""
    _require(book)
    asked = _read(request, desk)
    with desk.service.store.read() as connection:
        organs = list_organs(connection)
        printouts = _build(desk, connection, book, asked)
    rows = [(printout, row) for printout in printouts for row in printout.rows]
    pages = max(1, -(-len(rows) // _ROWS))
    page = min(asked.page, pages)
    columns = printouts[0].columns if printouts else ()
    shown = rows[(page - 1) * _ROWS : page * _ROWS]
    return desk.show(
        "register.html",
        book=book,
        books=_TITLES,
        title=_TITLES[book],
        asked=replace(asked, page=page),
        organs=organs,
        columns=columns,
        aligns=[column.align for column in columns],
        rows=[row for _, row in shown],
        total=len(rows),
        pages=pages,
        numbers=[line for printout in printouts for line in printout.front.lines],
    )


@router.get("/{book}/in")
def print_register(book: str, request: Request, desk: Desk = reading("view")) -> Response:
    """Show the register as it is printed: the whole period on one page, without what belongs to the screen."""
    _require(book)
    asked = _read(request, desk)
    with desk.service.store.read() as connection:
        printouts = _build(desk, connection, book, asked)
    desk.note("print", "register", book, asked.link())
    return desk.show("register_print.html", printouts=printouts, title=_TITLES[book])


@router.get("/{book}/tep/{kind}")
def download_register(book: str, kind: str, request: Request, desk: Desk = reading("view")) -> Response:
    """Return the register as XLSX, DOCX or PDF."""
    _require(book)
    if kind not in ("xlsx", "docx", "pdf"):
        raise NotFoundError("không có loại tệp này", hint="chọn xlsx, docx hoặc pdf")
    from docgen.workflow.printing import write_printouts

    asked = _read(request, desk)
    with desk.service.store.read() as connection:
        printouts = _build(desk, connection, book, asked)
    if not printouts:
        raise NotFoundError("sổ chưa có văn bản nào trong thời gian này", hint="chọn tháng hoặc năm khác")
    with tempfile.TemporaryDirectory(prefix="docgen-so-") as folder:
        path = Path(folder) / f"so.{kind}"
        write_printouts(printouts, path, desk.service.settings)
        data = path.read_bytes()
    desk.note("download", "register", book, asked.link())
    month = f"-{asked.month:02}" if asked.month else ""
    return send_file(data, f"so-{book}-{asked.year}{month}.{kind}")


def _build(desk: Desk, connection: Connection, book: str, asked: Asked) -> list[Printout]:
    """Return the printouts; none for a period without entries."""
    try:
        return desk.service.registers.build(connection, _BOOKS[book], asked.request)
    except NotFoundError:
        return []


def _read(request: Request, desk: Desk) -> Asked:
    fields = Fields(request.query_params)
    today = local_day(desk.now)
    year = fields.number("nam", default=today.year) or today.year
    month = fields.number("thang", default=today.month if year == today.year else 0) or 0
    organ = fields.number("co-quan")
    return Asked(min(max(year, 1945), 9999), month if month <= 12 else 0, organ, fields.number("trang", default=1) or 1)


def _require(book: str) -> None:
    if book not in _BOOKS:
        raise NotFoundError("không có sổ này", hint="chọn sổ văn bản đi, văn bản đến hoặc sổ theo dõi")
