"""Mục lục văn bản and registers as PDF, drawn straight: LibreOffice takes seven times as long for the rows of a long
table, and for thousands of them ever longer.

The pages are those that ``register_docx`` gives LibreOffice. A page is done with when it is full, so that a list of any
length takes little memory.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from docgen.files import write_whole
from docgen.pdf import PdfInfo
from docgen.pdf.finish import finish_pdf
from docgen.records.register_form import (
    MARGIN_BOTTOM_MM,
    MARGIN_LEFT_MM,
    MARGIN_RIGHT_MM,
    MARGIN_TOP_MM,
    PAGE_LONG_MM,
    PAGE_SHORT_MM,
    Cover,
    Heading,
    Printout,
    number_columns,
)
from docgen.workflow.drawn_text import ASCENT, LINE_HEIGHT, Look, draw_line, load_face, wrap

_LEFT, _BOTTOM = MARGIN_LEFT_MM * mm, MARGIN_BOTTOM_MM * mm
_NUMBER_TOP_MM: Final = 10
_NUMBER: Final = Look(13, align="center")
_CELL_PT: Final = 11
_CELL_HEIGHT: Final = _CELL_PT * LINE_HEIGHT
_LEAST_ROOM: Final = 3 * _CELL_HEIGHT
_CELL_SIDE: Final = 3.0
_CELL_TOP: Final = 1.0
_HAIR: Final = 0.5
_FRAME: Final = 1.0
_FRAME_GAP: Final = 10.0
_COVER_INSET: Final = 20.0
_RULE_MM: Final = 25
# The lines of each cell, and how they stand.
_Row = list[tuple[list[str], Look]]


def draw_printouts(printouts: Sequence[Printout], target: Path, info: PdfInfo) -> None:
    """Write printouts, each behind its cover or below its heading, as PDF/A-2u that says ``info`` of itself.

    Signatures, closing lines and bold rows are not drawn. The same printouts give the same bytes. Raises ToolError when
    the machine lacks the font.
    """
    raw = target.with_suffix(".raw.pdf")
    canvas = Canvas(str(raw), pageCompression=1, invariant=1, initialFontName=load_face("").fontName, pdfVersion=(1, 7))
    for printout in printouts:
        _Pages(canvas, printout.is_landscape).write(printout)
    canvas.save()
    write_whole(target, finish_pdf(raw, info).data, flush=False)
    raw.unlink()


class _Pages:
    """Draws from the top of a page down; begins another when it is full."""

    def __init__(self, canvas: Canvas, is_landscape: bool) -> None:
        width, height = PAGE_SHORT_MM * mm, PAGE_LONG_MM * mm
        width, height = (height, width) if is_landscape else (width, height)
        canvas.setPageSize((width, height))
        self._canvas = canvas
        self._right, self._top = width - MARGIN_RIGHT_MM * mm, height - MARGIN_TOP_MM * mm
        self._number_top = height - _NUMBER_TOP_MM * mm
        self._y = self._top
        self._number = 1
        self._is_fresh = False  # nothing but heads of columns stands on the page

    def write(self, printout: Printout) -> None:
        match printout.front:
            case Cover() as cover:
                self._write_cover(cover, printout.title)
                self._draw_number()
            case Heading() as heading:  # page 1 of a list shows no number (Annex I, part I, I.7)
                self._write_heading(heading, printout.title)
        self._write_table(printout)
        self._canvas.showPage()

    def _begin_page(self) -> None:
        self._canvas.showPage()
        self._y = self._top
        self._number += 1
        self._draw_number()

    def _draw_number(self) -> None:
        foot = self._number_top - ASCENT * _NUMBER.size
        draw_line(self._canvas, str(self._number), _LEFT, self._right, foot, _NUMBER)

    def _write_cover(self, cover: Cover, title: str) -> None:
        gap = _FRAME_GAP
        self._canvas.setLineWidth(_FRAME)
        self._canvas.rect(_LEFT - gap, _BOTTOM - gap, self._right - _LEFT + 2 * gap, self._top - _BOTTOM + 2 * gap)
        self._y -= _COVER_INSET
        self._write_centred(cover.parent, Look(13, align="center"))
        self._write_centred(cover.organ, Look(13, "bold", "center"))
        self._write_centred(title, Look(22, "bold", "center"), before=110, after=60)
        for line in cover.lines:
            self._write_centred(line, Look(14, "italic", "center"), before=6)
        self._write_centred(cover.volume, Look(14, "bold", "center"), before=70)
        self._canvas.showPage()
        self._y, self._number = self._top, 1

    def _write_heading(self, heading: Heading, title: str) -> None:
        self._write_centred(title, Look(14, "bold", "center"), before=18)
        for line in heading.lines:
            self._write_centred(line, Look(13, "bold", "center"))
        middle, half = (_LEFT + self._right) / 2, _RULE_MM * mm / 2
        self._canvas.setLineWidth(_HAIR)
        self._canvas.line(middle - half, self._y - 3, middle + half, self._y - 3)
        self._y -= 19

    def _write_centred(self, text: str, look: Look, *, before: float = 0, after: float = 0) -> None:
        if not text:
            return
        self._y -= before
        for line in wrap(text, self._right - _LEFT, look):
            if self._y - look.height < _BOTTOM:
                self._begin_page()
            draw_line(self._canvas, line, _LEFT, self._right, self._y - ASCENT * look.size, look)
            self._y -= look.height
        self._y -= after

    def _write_table(self, printout: Printout) -> None:
        columns = printout.columns
        edges = tuple(accumulate((column.width_mm * mm for column in columns), initial=_LEFT))
        looks = tuple(Look(_CELL_PT, align=column.align) for column in columns)
        heads = (
            _lay_out([column.head for column in columns], [Look(_CELL_PT, "bold", "center")] * len(columns), edges),
            _lay_out(number_columns(printout), [Look(_CELL_PT, align="center")] * len(columns), edges),
        )
        if self._y - sum(map(_height_of, heads)) - _LEAST_ROOM < _BOTTOM:
            self._begin_page()
        self._draw_heads(heads, edges)
        for cells in printout.rows:
            self._write_row(_lay_out(cells, looks, edges), heads, edges)

    def _write_row(self, row: _Row, heads: Sequence[_Row], edges: Sequence[float]) -> None:
        """Draw a row: on the next page when it does not fit, on several when it is higher than a page."""
        left = _height_of(row)
        while left:
            if left > self._y - _BOTTOM and not self._is_fresh:
                self._begin_page()
                self._draw_heads(heads, edges)
            count = max(1, int((self._y - _BOTTOM - 2 * _CELL_TOP) / _CELL_HEIGHT))
            self._draw_row([(lines[:count], look) for lines, look in row], edges)
            row = [(lines[count:], look) for lines, look in row]
            left = _height_of(row)

    def _draw_heads(self, heads: Sequence[_Row], edges: Sequence[float]) -> None:
        self._canvas.setLineWidth(_HAIR)
        self._canvas.line(edges[0], self._y, edges[-1], self._y)
        for head in heads:
            self._draw_row(head, edges)
        self._is_fresh = True

    def _draw_row(self, row: _Row, edges: Sequence[float]) -> None:
        foot = self._y - _height_of(row)
        for (lines, look), (left, right) in zip(row, pairwise(edges), strict=True):
            letters = self._y - _CELL_TOP - ASCENT * look.size
            for line in lines:
                if line:
                    draw_line(self._canvas, line, left + _CELL_SIDE, right - _CELL_SIDE, letters, look)
                letters -= _CELL_HEIGHT
        sides = [(edge, self._y, edge, foot) for edge in edges]
        self._canvas.lines([*sides, (edges[0], foot, edges[-1], foot)])
        self._y, self._is_fresh = foot, False


def _lay_out(cells: Sequence[str], looks: Sequence[Look], edges: Sequence[float]) -> _Row:
    widths = [right - left - 2 * _CELL_SIDE for left, right in pairwise(edges)]
    return [(wrap(cell, width, look), look) for cell, width, look in zip(cells, widths, looks, strict=True)]


def _height_of(row: _Row) -> float:
    """Return how high a row is, in points; 0 when no line is left."""
    lines = max(len(lines) for lines, _ in row)
    return lines * _CELL_HEIGHT + 2 * _CELL_TOP if lines else 0.0
