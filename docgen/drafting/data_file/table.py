"""A table with its header found: columns by name and letter, rows one at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from docgen.drafting.data_file.cell_value import CellValue
from docgen.vietnamese.text import fold_whitespace, normalize_text, quote

# Titles, units, dates: what stands above the header of a table that was made to be printed.
_HEADER_WITHIN = 50


class DataRow(NamedTuple):
    """A row: its number as its file counts them, and its cells that are not empty by the index of their column."""

    number: int
    cells: Mapping[int, CellValue]


@dataclass(slots=True)
class DataTable:
    """A table that is read once, from top to bottom; a context manager that closes its file.

    ``columns`` are the names in the header, as typed; ``sheet`` is empty where the file has none. ``notes``
    (Vietnamese) grow while the rows are read: what was left out, for the clerk to know.
    """

    source: str
    columns: tuple[str, ...]
    rows: Iterator[DataRow]
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()
    row_word: str = "hàng"
    has_letters: bool = True
    notes: Callable[[], tuple[str, ...]] = field(default=tuple)
    close: Callable[[], None] = field(default=lambda: None)

    def __enter__(self) -> DataTable:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def name_place(self, row: int, column: int | None = None) -> str:
        """Return where a cell stands: ``trang “Danh sách”, hàng 12, cột C “Đơn vị”``."""
        parts = [f"trang {quote(self.sheet)}"] if self.sheet else []
        parts.append(f"{self.row_word} {row}")
        if column is not None:
            letter = f"{column_letter(column)} " if self.has_letters else ""
            name = self.columns[column] if column < len(self.columns) else ""
            parts.append(f"{'cột' if self.has_letters else 'trường'} {letter}{quote(name) if name else ''}".rstrip())
        return ", ".join(parts)


def fold_name(name: str) -> str:
    """Return a column's name as names are compared: NFC, small letters, one space where there are several."""
    return fold_whitespace(normalize_text(name)).casefold()


def column_letter(index: int) -> str:
    """Return the letter of a column, counted from 0: A, B, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=1024)  # asked for every cell of a sheet
def column_index(letters: str) -> int:
    """Return the index, from 0, of a column by its letters."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def take_header(rows: Iterator[DataRow], wanted: Collection[str]) -> tuple[tuple[str, ...], Iterator[DataRow]]:
    """Return the names in the header and the rows below it.

    The header is the row near the top that has the most of the ``wanted`` names (folded), the first of several; where
    none has any, the first row that is not empty.
    """
    top = list(islice((row for row in rows if row.cells), _HEADER_WITHIN))
    if not top:
        return (), iter(())
    best = max(range(len(top)), key=lambda index: (_count_names(top[index], wanted), -index))
    cells = top[best].cells
    names = tuple(fold_whitespace(cells[index].text) if index in cells else "" for index in range(max(cells) + 1))
    return names, chain(top[best + 1 :], rows)


def _count_names(row: DataRow, wanted: Collection[str]) -> int:
    return len({fold_name(cell.text) for cell in row.cells.values()} & set(wanted))
