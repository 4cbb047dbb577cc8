"""Registers and lists as XLSX, ready to print: A4, heads repeated on each page. The same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from docgen.records.register_form import (
    MARGIN_BOTTOM_MM,
    MARGIN_LEFT_MM,
    MARGIN_RIGHT_MM,
    MARGIN_TOP_MM,
    NATIONAL,
    Cover,
    Heading,
    Printout,
    number_columns,
    printable,
)
from docgen.records.register_xlsx_rows import TableRows

_FONT: Final = "Times New Roman"
_A4: Final = 9
_MM_PER_SIGN: Final = 1.95
# A letter of Times New Roman 11 takes 1.5 mm; the rest is for lines that break early.
_MM_PER_LETTER: Final = 1.75
_LINE_PT: Final = 15.0
_HIGHEST_ROW_PT: Final = 409.0
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_MOMENTS: Final = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_THIN: Final = Side(style="thin")
_BOX: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_PLAIN: Final = Font(name=_FONT, size=11)
_BOLD: Final = Font(name=_FONT, size=11, bold=True)
_HEAD: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
_STANDS: Final = {
    "left": Alignment(horizontal="left", vertical="top", wrap_text=True),
    "center": Alignment(horizontal="center", vertical="top", wrap_text=True),
}
_ACROSS: Final = Alignment(horizontal="centerContinuous", vertical="center")


def write_xlsx(printouts: Sequence[Printout]) -> bytes:
    """Return a workbook: for each printout a sheet, a register's cover before it."""
    buffer = io.BytesIO()
    write_xlsx_to(buffer, printouts)
    return buffer.getvalue()


def write_xlsx_to(target: BinaryIO, printouts: Sequence[Printout]) -> None:
    """Write the same workbook to a file that can seek, in memory that does not grow with its rows."""
    book = Workbook(write_only=True)
    rows: dict[str, TableRows] = {}
    for place, printout in enumerate(printouts, 1):
        suffix = f" {place}" if len(printouts) > 1 else ""
        if isinstance(printout.front, Cover):
            _write_cover(_add_sheet(book, printout, f"Bìa{suffix}"), printout, printout.front)
        written = _write_table(_add_sheet(book, printout, f"{printout.name[:25]}{suffix}"), printout)
        rows[f"xl/worksheets/sheet{len(book.worksheets)}.xml"] = written
    with _TimelessZip(target, "w") as archive:
        archive.rows = rows
        ExcelWriter(book, archive).save()


class _TimelessZip(zipfile.ZipFile):
    """A zip without the time of its making, which would differ each time and say nothing.

    ``rows`` are put into the sheets of these names as they are stored.
    """

    rows: Mapping[str, TableRows]

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        content = data.encode() if isinstance(data, str) else data
        if zinfo_or_arcname == "docProps/core.xml":
            content = _MOMENTS.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
        super().writestr(_describe_member(zinfo_or_arcname), content)

    def write(self, filename: Any, arcname: Any = None, *_: Any, **__: Any) -> None:
        frame = Path(filename).read_text(encoding="utf-8")
        table = self.rows.get(arcname)
        with self.open(_describe_member(arcname), "w") as binary, io.TextIOWrapper(binary, encoding="utf-8") as target:
            target.writelines(table.fill(frame) if table else [frame])


