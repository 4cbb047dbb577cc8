"""How wide the columns of a table want to be: their longest words and lines. Made for tables of thousands of rows."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.model import Cell, Table, plain_text
from docgen.vietnamese.text_width import measure_advance, to_twips

# What a cell needs beside its text: the margins of the table style, 85 twips on either side, and a little for rounding.
_CELL_MARGIN = 2 * 85 + 30
_FEW = 30  # texts that are measured sooner than they are sorted
_KEPT_WORDS = 20_000  # more than the syllables of the language


class _Advances(dict[str, int]):
    """Widths of words, with the space after each, in thousandths of the font size: syllables return so often that each
    is measured once.
    """

    def __init__(self, *, bold: bool) -> None:
        super().__init__()
        self._bold = bold
        self.space = measure_advance(" ", bold=bold)

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT_WORDS:
            self.clear()
        self[word] = advance = measure_advance(word, bold=self._bold) + self.space
        return advance


_REGULAR, _BOLD = _Advances(bold=False), _Advances(bold=True)


def measure_columns(
    table: Table, size_pt: float, plain: Sequence[Sequence[str]] | None = None
) -> list[tuple[int, int]]:
    """Return, for each column, what its longest word and its longest line need, in twips.

    Cells that reach into another column do not count. ``plain`` are the texts below the header, where they are known.
    """
    head = _read_columns(table.rows[: table.header_rows])
    rest = plain or _read_columns(table.rows[table.header_rows :])
    found = []
    for in_head, below in zip(head, rest, strict=True):
        measured = (_measure_longest(in_head, _BOLD), _measure_longest(below, _REGULAR))
        word, line = (to_twips(max(pair), size_pt) + _CELL_MARGIN for pair in zip(*measured, strict=True))
        found.append((word, line))
    return found


def read_plain_columns(rows: Sequence[tuple[Cell, ...]]) -> list[list[str]] | None:
    """Return the texts of the cells by column, None unless each cell is empty or one run of plain text.

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


def _measure_longest(texts: Sequence[str], advances: _Advances) -> tuple[int, int]:
    """Return the longest word and the longest line of the texts, in thousandths of the font size."""
    if not texts:
        return 0, 0
    measure = advances.__getitem__
    if len(texts) <= _FEW:
        widths = [[*map(measure, text.split(" "))] for text in texts]
        return max(map(max, widths)) - advances.space, max(map(sum, widths)) - advances.space
    lines = {*texts}  # the same time or office stands in row after row
    words = {*" ".join(lines).split(" ")}
    # No line is wider than its characters times the widest average of a word and its space: so with the longest texts
    # first, the rest need not be measured.
    widest = max([measure(word) / (len(word) + 1) for word in words])
    longest = 0
    for line in sorted(lines, key=len, reverse=True):
        if (len(line) + 1) * widest <= longest:
            break
        longest = max(longest, sum(map(measure, line.split(" "))))
    return max(map(measure, words)) - advances.space, longest - advances.space
