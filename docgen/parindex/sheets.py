"""Tables in: XLSX workbooks and CSV files become rows of cells. Knows nothing of scores."""

from __future__ import annotations

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from docgen.entrance import check_directory
from docgen.errors import InputError
from docgen.parindex.points import read_spreadsheet_number
from docgen.parindex.problems import SheetProblem
from docgen.vietnamese.encoding import decode_text
from docgen.vietnamese.text import VIETNAMESE_LETTERS, clean_text, fold_whitespace

MAX_FILE_BYTES = 32 * 1024 * 1024
_MAX_UNPACKED_BYTES = 512 * 1024 * 1024
_MAX_ROWS = 200_000
_MAX_COLUMNS = 2_000
_PLAIN = re.compile(rf"[ -~{VIETNAMESE_LETTERS}]*")
_HAS_PERCENT = re.compile(rb'numFmtId="(?:9|10)"|formatCode="[^"]*%')
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
_DELIMITERS = ";\t|,"


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell without text or number to be trusted: an error value, a date, a formula that was never computed."""

    shown: str
    message: str
    hint: str


Cell = str | Decimal | BadCell | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its rows are equally long, ``lines`` are their numbers in the file, from 1."""

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]

    @property
    def title(self) -> str:
        """File and sheet, as messages name them."""
        return f"{self.file}, trang “{self.name}”" if self.name else self.file

    def problem(self, row: int, column: int, message: str, hint: str = "") -> SheetProblem:
        """Return a problem at row and column counted from 0 (-1 for none)."""
        line = self.lines[row] if 0 <= row < len(self.lines) else 0
        return SheetProblem(self.file, self.name, line, column + 1, message, hint)


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands in a cell."""
    return cell is None or cell == ""


def cell_text(cell: Cell) -> str:
    """Return what a reader sees in a cell, on one line."""
    match cell:
        case None:
            return ""
        case BadCell():
            return cell.shown
        case Decimal():
            return f"{cell:f}"
        case _:
            return cell


def read_sheets(path: Path, *, shown_as: str = "") -> tuple[Sheet, ...]:
    """Read every visible sheet of a workbook, or the one table of a CSV file.

    ``shown_as`` names the file in messages. Raises InputError for a file that is missing, too large, damaged or of
    another kind.
    """
    name = shown_as or str(path)
    data = _read_bytes(path, name)
    if data.startswith(b"PK"):
        return _read_workbook(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InputError(
            "tệp Excel đời cũ (.xls) hoặc có mật khẩu",
            where=name,
            hint="mở bằng Excel, lưu lại dạng .xlsx không mật khẩu",
        )
    return (_read_csv(decode_text(data, where=name), name),)


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError("không tìm thấy tệp", where=name, hint="kiểm tra lại tên và thư mục") from error
    except IsADirectoryError as error:
        raise InputError("đây là thư mục, không phải tệp", where=name, hint="chỉ ra tệp bên trong") from error
    except (OSError, ValueError) as error:
        raise InputError(f"không đọc được tệp: {error}", where=name, hint="kiểm tra quyền đọc") from error
    if len(data) > MAX_FILE_BYTES:
        raise InputError(f"tệp lớn hơn {MAX_FILE_BYTES // 1024 // 1024} MB", where=name, hint="tách thành nhiều tệp")
    if not data.strip():
        raise InputError("tệp trống", where=name, hint="xuất lại bảng điểm ra tệp này")
    return data


def _read_workbook(data: bytes, name: str) -> tuple[Sheet, ...]:
    # Imported here: an eighth of a second that CSV files do not need.
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_directory(package.infolist(), _MAX_UNPACKED_BYTES)
        workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return tuple(_read_worksheet(ws, data, name) for ws in workbook.worksheets if ws.sheet_state == "visible")
    except InputError as error:
        raise InputError(error.message, where=error.where or name, hint=error.hint) from error
    except Exception as error:
        # openpyxl raises what it likes on a file that is no workbook.
        raise InputError(
            f"không đọc được bảng tính ({type(error).__name__})", where=name, hint="mở bằng Excel, lưu lại dạng .xlsx"
        ) from error


def _read_worksheet(worksheet: Any, data: bytes, name: str) -> Sheet:
    # What the file says of its own extent is often wrong.
    worksheet.reset_dimensions()
    rows: list[tuple[Cell, ...]] = []
    lines: list[int] = []
    has_doubtful = False
    # Cells with their formats are slow to make; only a workbook with percentages needs them.
    read_rows = _read_formatted if _HAS_PERCENT.search(_read_member(data, "xl/styles.xml")) else _read_values
    for index, row in enumerate(read_rows(worksheet), start=1):
        if index > _MAX_ROWS:
            raise InputError(
                f"trang “{worksheet.title}” có quá {_MAX_ROWS} hàng", hint="bỏ các hàng trống ở cuối trang"
            )
        has_doubtful = has_doubtful or None in row
        rows.append(row)
        lines.append(index)
    sheet = _even_out(name, worksheet.title, rows, lines)
    return _mark_uncomputed(sheet, data) if has_doubtful and b"<f>" in _raw_sheets(data) else sheet


def _read_values(worksheet: Any) -> Iterator[tuple[Cell, ...]]:
    for values in worksheet.iter_rows(values_only=True):
        yield tuple([_read_value(value) for value in values[:_MAX_COLUMNS]])


def _read_formatted(worksheet: Any) -> Iterator[tuple[Cell, ...]]:
    """Yield rows in which 91,5% is 91.5: a spreadsheet stores it as 0.915."""
    for cells in worksheet.iter_rows():
        row = ((_read_value(cell.value), cell) for cell in cells[:_MAX_COLUMNS])
        yield tuple(
            value * 100 if isinstance(value, Decimal) and "%" in (cell.number_format or "") else value
            for value, cell in row
        )


def _read_member(data: bytes, name: str) -> bytes:
    """Return a member of a zip package, empty when there is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name) if name in package.namelist() else b""


