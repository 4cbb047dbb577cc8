"""The forms in which a placeholder may ask for the value of a table's cell."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from docgen.drafting.data_file.cell_value import CellValue
from docgen.errors import InputError
from docgen.model.value import set_capitals
from docgen.vietnamese.dates import format_long_date, format_short_date, parse_date
from docgen.vietnamese.numbers import format_number, parse_number, spell_number
from docgen.vietnamese.text import fold_whitespace, quote

_TIME_AFTER_DATE = re.compile(r"(?<=[0-9])[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]*)?)?(Z|[+-][0-9]{2}:?[0-9]{2})?$")


class ValueForm(NamedTuple):
    """A named form; ``write`` raises InputError for a value that does not have it."""

    name: str
    decimals: int | None = None

    def write(self, value: CellValue) -> str:
        """Return the value in this form. Raises InputError."""
        if self.name.startswith("số"):
            return format_number(_read_number(value), decimals=self.decimals)
        return _WRITERS[self.name](value)


def _read_date(value: CellValue) -> datetime.date:
    if isinstance(value.raw, datetime.datetime):
        return value.raw.date()
    if isinstance(value.raw, datetime.date):
        return value.raw
    found = parse_date(_TIME_AFTER_DATE.sub("", value.text))
    if not found.is_full:
        raise InputError(f"{quote(value.text)} không đủ ngày, tháng, năm", hint="viết như 25/10/2026")
    return found.to_date()


def _read_number(value: CellValue) -> Decimal:
    if isinstance(value.raw, Decimal):
        return value.raw
    return parse_number(value.text)


_WRITERS: dict[str, Callable[[CellValue], str]] = {
    "ngày": lambda value: format_short_date(_read_date(value)),
    "ngày đầy đủ": lambda value: format_long_date(_read_date(value)),
    "bằng chữ": lambda value: spell_number(_read_number(value)),
    "chữ hoa": lambda value: set_capitals(value.text),
}
FORM_HINT = f"các dạng: {', '.join(_WRITERS)}, số, số 2 (hai chữ số thập phân)"


def find_form(name: str) -> ValueForm | None:
    """Return the form called ``name``, or None; capitals and spaces do not matter."""
    folded = fold_whitespace(name).lower()
    if folded in _WRITERS:
        return ValueForm(folded)
    match = re.fullmatch(r"số(?: ([0-9]))?", folded)
    return ValueForm(folded, decimals=int(match[1]) if match[1] else None) if match else None
