"""Tables of the body: widths by weight or by content, merged cells, a header that repeats, rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from docgen.model import Cell, Content, Table, plain_text
from docgen.model.blocks import Alignment
from docgen.rendering.column_widths import measure_columns, read_plain_columns
from docgen.rendering.wordml import PLAIN_RUN_END, PLAIN_RUN_START, escape_text, open_paragraph

_NUMBERLIKE = frozenset("0123456789.,-–/% ")
_PLAIN_ROW = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_PARTING = "\0"  # no part of a Word file can hold it, and no value of the model does
_CELL_END = "</w:p></w:tc>"
_STYLES = {"left": "BangTrai", "center": "BangGiua", "right": "BangPhai"}


def fit_columns(
    table: Table, available: int, size_pt: float, plain: Sequence[Sequence[str]] | None = None
) -> tuple[int, ...]:
    """Return the widths of the columns, in twips, which fill ``available``; ``size_pt`` is the size of the text.

    ``plain`` are the texts of the columns below the header, where they are known.

    Given weights are kept, but no column is narrower than its longest word. Without weights each column first gets its
    longest word, and what is left goes to the columns in proportion to what they still need to stand on one line.
    """
    minimum, wanted = zip(*measure_columns(table, size_pt, plain), strict=True)
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


class TableWriter:
    """Writes one table; ``write_content`` turns the content of a cell paragraph into runs.

    ``kept_rows`` at its end go with what follows.
    """

    def __init__(
        self,
        table: Table,
        available: int,
        size_pt: float,
        write_content: Callable[[Content], str],
        kept_rows: int = 0,
    ) -> None:
        self.table = table
        self.available = available
        self.size_pt = size_pt
        self.write_content = write_content
        self.kept_rows = kept_rows

    @cached_property
    def _plain_columns(self) -> list[list[str]] | None:
        return read_plain_columns(self.table.rows[self.table.header_rows :])

    @cached_property
    def _widths(self) -> tuple[int, ...]:
        return fit_columns(self.table, self.available, self.size_pt, self._plain_columns)

    @cached_property
    def _styles(self) -> tuple[str, ...]:
        given = self.table.alignments
        return tuple(
            _STYLES[self._choose_alignment(column, given[column] if given else "auto")]
            for column in range(self.table.column_count)
        )

    def _choose_alignment(self, column: int, given: Alignment) -> str:
        if given != "auto":
            return given
        texts = [*filter(None, self._plain_columns[column])] if self._plain_columns else self._read_column(column)
        return "center" if texts and _NUMBERLIKE.issuperset("".join(texts)) else "left"

    def _read_column(self, column: int) -> list[str]:
        rows = self.table.rows[self.table.header_rows :]
        return [plain_text(paragraph) for row in rows for paragraph in row[column].paragraphs]

    def write(self) -> Iterator[str]:
        """Yield the pieces of the w:tbl element: a long table is joined once, with the whole body."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        yield (
            '<w:tbl><w:tblPr><w:tblStyle w:val="BangNoiDung"/>'
            f'<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )
        rows, head = self.table.rows, self.table.header_rows
        # Rows that go with others and rows with more than plain text are written one by one.
        kept = max(head, len(rows) - self.kept_rows) if self._plain_columns else head
        yield from (self._write_row(index, rows[index]) for index in range(head))
        yield from self._write_plain_rows(kept - head)
        yield from (self._write_row(index, rows[index]) for index in range(kept, len(rows)))
        yield "</w:tbl>"

    def _write_plain_rows(self, count: int) -> Iterator[str]:
        if self._plain_columns and count:
            shapes = zip(self._plain_columns, self._plain_shapes, strict=True)
            cells = (_write_plain_cells(texts[:count], shape) for texts, shape in shapes)
            yield from (f"{_PLAIN_ROW}{''.join(row)}</w:tr>" for row in zip(*cells, strict=True))

    def _write_row(self, index: int, row: tuple[Cell, ...]) -> str:
        in_header = index < self.table.header_rows
        shapes = self._choose_shapes(in_header, index >= len(self.table.rows) - self.kept_rows)
        below = self.table.rows[index + 1] if index + 1 < len(self.table.rows) else ()
        cells: list[str] = []
        column = 0
        while column < len(row):
            cell, shape, span = row[column], shapes[column], 1
            while column + span < len(row) and row[column + span].merged == "left":
                span += 1
            merge = "above" if cell.merged else "below" if below and below[column].merged == "above" else ""
            opening = self._open_merged(column, span, merge) if span > 1 or merge else shape.opening
            # A cell needs a paragraph, be it empty.
            text = shape.between.join(map(self.write_content, cell.paragraphs))
            cells.append(f"{opening}{shape.paragraph}{text}</w:p></w:tc>")
            column += span
        header = "<w:tblHeader/>" if in_header else ""
        return f"<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>{''.join(cells)}</w:tr>"

    def _choose_shapes(self, in_header: bool, is_kept: bool) -> tuple[_Shape, ...]:
        """Return what the cells of a row have in common, column by column."""
        if in_header:
            return self._header_shapes
        return self._kept_shapes if is_kept else self._plain_shapes

    # The header goes with the first row, the last rows with the signature when no other text stands between.
    @cached_property
    def _header_shapes(self) -> tuple[_Shape, ...]:
        return tuple(_make_shape(width, "BangTieuDe", in_header=True, is_kept=True) for width in self._widths)

    @cached_property
    def _kept_shapes(self) -> tuple[_Shape, ...]:
        return tuple(_make_shape(*shape, is_kept=True) for shape in zip(self._widths, self._styles, strict=True))

    @cached_property
    def _plain_shapes(self) -> tuple[_Shape, ...]:
        return tuple(_make_shape(*shape) for shape in zip(self._widths, self._styles, strict=True))

    def _open_merged(self, column: int, span: int, merge: str) -> str:
        width = sum(self._widths[column : column + span])
        grid_span = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        vertical = {"above": "<w:vMerge/>", "below": '<w:vMerge w:val="restart"/>', "": ""}[merge]
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{grid_span}{vertical}'


class _Shape(NamedTuple):
    """What the cells of a column have in common: how a cell opens, its paragraph, what parts two paragraphs."""

    opening: str
    paragraph: str
    between: str


def _make_shape(width: int, style: str, *, in_header: bool = False, is_kept: bool = False) -> _Shape:
    paragraph = open_paragraph(style, properties="<w:keepNext/>" if is_kept else "")
    centred = '<w:vAlign w:val="center"/>' if in_header else ""
    opening = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'
    return _Shape(opening, f"{centred}</w:tcPr>{paragraph}", f"</w:p>{paragraph}")


def _write_plain_cells(texts: Sequence[str], shape: _Shape) -> list[str]:
    """Write the cells of a column: escaped in one go, as no text can hold the character that parts them."""
    empty = f"{shape.opening}{shape.paragraph}"
    before, after = empty + PLAIN_RUN_START, PLAIN_RUN_END + _CELL_END
    escaped = escape_text(_PARTING.join(texts)).split(_PARTING)
    return [f"{before}{text}{after}" if text else empty + _CELL_END for text in escaped]
