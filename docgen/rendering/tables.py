"""Tables of the body: widths by weight or by content, merged cells, a header that repeats, rows that stay whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from typing import NamedTuple

from docgen.model import Content, Table, plain_text
from docgen.model.blocks import Alignment
from docgen.rendering.column_widths import TableTexts, measure_columns, read_texts
from docgen.rendering.wordml import PLAIN_RUN_END, PLAIN_RUN_START, escape_text, open_paragraph

_NUMBERLIKE = "0123456789.,-–/% "
_STYLES = {"left": "BangTrai", "center": "BangGiua", "right": "BangPhai"}
_PARTING = b"\0"  # no part of a Word file can hold it, and no value of the model does
_CELL_END, _ROW_END = "</w:p></w:tc>", "</w:tr>"


class _Kind(NamedTuple):
    """What rows of a kind have in common: how they open, what else is said of their cells and of their paragraphs."""

    opening: str
    of_cell: str = ""
    of_paragraph: str = ""


_KEEP = "<w:keepNext/>"
_PLAIN = _Kind("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
# The header goes with the first row, the last rows with the signature when no other text stands between.
_KEPT = _PLAIN._replace(of_paragraph=_KEEP)
_HEADER = _Kind("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", '<w:vAlign w:val="center"/>', _KEEP)


def fit_columns(table: Table, available: int, size_pt: float, texts: TableTexts | None = None) -> tuple[int, ...]:
    """Return the widths of the columns, in twips, which fill ``available``; ``size_pt`` is the size of the text.

    ``texts`` are those of the table, where they were read already.

    Given weights are kept, but no column is narrower than its longest word. Without weights each column first gets its
    longest word, and what is left goes to the columns in proportion to what they still need to stand on one line.
    """
    minimum, wanted = zip(*measure_columns(texts or read_texts(table), size_pt), strict=True)
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
    whole = sum(weights)
    edges = [round(total * used / whole) for used in accumulate(weights, initial=0)]
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
    def _texts(self) -> TableTexts:
        return read_texts(self.table)

    @cached_property
    def _widths(self) -> tuple[int, ...]:
        return fit_columns(self.table, self.available, self.size_pt, self._texts)

    @cached_property
    def _styles(self) -> tuple[str, ...]:
        given = self.table.alignments
        return tuple(
            _STYLES[self._choose_alignment(column, given[column] if given else "auto")]
            for column in range(self.table.column_count)
        )

    @cached_property
    def _encoded(self) -> list[_Column]:
        """The texts below the header, where they are plain."""
        return [_encode_column(texts) for texts in self._texts.below.columns]

    def _choose_alignment(self, column: int, given: Alignment) -> str:
        if given != "auto":
            return given
        below = self._texts.below
        text = "".join(below.columns[column] if below.is_plain else self._read_column(column))
        return "center" if text and not text.strip(_NUMBERLIKE) else "left"

    def _read_column(self, column: int) -> list[str]:
        rows = self.table.rows[self.table.header_rows :]
        return [plain_text(paragraph) for row in rows for paragraph in row[column].paragraphs]

    def write(self) -> list[bytes]:
        """Return the pieces of the w:tbl element in UTF-8: a long table is joined once, with the whole body."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        opening = (
            '<w:tbl><w:tblPr><w:tblStyle w:val="BangNoiDung"/>'
            f'<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        )
        head, end = self.table.header_rows, len(self.table.rows)
        kept = max(head, end - self.kept_rows)
        rows = self._write_rows(_HEADER, 0, head) + self._write_rows(_PLAIN, head, kept)
        return [opening.encode(), *rows, *self._write_rows(_KEPT, kept, end), b"</w:tbl>"]

    def _write_rows(self, kind: _Kind, first: int, end: int) -> list[bytes]:
        if first == end:
            return []
        styles = ["BangTieuDe"] * len(self._widths) if kind is _HEADER else self._styles
        paragraphs = [open_paragraph(style, properties=kind.of_paragraph) for style in styles]
        texts, before = (self._texts.head, 0) if kind is _HEADER else (self._texts.below, self.table.header_rows)
        if not texts.is_plain:
            return [self._write_row(index, kind, paragraphs) for index in range(first, end)]
        columns = [_encode_column(column) for column in texts.columns] if kind is _HEADER else self._encoded
        cells = [
            f"{_open_cell(width)}{kind.of_cell}</w:tcPr>{paragraph}"
            for width, paragraph in zip(self._widths, paragraphs, strict=True)
        ]
        return _write_plain_rows([column.cut(first - before, end - before) for column in columns], cells, kind.opening)

    def _write_row(self, index: int, kind: _Kind, paragraphs: Sequence[str]) -> bytes:
        """Write a row of a table in which cells are merged or hold more than plain text."""
        row = self.table.rows[index]
        below = self.table.rows[index + 1] if index + 1 < len(self.table.rows) else ()
        cells: list[str] = []
        column = 0
        while column < len(row):
            cell, paragraph, span = row[column], paragraphs[column], 1
            while column + span < len(row) and row[column + span].merged == "left":
                span += 1
            grid_span = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
            goes_on = below and below[column].merged == "above"
            merge = "<w:vMerge/>" if cell.merged else '<w:vMerge w:val="restart"/>' if goes_on else ""
            opening = f"{_open_cell(sum(self._widths[column : column + span]))}{grid_span}{merge}{kind.of_cell}"
            # A cell needs a paragraph, be it empty.
            text = f"</w:p>{paragraph}".join(map(self.write_content, cell.paragraphs))
            cells.append(f"{opening}</w:tcPr>{paragraph}{text}{_CELL_END}")
            column += span
        return f"{kind.opening}{''.join(cells)}{_ROW_END}".encode()


def _open_cell(width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>'


class _Column(NamedTuple):
    """The texts of a column of plain cells, escaped and in UTF-8, and what stands before and behind each of them."""

    texts: list[bytes]
    before: str
    behind: str

    def cut(self, first: int, end: int) -> _Column:
        """Return the texts of some rows."""
        return _Column(self.texts[first:end], self.before, self.behind)


def _encode_column(texts: Sequence[str]) -> _Column:
    """Escape and encode a column in one go, as no text can hold the character that parts them."""
    encoded = escape_text(_PARTING.decode().join(texts)).encode().split(_PARTING)
    if "" not in texts:
        return _Column(encoded, PLAIN_RUN_START, PLAIN_RUN_END)
    # A cell without text has no run.
    start, end = PLAIN_RUN_START.encode(), PLAIN_RUN_END.encode()
    return _Column([text and b"".join((start, text, end)) for text in encoded], "", "")


def _write_plain_rows(columns: Sequence[_Column], cells: Sequence[str], opening: str) -> list[bytes]:
    """Return rows of plain cells in pieces: ``opening`` stands before a row, ``cells`` before the text of each cell.

    What stands between the texts is the same in every row, so the pieces are put in their places a column at a time.
    """
    count, step = len(columns[0].texts), 2 * len(columns) + 1
    pieces = [b""] * (count * step)
    between = opening
    for index, (column, cell) in enumerate(zip(columns, cells, strict=True)):
        pieces[2 * index :: step] = [f"{between}{cell}{column.before}".encode()] * count
        pieces[2 * index + 1 :: step] = column.texts
        between = f"{column.behind}{_CELL_END}"
    pieces[step - 1 :: step] = [f"{between}{_ROW_END}".encode()] * count
    return pieces
