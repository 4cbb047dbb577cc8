"""The rows of a register's sheet, written straight as SpreadsheetML: five times as fast as cell by cell.

The rest of the workbook is openpyxl's. Where the rows belong, its sheet has two that show how they look, a plain one
and a bold one (``PATTERN_ROWS``); they are what the rows are put in place of.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from docgen.records.register_form import Printout, printable

PATTERN_ROWS: Final = 2
_LONGEST_CELL: Final = 32_767
_LONGEST_NUMBER: Final = 14
_STYLE: Final = re.compile(r' s="(\d+)"')
_ROW_NUMBER: Final = re.compile(r'(<row r="|<c r="[A-Z]+)(\d+)')


@dataclass(frozen=True, slots=True)
class TableRows:
    """The rows of a printout, to begin at ``first`` (from 1) of its sheet; ``height_pt`` says how high a row is."""

    printout: Printout
    first: int
    height_pt: Callable[[Sequence[str]], float]

    def fill(self, sheet: str) -> Iterator[str]:
        """Yield the XML of the sheet with the rows in place of the patterns, those below moved on."""
        start = sheet.index(f'<row r="{self.first}"')
        middle = sheet.index("</row>", start) + len("</row>")
        end = sheet.index("</row>", middle) + len("</row>")
        yield sheet[:start]
        count = 0
        for row in self._write(_STYLE.findall(sheet[start:middle]), _STYLE.findall(sheet[middle:end])):
            yield row
            count += 1
        yield _ROW_NUMBER.sub(lambda match: f"{match[1]}{int(match[2]) - PATTERN_ROWS + count}", sheet[end:])

    def _write(self, plain: Sequence[str], bold: Sequence[str]) -> Iterator[str]:
        letters = [get_column_letter(place) for place in range(1, len(self.printout.columns) + 1)]
        for place, values in enumerate(self.printout.rows):
            number = self.first + place
            styles = bold if place in self.printout.bold_rows else plain
            cells = "".join([
                f'<c r="{letter}{number}" s="{style}"{_write_value(value)}'
                for letter, style, value in zip(letters, styles, values, strict=True)
            ])  # fmt: skip
            yield f'<row r="{number}" ht="{self.height_pt(values):g}" customHeight="1">{cells}</row>'


def _write_value(text: str) -> str:
    """Return the rest of a cell: a whole number as one, everything else as text, also what begins with "="."""
    if not text:
        return "/>"
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_NUMBER and (text == "0" or text[0] != "0"):
        return f"><v>{text}</v></c>"
    shown = escape(printable(text)[:_LONGEST_CELL])
    return f' t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