def _raw_sheets(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.startswith("xl/worksheets/")]
        return b"".join(package.read(name) for name in names)


def _mark_uncomputed(sheet: Sheet, data: bytes) -> Sheet:
    """Tell formulas that no program has computed yet from blank cells."""
    from openpyxl import load_workbook

    worksheet = load_workbook(io.BytesIO(data), read_only=True)[sheet.name]
    worksheet.reset_dimensions()
    rows = list(sheet.rows)
    for index, cells in enumerate(worksheet.iter_rows(values_only=True)):
        for column, value in enumerate(cells[: len(rows[index])] if index < len(rows) else ()):
            if rows[index][column] is None and isinstance(value, str) and value.startswith("="):
                bad = BadCell(value[:40], "công thức chưa được tính", "mở tệp bằng Excel hoặc LibreOffice rồi lưu lại")
                rows[index] = (*rows[index][:column], bad, *rows[index][column + 1 :])
    return Sheet(sheet.file, sheet.name, tuple(rows), sheet.lines)


def _read_value(value: Any) -> Cell:
    if value is None:
        return None
    if isinstance(value, str):
        return (
            BadCell(value, f"ô có lỗi công thức {value}", "sửa công thức trong bảng tính")
            if value in _ERRORS
            else _clean(value)
        )
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return read_spreadsheet_number(value)
    if isinstance(value, datetime.date | datetime.time):
        shown = f"{value:%d/%m/%Y}" if isinstance(value, datetime.date) else str(value)
        hint = "Excel đã đổi số thành ngày; định dạng lại ô là số và nhập lại"
        return BadCell(shown, f"ô là ngày hoặc giờ ({shown}), không phải số", hint)
    return BadCell(str(value)[:40], "ô có kiểu không đọc được", "nhập lại giá trị của ô")


def _clean(text: str) -> str | None:
    # Cleaning looks for a dozen rare characters; most cells plainly have none.
    return fold_whitespace(text if _PLAIN.fullmatch(text) else clean_text(text).text) or None


def _read_csv(text: str, name: str) -> Sheet:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    delimiter, text, skipped = _take_separator_line(text)
    if "\0" in text:
        raise InputError(
            "tệp có byte 0, không phải tệp CSV", where=name, hint="xuất lại bảng ra tệp CSV UTF-8 hoặc .xlsx"
        )
    reader = csv.reader(io.StringIO(text), delimiter=delimiter or _find_delimiter(text), skipinitialspace=True)
    rows: list[tuple[Cell, ...]] = []
    lines: list[int] = []
    last = 0
    try:
        for record in reader:
            if len(rows) >= _MAX_ROWS:
                raise InputError(f"tệp có quá {_MAX_ROWS} hàng", where=name, hint="tách thành nhiều tệp")
            rows.append(tuple(_clean(field) for field in record))
            lines.append(last + 1 + skipped)
            last = reader.line_num
    except csv.Error as error:
        where = f"{name}, hàng {reader.line_num + skipped}"
        raise InputError("dòng không đúng dạng CSV", where=where, hint="kiểm tra dấu ngoặc kép của dòng này") from error
    return _even_out(name, "", rows, lines)


def _take_separator_line(text: str) -> tuple[str, str, int]:
    """Take off Excel's own first line ``sep=;``."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest, 1
    return "", text, 0


def _find_delimiter(text: str) -> str:
    """Return the mark that cuts the most rows into the same number of cells."""
    sample = text[:65_536].split("\n")[:60]

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(record) for record in _try_csv(sample, delimiter) if any(record)]
        wide = [width for width in widths if width > 1]
        common = max(set(wide), key=wide.count) if wide else 1
        return (wide.count(common), common)

    # In doubt not the comma: it cuts "A;1,5" into two cells just as the semicolon does.
    return max(_DELIMITERS, key=score)


def _try_csv(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return []


def _even_out(file: str, name: str, rows: Sequence[tuple[Cell, ...]], lines: Sequence[int]) -> Sheet:
    end = max((index for index, row in enumerate(rows, start=1) if any(cell is not None for cell in row)), default=0)
    width = max((len(_strip_end(row)) for row in rows[:end]), default=0)
    even = tuple((*row[:width], *(None,) * (width - len(row))) for row in rows[:end])
    return Sheet(file, name, even, tuple(lines[:end]))


def _strip_end(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def iter_filled(sheet: Sheet, start: int = 0) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Yield index and cells of the rows that are not blank, from ``start`` on."""
    for index in range(start, len(sheet.rows)):
        row = sheet.rows[index]
        if any(cell is not None for cell in row):
            yield index, row
