"""Text of a cell in canonical form, and what it is when it is more than text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from docgen.drafting.data_file.cell_value import EMPTY, CellValue
from docgen.errors import InputError
from docgen.vietnamese.dates import format_short_date, parse_date
from docgen.vietnamese.encoding import find_legacy_span
from docgen.vietnamese.text import clean_characters, find_control_characters, quote

_ISO_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_DATE = re.compile(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}")
_HINT = "sửa ô này trong bảng"
# Nobody prints a longer number; 1e999999999 would take a gigabyte to write.
_MOST_DIGITS = 100


def read_text(text: str) -> CellValue:
    """Return the value of a cell that holds text: lines without outer spaces, without empty ones.

    A date as machines write it (2026-10-25) is printed as people do; a date that does not exist is a problem, as are
    control characters and letters of an old font.
    """
    if not text:
        return EMPTY
    cleaned = clean_characters(text).strip(" ")
    if "\n" in cleaned:
        cleaned = "\n".join([bare for line in cleaned.split("\n") if (bare := line.strip(" "))])
    if not cleaned.isascii() or not cleaned.isprintable():
        problem = _find_unreadable(cleaned)
        if problem is not None:
            return problem
    elif cleaned and cleaned[0].isdigit() and (iso := _ISO_DATE.fullmatch(cleaned)):
        return _read_date(iso[1], CellValue(cleaned))
    elif cleaned and cleaned[0].isdigit() and _DATE.fullmatch(cleaned):
        return _read_date(cleaned, CellValue(cleaned), keep_text=True)
    return CellValue(cleaned)


class UnreadCells(Mapping[int, CellValue]):
    """The cells of a row of text by the index of their column, each read when it is asked for.

    Most of the work of taking a table in is reading its cells: so it can be done by another process than the one that
    reads the file, and for no column that nobody asks for.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    def __reduce__(self) -> tuple[type[UnreadCells], tuple[Sequence[str]]]:
        return UnreadCells, (self._texts,)

    def get(self, column: int, default: Any = None) -> Any:
        """Return the value of a cell that is not empty, else the default."""
        value = read_text(self._texts[column]) if 0 <= column < len(self._texts) else EMPTY
        return default if value.is_empty else value

    def __getitem__(self, column: int) -> CellValue:
        found: CellValue | None = self.get(column)
        if found is None:
            raise KeyError(column)
        return found

    def __iter__(self) -> Iterator[int]:
        return (column for column, text in enumerate(self._texts) if not _is_blank(text))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return next(iter(self), None) is not None


def _is_blank(text: str) -> bool:
    """Whether ``read_text`` makes nothing of a text; nearly all show at their first character that it does."""
    return not text[:1].isalnum() and read_text(text).is_empty


def _find_unreadable(text: str) -> CellValue | None:
    controls = () if text.isprintable() else find_control_characters(text)
    if controls:
        return CellValue(text, problem=f"ký tự điều khiển U+{ord(text[controls[0]]):04X}", hint="xóa ký tự này")
    # Letters of old fonts are Latin-1 throughout; nearly every Vietnamese text has others.
    legacy = find_legacy_span(text) if max(text) <= "\xff" else None
    if legacy:
        hint = "chuyển cả bảng sang Unicode (UniKey Toolkit, Ctrl+Shift+F6)"
        return CellValue(text, problem=f"chữ gõ bằng bảng mã {legacy[2]}: {quote(text)}", hint=hint)
    return None


def _read_date(text: str, value: CellValue, *, keep_text: bool = False) -> CellValue:
    try:
        date = parse_date(text).to_date()
    except InputError as error:
        return CellValue(value.text, problem=error.message, hint=f"{_HINT}; ngày đứng trước tháng")
    return CellValue(value.text if keep_text else format_short_date(date), date)


def show_moment(value: datetime.datetime | datetime.date | datetime.time | datetime.timedelta) -> CellValue:
    """Return the value of a cell that holds a date, a time of day or both: ``08 giờ 30 phút ngày 25/10/2026``."""
    match value:
        case datetime.datetime():
            date = format_short_date(value.date())
            at_midnight = value.time() == datetime.time()
            return CellValue(date if at_midnight else f"{_show_time(value.time())} ngày {date}", value)
        case datetime.date():
            return CellValue(format_short_date(value), value)
        case datetime.time():
            return CellValue(_show_time(value), value)
        case _:
            minutes = round(value.total_seconds() / 60)
            return CellValue(f"{minutes // 60} giờ {minutes % 60:02d} phút")


def _show_time(time: datetime.time) -> str:
    seconds = f" {time.second:02d} giây" if time.second else ""
    return f"{time.hour:02d} giờ {time.minute:02d} phút{seconds}"


def show_switch(value: bool) -> CellValue:
    """Return the value of a cell that holds TRUE or FALSE."""
    return CellValue("Có" if value else "Không", value)


def show_plain_number(value: Decimal) -> CellValue:
    """Return the value of a cell that holds a number without a format: all digits, no points between thousands."""
    if abs(value.adjusted()) > _MOST_DIGITS:
        return CellValue(f"{value:.3g}", problem=f"số {value:.3g} quá lớn hoặc quá nhỏ, không viết ra được", hint=_HINT)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return CellValue("0" if text in ("-0", "") else text.replace(".", ","), value)
