"""Numbers of a spreadsheet as it shows them, with Vietnamese marks: 007, 1.234.567, 12,5%."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from docgen.drafting.data_file.cell_text import show_plain_number
from docgen.drafting.data_file.cell_value import CellValue
from docgen.vietnamese.numbers import format_number

# What is printed beside the digits, or only takes room: the unit of a figure is for the draft to say.
_ORNAMENTS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DIGITS = re.compile(r"(?P<whole>[#0,]*)(?:\.(?P<fraction>[#0]+))?")


@dataclass(frozen=True, slots=True)
class _Format:
    zeros: int
    grouped: bool
    least_decimals: int
    most_decimals: int
    percents: int


def show_number(value: Decimal, code: str) -> CellValue:
    """Return a number as the format ``code`` of its cell shows it; all its digits for a code that says nothing."""
    read = _read_format(code)
    if read is None:
        return show_plain_number(value)
    text = format_number(value.scaleb(2 * read.percents), decimals=read.most_decimals)
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, _, fraction = digits.partition(",")
    if not read.grouped:
        whole = whole.replace(".", "").zfill(read.zeros)
    kept = fraction[: read.least_decimals] + fraction[read.least_decimals :].rstrip("0")
    return CellValue(f"{sign}{whole}{f',{kept}' if kept else ''}{'%' * read.percents}", value)


@lru_cache(maxsize=256)
def _read_format(code: str) -> _Format | None:
    """Read the part for positive numbers; None for General, fractions, powers of ten and thousands left out."""
    bare = _ORNAMENTS.sub("", code.partition(";")[0]).replace(" ", "")
    percents = bare.count("%")
    match = _DIGITS.fullmatch(bare.replace("%", "").strip("-+()₫$€"))
    if match is None or not match[0] or match["whole"].endswith(","):
        return None
    whole, fraction = match["whole"], match["fraction"] or ""
    return _Format(whole.count("0"), "," in whole, fraction.count("0"), len(fraction), percents)
