"""Tables of the body: widths by weight or by content, merged cells, a header that repeats, rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from docgen.model import Cell, Content, Table, plain_text
from docgen.model.blocks import Alignment
from docgen.rendering.wordml import write_paragraph
from docgen.vietnamese.text_width import measure_text

# What a cell needs beside its text: the margins of the table style, 85 twips on either side, and a little for rounding.
_CELL_MARGIN = 2 * 85 + 30
_NUMBERLIKE = frozenset("0123456789.,-–/% ")
_STYLES = {"left": "BangTrai", "center": "BangGiua", "right": "BangPhai"}


def fit_columns(table: Table, available: int, size_pt: float) -> tuple[int, ...]:
    """Return the widths of the columns, in twips, which fill ``available``; ``size_pt`` is the size of the text.

    Given weights are kept, but no column is narrower than its longest word. Without weights each column first gets its
    longest word, and what is left goes to the columns in proportion to what they still need to stand on one line.
    """
    minimum, wanted = zip(*(_measure_column(table, c, size_pt) for c in range(table.column_count)), strict=True)
    if sum(minimum) >= available:
        return _share(available, _cut_longest(minimum, available))
    if table.widths:
        return _raise_to_minimum(_share(available, table.widths), minimum)
    # A very long cell must not starve the others: beyond a page's width, more length asks for no more width.
    needs = [max(min(want, available) - least, 1) for want, least in zip(wanted, minimum, strict=True)]
    extra = _share(available - sum(minimum), needs)
    return tuple(least + more for least, more in zip(minimum, extra, strict=True))


def _cut_longest(minimum: Sequence[int], available: int) -> list[int]:
    """Cut the widest columns down to one width with which all fit, so that only the longest words break."""
    limit, rest = 0, available
    for index, width in enumerate(sorted(minimum)):
        limit = rest // (len(minimum) - index)
        if width > limit:
            break
        rest -= width
    return [min(width, limit) for width in minimum]


def _raise_to_minimum(widths: tuple[int, ...], minimum: tuple[int, ...]) -> tuple[int, ...]:
    """Widen the columns that are too narrow for a word, at the cost of those with room to spare."""
    lacking = sum(max(least - width, 0) for width, least in zip(widths, minimum, strict=True))
    if lacking == 0:
        return widths
    spare = [max(width - least, 0) for width, least in zip(widths, minimum, strict=True)]
    given = _share(lacking, spare)
    return tuple(max(width, least) - give for width, least, give in zip(widths, minimum, given, strict=True))


def _share(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Cut ``total`` in proportion to ``weights``; the pieces add up exactly."""
    edges, used = [0], 0
    for weight in weights:
        used += weight
        edges.append(round(total * used / sum(weights)))
    return tuple(right - left for left, right in pairwise(edges))


def _measure_column(table: Table, column: int, size_pt: float) -> tuple[int, int]:
    """Return the width of the longest word and of the longest line of the cells that stand in this column alone."""
    word = line = 0
    for index, row in enumerate(table.rows):
        merged_right = column + 1 < len(row) and row[column + 1].merged == "left"
        if row[column].merged or merged_right:
            continue
        for paragraph in row[column].paragraphs:
            text, bold = plain_text(paragraph), index < table.header_rows
            line = max(line, measure_text(text, size_pt, bold=bold))
            word = max(word, *(measure_text(part, size_pt, bold=bold) for part in text.split(" ")))
    return word + _CELL_MARGIN, line + _CELL_MARGIN


@dataclass(frozen=True)
class TableWriter:
    """Writes one table; ``write_content`` turns the content of a cell paragraph into runs.

    ``kept_rows`` at its end go with what follows.
    """

    table: Table
    available: int
    size_pt: float
    write_content: Callable[[Content], str]
    kept_rows: int = 0

    @cached_property
    def _widths(self) -> tuple[int, ...]:
        return fit_columns(self.table, self.available, self.size_pt)

    @cached_property
    def _alignments(self) -> tuple[str, ...]:
        given = self.table.alignments
        return tuple(
            self._choose_alignment(column, given[column] if given else "auto")
            for column in range(self.table.column_count)
        )

    def _choose_alignment(self, column: int, given: Alignment) -> str:
        if given != "auto":
            return given
        texts = [
            plain_text(paragraph)
            for row in self.table.rows[self.table.header_rows :]
            for paragraph in row[column].paragraphs
        ]
        return "center" if texts and all(set(text) <= _NUMBERLIKE for text in texts) else "left"

    def write(self) -> str:
        """Return the w:tbl element."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        rows = "".join(self._write_row(index) for index in range(len(self.table.rows)))
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="BangNoiDung"/>'
            f'<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )

    def _write_row(self, index: int) -> str:
        header = "<w:tblHeader/>" if index < self.table.header_rows else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(self._write_cells(index))}</w:tr>"

    def _write_cells(self, index: int) -> Iterator[str]:
        row = self.table.rows[index]
        column = 0
        while column < len(row):
            span = 1
            while column + span < len(row) and row[column + span].merged == "left":
                span += 1
            yield self._write_cell(index, column, span)
            column += span

    def _write_cell(self, index: int, column: int, span: int) -> str:
        cell = self.table.rows[index][column]
        width = sum(self._widths[column : column + span])
        grid_span = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        centred = '<w:vAlign w:val="center"/>' if index < self.table.header_rows else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid_span}{self._write_merge(index, column)}{centred}'
            f"</w:tcPr>{self._write_paragraphs(index, column, cell)}</w:tc>"
        )

    def _write_merge(self, index: int, column: int) -> str:
        rows = self.table.rows
        if rows[index][column].merged == "above":
            return "<w:vMerge/>"
        starts = index + 1 < len(rows) and rows[index + 1][column].merged == "above"
        return '<w:vMerge w:val="restart"/>' if starts else ""

    def _write_paragraphs(self, index: int, column: int, cell: Cell) -> str:
        in_header = index < self.table.header_rows
        style = "BangTieuDe" if in_header else _STYLES[self._alignments[column]]
        # The header goes with the first row, the last rows with the signature when no other text stands between.
        keep = "<w:keepNext/>" if in_header or index >= len(self.table.rows) - self.kept_rows else ""
        contents = [self.write_content(paragraph) for paragraph in cell.paragraphs] or [""]
        return "".join(write_paragraph(style, runs, properties=keep) for runs in contents)
