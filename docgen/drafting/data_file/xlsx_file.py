"""Rows of an XLSX sheet, one at a time: what each cell shows, merged cells, hidden rows, formulas without values."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from decimal import Context, InvalidOperation
from typing import IO

from docgen.drafting.data_file.cell_text import read_text, show_moment, show_switch
from docgen.drafting.data_file.cell_value import EMPTY, CellValue
from docgen.drafting.data_file.number_formats import show_number
from docgen.drafting.data_file.sheet_xml import RawCell, RawRow, read_rows
from docgen.drafting.data_file.table import DataRow, column_index
from docgen.drafting.data_file.workbook import DAMAGE, GENERAL, Sheet, Workbook
from docgen.errors import InputError

_MERGED = re.compile(rb"mergeCell\s[^>]*?ref=[\"']([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)[\"']")
_CHUNK = 1 << 20
_OVERLAP = 200
# Excel computes with this many digits; longer numbers have lost their last ones.
_EXCEL_DIGITS = 15
_EXCEL = Context(prec=_EXCEL_DIGITS)
_MOST_NOTED = 20


class SheetReader:
    """Reads the rows of one sheet.

    ``as_shown`` reads what a person sees: rows that are hidden are left out, and a cell merged over several rows is in
    each of them. Otherwise every row is read as the file holds it.
    """

    def __init__(self, workbook: Workbook, sheet: Sheet, *, as_shown: bool = True) -> None:
        self._as_shown = as_shown
        self._workbook = workbook
        self._sheet = sheet
        self._hidden: list[int] = []
        self._hidden_count = 0

    def read(self) -> Iterator[DataRow]:
        """Yield the rows. Raises InputError for a sheet that is not XML."""
        merged: dict[int, list[tuple[int, int]]] = {}
        try:
            if self._as_shown:
                with self._workbook.open_sheet(self._sheet) as stream:
                    merged = _find_merged(stream)
            with self._workbook.open_sheet(self._sheet) as stream:
                yield from self._interpret(read_rows(stream), merged)
        except DAMAGE as error:
            hint = "mở bằng Excel, lưu lại rồi chạy lại"
            raise InputError("trang tính bị hỏng, không đọc được", where=self._workbook.where, hint=hint) from error

    def describe_hidden(self) -> tuple[str, ...]:
        """Return a note about the rows that are hidden: left out, or read all the same."""
        if not self._hidden_count:
            return ()
        more = " …" if self._hidden_count > len(self._hidden) else ""
        rows = f"{self._hidden_count} hàng đang ẩn (hàng {', '.join(map(str, self._hidden))}{more})"
        if self._as_shown:
            return (f"bỏ qua {rows}: muốn dùng thì hiện các hàng đó",)
        return (f"có {rows}, vẫn được tính: không muốn tính thì xóa các hàng đó",)

    def _interpret(self, rows: Iterator[RawRow], merged: dict[int, list[tuple[int, int]]]) -> Iterator[DataRow]:
        # Cells that go on downward: by column, the last row and the value.
        going_on: dict[int, tuple[int, CellValue]] = {}
        for row in rows:
            number = row.number
            cells = self._read_cells(row)
            for last, column in merged.get(number, ()):
                going_on[column] = (last, cells.get(column, EMPTY))
            if row.is_hidden:
                self._note_hidden(number, cells)
                if self._as_shown:
                    continue
            if going_on and cells:
                going_on = {column: item for column, item in going_on.items() if item[0] >= number}
                cells = {column: value for column, (_, value) in going_on.items() if not value.is_empty} | cells
            yield DataRow(number, cells)

    def _note_hidden(self, number: int, cells: dict[int, CellValue]) -> None:
        if cells:
            self._hidden_count += 1
            if len(self._hidden) < _MOST_NOTED:
                self._hidden.append(number)

    def _read_cells(self, row: RawRow) -> dict[int, CellValue]:
        read = [(cell.column, self._read_cell(cell)) for cell in row.cells]
        return {column: value for column, value in read if value is not EMPTY and not value.is_empty}

    def _read_cell(self, cell: RawCell) -> CellValue:
        if cell.value:
            return self._read_value(cell.kind, cell.value, cell.style)
        # A formula may come to an empty text, but to no other nothing.
        has_value = cell.value is not None and cell.kind == "str"
        return _NO_VALUE if cell.has_formula and not has_value else EMPTY

    def _read_value(self, kind: str, shown: str, style: str) -> CellValue:
        match kind:
            case "s":
                text = self._workbook.strings.get(int(shown)) if shown.isdigit() else None
                return _BROKEN if text is None else read_text(_unescape(text))
            case "str" | "inlineStr":
                return read_text(_unescape(shown))
            case "b":
                return show_switch(shown in ("1", "true"))
            case "e":
                return CellValue(shown, problem=f"ô báo lỗi {shown}", hint="sửa công thức của ô này trong Excel")
            case "d":
                return _read_iso(shown)
            case _:
                return self._read_number(shown, style)

    def _read_number(self, shown: str, style: str) -> CellValue:
        formats = self._workbook.formats
        code = formats[int(style)] if style and int(style) < len(formats) else GENERAL
        try:
            number = _EXCEL.create_decimal(shown)
        except InvalidOperation:
            return _BROKEN
        if not number.is_finite():
            return _BROKEN
        if code != GENERAL and (moment := self._read_moment(float(number), code)):
            return moment
        if number.adjusted() >= _EXCEL_DIGITS:
            hint = "định dạng ô là Text rồi nhập lại"
            return CellValue(shown, problem="số dài quá 15 chữ số, Excel đã làm tròn các chữ số cuối", hint=hint)
        return show_number(number, code)

    def _read_moment(self, number: float, code: str) -> CellValue | None:
        """Return the date or time that a number is by its format, None for a plain number."""
        from openpyxl.styles.numbers import is_date_format, is_timedelta_format
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        is_duration = is_timedelta_format(code)
        if not is_duration and not is_date_format(code):
            return None
        epoch = CALENDAR_MAC_1904 if self._workbook.starts_1904 else CALENDAR_WINDOWS_1900
        try:
            moment = from_excel(number, epoch, timedelta=is_duration)
        except (ValueError, OverflowError):
            return CellValue(
                str(number), problem=f"ô có định dạng ngày nhưng {number:g} không phải là ngày", hint=_RETYPE
            )
        return EMPTY if moment is None else show_moment(moment)


_RETYPE = "nhập lại ô này"
_NO_VALUE = CellValue(
    problem="ô công thức chưa có giá trị", hint="mở tệp bằng Excel, bấm Lưu (Excel sẽ tính lại), rồi chạy lại"
)
_BROKEN = CellValue(problem="ô bị hỏng, không đọc được giá trị", hint=_RETYPE)


def _unescape(text: str) -> str:
    """Undo ``_x000D_``, by which Excel writes characters that XML cannot have."""
    if "_x" not in text:
        return text
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text)


def _read_iso(shown: str) -> CellValue:
    try:
        return show_moment(datetime.datetime.fromisoformat(shown.removesuffix("Z")))
    except ValueError:
        return _BROKEN


def _find_merged(stream: IO[bytes]) -> dict[int, list[tuple[int, int]]]:
    """Return the areas that are merged downward: by first row, the last row and the leftmost column.

    They stand at the end of the part, behind the rows that they are about.
    """
    areas: dict[int, list[tuple[int, int]]] = {}
    rest = b""
    while chunk := stream.read(_CHUNK):
        text = rest + chunk
        end = 0
        for match in _MERGED.finditer(text):
            end = match.end()
            first, last = int(match[2]), int(match[4])
            if last > first:
                areas.setdefault(first, []).append((last, column_index(match[1].decode())))
        rest = text[max(end, len(text) - _OVERLAP) :]
    return areas