def _describe_member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date_time=_EPOCH)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _add_sheet(book: Workbook, printout: Printout, title: str) -> Any:
    sheet = book.create_sheet(title)
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape" if printout.is_landscape else "portrait"
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    margins = sheet.page_margins
    margins.top, margins.bottom = MARGIN_TOP_MM / 25.4, MARGIN_BOTTOM_MM / 25.4
    margins.left, margins.right = MARGIN_LEFT_MM / 25.4, MARGIN_RIGHT_MM / 25.4
    margins.header = margins.footer = 10 / 25.4
    for place, column in enumerate(printout.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width_mm / _MM_PER_SIGN
    return sheet


def _write_cover(sheet: Any, printout: Printout, cover: Cover) -> None:
    sheet.page_setup.fitToHeight = 1
    sheet.print_options.horizontalCentered = True
    width = len(printout.columns)
    lines: list[tuple[str, Font]] = [
        (cover.parent, Font(name=_FONT, size=13)),
        (cover.organ, Font(name=_FONT, size=13, bold=True)),
        *[("", _PLAIN)] * 5,
        (printout.title, Font(name=_FONT, size=22, bold=True)),
        *[("", _PLAIN)] * 4,
        *((line, Font(name=_FONT, size=14, italic=True)) for line in cover.lines),
        *[("", _PLAIN)] * 6,
        (cover.volume, Font(name=_FONT, size=14, bold=True)),
    ]
    for text, font in lines:
        sheet.append(_across(sheet, text, font, width))


def _write_table(sheet: Any, printout: Printout) -> TableRows:
    """Write a sheet but for its rows; return them."""
    sheet.oddHeader.center.text = f'&"{_FONT},Regular"&13&P'
    before = 0
    width = len(printout.columns)
    if isinstance(printout.front, Heading):
        before = len(_heading_lines(printout, printout.front)) + 1
        sheet.differentFirst = True
    sheet.print_title_rows = f"{before + 1}:{before + 2}"
    sheet.freeze_panes = f"A{before + 3}"
    if isinstance(printout.front, Heading):
        for row in _heading_lines(printout, printout.front):
            cells: list[Any] = []
            for text, font, span in row:
                cells += _across(sheet, text, font, span)
            sheet.append(cells)
        sheet.append([])
    sheet.row_dimensions[before + 1].height = _height_pt(printout, [column.head for column in printout.columns])
    sheet.append([_cell(sheet, column.head, _BOLD, _HEAD, _BOX) for column in printout.columns])
    sheet.append([_cell(sheet, text, _PLAIN, _HEAD, _BOX) for text in number_columns(printout)])
    for font in (_PLAIN, _BOLD):
        sheet.append([_cell(sheet, "x", font, _STANDS[column.align], _BOX) for column in printout.columns])
    _write_end(sheet, printout, width)
    return TableRows(printout, before + 3, partial(_height_pt, printout))


def _height_pt(printout: Printout, texts: Sequence[str]) -> float:
    """Return how high a row must be: LibreOffice cuts what wraps in a row without a height."""
    lines = max(
        sum(-(-max(1, len(line)) // max(1, int(column.width_mm / _MM_PER_LETTER))) for line in text.split("\n"))
        for text, column in zip(texts, printout.columns, strict=True)
    )
    return min(_LINE_PT * lines, _HIGHEST_ROW_PT)


def _write_end(sheet: Any, printout: Printout, width: int) -> None:
    left = Alignment(horizontal="left")
    if printout.closing or printout.signature:
        sheet.append([])
    for text in printout.closing:
        sheet.append([_cell(sheet, text, Font(name=_FONT, size=13), left)])
    for place, text in enumerate(printout.signature):
        font = Font(name=_FONT, size=13, bold=place == 1, italic=place != 1)
        sheet.append([None] * (width // 2) + _across(sheet, text, font, width - width // 2))


def _heading_lines(printout: Printout, heading: Heading) -> list[list[tuple[str, Font, int]]]:
    width = len(printout.columns)
    lines: list[list[tuple[str, Font, int]]] = []
    if heading.has_national:
        left, right = width // 2, width - width // 2
        plain, bold = Font(name=_FONT, size=12), Font(name=_FONT, size=12, bold=True)
        lines += [
            [(heading.parent, plain, left), (NATIONAL[0], bold, right)],
            [(heading.organ, bold, left), (NATIONAL[1], Font(name=_FONT, size=13, bold=True), right)],
            [("", plain, width)],
        ]
    lines.append([(printout.title, Font(name=_FONT, size=14, bold=True), width)])
    for place, line in enumerate(heading.lines):
        italic = heading.is_last_italic and place == len(heading.lines) - 1
        lines.append([(line, Font(name=_FONT, size=13, bold=not italic, italic=italic), width)])
    return lines


def _across(sheet: Any, text: str, font: Font, span: int) -> list[Any]:
    """Return cells over which a text stands in the middle."""
    return [_cell(sheet, text if not place else "", font, _ACROSS) for place in range(span)]


def _cell(sheet: Any, text: str, font: Font, stands: Alignment, border: Border | None = None) -> Any:
    cell = WriteOnlyCell(sheet)
    cell.value = printable(text) or None
    if text:
        cell.data_type = "s"  # also what begins with "=": it is text, not a formula
    cell.font, cell.alignment = font, stands
    if border is not None:
        cell.border = border
    return cell
