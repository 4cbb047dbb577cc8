"""How wide the columns of a table want to be: their longest words and lines. Made for tables of thousands of rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from docgen.model import Cell, Table, plain_text
from docgen.rendering.word_advances import BOLD, REGULAR, Advances
from docgen.vietnamese.text_width import to_twips

# What a cell needs beside its text: the margins of the table style, 85 twips on either side, and a little for rounding.
_CELL_MARGIN = 2 * 85 + 30
_MEASURED = 64


class Texts(NamedTuple):
    """The texts of some rows of a table by column.

    ``is_plain`` says that each cell is empty or one run of plain text: then they go by row as well.
    """

    columns: Sequence[Sequence[str]]
    is_plain: bool


class TableTexts(NamedTuple):
    """The texts of a table: those of its header, those below."""

    head: Texts
    below: Texts


def read_texts(table: Table) -> TableTexts:
    """Return the texts of a table."""
    return TableTexts(_read_texts(table.rows[: table.header_rows]), _read_texts(table.rows[table.header_rows :]))


def _read_texts(rows: Sequence[tuple[Cell, ...]]) -> Texts:
    plain = _read_plain_columns(rows)
    return Texts(_read_columns(rows), is_plain=False) if plain is None else Texts(plain, is_plain=True)


def _read_plain_columns(rows: Sequence[tuple[Cell, ...]]) -> list[list[str]] | None:
    """Return the texts of the cells, None unless each cell is empty or one run of plain text.

    Long tables are like that, and such texts can be handled a column at a time.
    """
    columns: list[list[str]] = [[] for _ in rows[0]]
    try:
        for row in rows:
            for cell, texts in zip(row, columns, strict=True):
                if cell.paragraphs:
                    ((run,),) = cell.paragraphs
                    if run.kind != "run" or run.bold or run.italic:
                        return None
                    texts.append(run.text)
                elif cell.merged:
                    return None
                else:
                    texts.append("")
    except ValueError:  # more than one run
        return None
    return columns


def _read_columns(rows: Sequence[tuple[Cell, ...]]) -> list[list[str]]:
    """Return the texts of the paragraphs that stand in each column alone."""
    columns: list[list[str]] = [[] for _ in rows[0]]
    for row in rows:
        for column, (cell, texts) in enumerate(zip(row, columns, strict=True)):
            if column + 1 == len(row) or row[column + 1].merged != "left":
                texts += map(plain_text, cell.paragraphs)
    return columns


def measure_columns(texts: TableTexts, size_pt: float) -> list[tuple[int, int]]:
    """Return, for each column, what its longest word and its longest line need, in twips.

    Cells that reach into another column do not count.
    """
    found = []
    for in_head, below in zip(texts.head.columns, texts.below.columns, strict=True):
        head_word, head_line = _measure_head(*in_head)
        word, line = _measure_longest(below, REGULAR)
        widths = to_twips(max(word, head_word), size_pt), to_twips(max(line, head_line), size_pt)
        found.append((widths[0] + _CELL_MARGIN, widths[1] + _CELL_MARGIN))
    return found


@lru_cache(maxsize=1024)
def _measure_head(*texts: str) -> tuple[int, int]:
    """Return the longest word and line of a column's head: the same in every document of a series."""
    return _measure_longest(texts, BOLD)


def _measure_longest(texts: Sequence[str], advances: Advances) -> tuple[int, int]:
    """Return the longest word and the longest line of the texts, in thousandths of the font size.

    Of a column of thousands, the lines with the most characters are measured: no word may break for lack of width, but
    how much of the page a column asks for is no matter of a hair.
    """
    if not texts:
        return 0, 0
    measure, space = advances.__getitem__, advances.space
    if len(texts) <= _MEASURED:
        widths = [[*map(measure, text.split(" "))] for text in texts]
        return max(map(max, widths)) - space, max(map(sum, widths)) - space
    lines = dict.fromkeys(texts)  # the same time or office stands in row after row
    longest_word = max(map(measure, {*" ".join(lines).split(" ")}))
    longest = sorted(lines, key=len, reverse=True)[:_MEASURED]
    return longest_word - space, max([sum(map(measure, line.split(" "))) for line in longest]) - space
