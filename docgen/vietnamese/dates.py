"""Dates as administrative documents write them, whole or with parts still blank."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Final

from docgen.errors import InputError
from docgen.vietnamese.date_search import FoundDate, find_dates, find_impossible_dates
from docgen.vietnamese.partial_date import PartialDate, read_parts
from docgen.vietnamese.text import fold_whitespace, normalize_text

__all__ = [
    "FoundDate",
    "PartialDate",
    "find_dates",
    "find_impossible_dates",
    "format_long_date",
    "format_short_date",
    "parse_date",
    "parse_long_date",
]

# As the law's own drafts leave room for a pen: "ngày      tháng     năm 2023".
_DAY_BLANK: Final = " " * 6
_MONTH_BLANK: Final = " " * 5
_BLANK_CHARACTERS: Final = " .…_·-"

_LONG_HINT: Final = "viết như: ngày 05 tháng 01 năm 2022"
_DATE_HINT: Final = "viết như 15/9/2023, tháng 9/2023 hoặc 2023-09-15"

_DATE_FORMS: Final = (
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?",
    r"(?:ngày )?(?P<day>[0-9]{1,2}) ?(?P<mark>[/.-]) ?(?P<month>[0-9]{1,2}) ?(?P=mark) ?(?P<year>[0-9]{4})",
    r"ngày (?P<day>[0-9]{1,2}) ?/ ?(?P<month>[0-9]{1,2})",
    r"(?:(?:ngày )?(?P<day>[0-9]{1,2}) )?tháng (?P<month>[0-9]{1,2})(?: năm (?P<year>[0-9]{4}))?",
    r"(?:tháng )?(?P<month>[0-9]{1,2}) ?[/-] ?(?P<year>[0-9]{4})",
    r"năm (?P<year>[0-9]{4})",
)
# Drafts print the century only: "năm 20…".
_YEAR_BEGUN: Final = r"20[0-9]?[ .…_]*[.…_]"


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    """Compile when a date is first read: whoever only writes dates does without."""
    return re.compile(pattern)


def format_long_date(value: date | PartialDate | None) -> str:
    """Return the date in full: ``ngày 05 tháng 01 năm 2022``, ``ngày 29 tháng 6 năm 2019``.

    Decree 30/2020, Annex I, part I, II.4.b: days below 10 and months 1 and 2 take a leading 0, other months do not.
    An open part is left blank as drafts print it, ``ngày      tháng     năm 2023``; an open year ends the text at
    ``năm``, without blanks behind it. ``None`` is a date with every part open.
    """
    parts = PartialDate() if value is None else _to_partial(value)
    day = _DAY_BLANK if parts.day is None else f" {parts.day:02d} "
    month = _MONTH_BLANK if parts.month is None else f" {_pad_month(parts.month)} "
    year = "" if parts.year is None else f" {parts.year}"
    return f"ngày{day}tháng{month}năm{year}"


def format_short_date(value: date) -> str:
    """Return ``17/10/2022``, ``28/9/2022``, ``05/01/2022``.

    Leading zeros are those of the date in full (Decree 30/2020, Annex I, part I, II.4.b).
    """
    return f"{value.day:02d}/{_pad_month(value.month)}/{value.year}"


def parse_long_date(text: str) -> PartialDate:
    """Read ``ngày … tháng … năm …``, the whole of ``text``.

    A part that holds only spaces, dots or underscores is open; so is a year of which only the beginning is printed
    (``năm 20…``). Spacing, capitals and missing or extra leading zeros do not matter.

    Raises InputError that says which part cannot be read, or that the date does not exist.
    """
    folded = fold_whitespace(normalize_text(text)).lower()
    before, has_day, rest = folded.partition("ngày")
    day, has_month, rest = rest.partition("tháng")
    month, has_year, year = rest.partition("năm")
    if before or not (has_day and has_month and has_year):
        raise InputError(f"“{text.strip()}” không có dạng ngày … tháng … năm …", hint=_LONG_HINT)
    if _compile(_YEAR_BEGUN).fullmatch(year.strip()):
        year = ""
    return PartialDate(
        year=_parse_part("năm", year, digits=4),
        month=_parse_part("tháng", month, digits=2),
        day=_parse_part("ngày", day, digits=2),
    )


def parse_date(text: str) -> PartialDate:
    """Read one date, the whole of ``text``, in any form in use.

    ``2023-09-15``, ``2023-09``, ``2023``; ``15/9/2023``, ``15-9-2023``, ``15.9.2023``, ``ngày 15/9``; ``9/2023``;
    ``tháng 9``, ``tháng 9/2023``, ``tháng 9 năm 2023``; ``năm 2023``; ``ngày 15 tháng 9 năm 2023``, also with
    blanks. The day always stands before the month.

    Raises InputError for any other text and for a date that does not exist.
    """
    folded = fold_whitespace(normalize_text(text)).lower()
    for form in _DATE_FORMS:
        match = _compile(form).fullmatch(folded)
        if match is not None:
            return read_parts(match)
    if folded.startswith("ngày") and "tháng" in folded and "năm" in folded:
        return parse_long_date(text)
    raise InputError(f"không đọc được ngày tháng “{text.strip()}”", hint=_DATE_HINT)


def _to_partial(value: date | PartialDate) -> PartialDate:
    return value if isinstance(value, PartialDate) else PartialDate.from_date(value)


def _pad_month(month: int) -> str:
    return f"{month:02d}" if month <= 2 else str(month)


def _parse_part(name: str, text: str, *, digits: int) -> int | None:
    value = text.strip(_BLANK_CHARACTERS)
    if not value:
        return None
    if not (value.isascii() and value.isdigit()) or len(value) > digits:
        raise InputError(f"không đọc được phần “{name}”: “{value}”", hint=_LONG_HINT)
    return int(value)
