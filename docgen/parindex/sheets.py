"""Tables in: the rows of XLSX workbooks and CSV files as cells that hold text or points. Knows nothing of scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from docgen.drafting.data_file.cell_value import CellValue
from docgen.drafting.data_file.table import DataRow
from docgen.errors import InputError
from docgen.parindex.problems import SheetProblem
from docgen.vietnamese.text import fold_whitespace

MAX_FILE_BYTES = 32 * 1024 * 1024
_MAX_ROWS = 200_000
_MAX_COLUMNS = 2_000


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell without text or number to be trusted: an error value, a date, a formula that was never computed."""

    shown: str
    message: str
    hint: str


Cell = str | Decimal | BadCell | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its rows are equally long, ``lines`` are their numbers in the file, from 1.

    ``notes`` (Vietnamese) say what its reader should know: rows that are hidden.
    """

    file: str
    name: str
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[int, ...]
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """File and sheet, as messages name them."""
        return f"{self.file}, trang “{self.name}”" if self.name else self.file

    def problem(self, row: int, column: int, message: str, hint: str = "") -> SheetProblem:
        """Return a problem at row and column counted from 0 (-1 for none)."""
        line = self.lines[row] if 0 <= row < len(self.lines) else 0
        return SheetProblem(self.file, self.name, line, column + 1, message, hint)


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


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Read every visible sheet of a workbook, or the one table of a CSV file.

    Raises InputError for a file that is missing, too large, damaged or of another kind.
    """
    head = _read_head(path)
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return tuple(_read_workbook(path))
    from docgen.drafting.data_file.text_files import read_csv

    with closing(read_csv(path)) as rows:
        return (_build_sheet(path, "", rows),)


def _read_head(path: Path) -> bytes:
    """Return the first bytes of a file that can be a table. Raises InputError."""
    where = str(path)
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(4096)
    except FileNotFoundError as error:
        raise InputError("không tìm thấy tệp", where=where, hint="kiểm tra lại tên và thư mục") from error
    except IsADirectoryError as error:
        raise InputError("đây là thư mục, không phải tệp", where=where, hint="chỉ ra tệp bên trong") from error
    except (OSError, ValueError) as error:
        raise InputError(f"không đọc được tệp: {error}", where=where, hint="kiểm tra quyền đọc") from error
    if size > MAX_FILE_BYTES:
        raise InputError(f"tệp lớn hơn {MAX_FILE_BYTES // 1024 // 1024} MB", where=where, hint="tách thành nhiều tệp")
    if not head.strip():
        raise InputError("tệp trống", where=where, hint="xuất lại bảng điểm ra tệp này")
    return head


def _read_workbook(path: Path) -> Iterator[Sheet]:
    # Imported here: text files need no XML.
    from docgen.drafting.data_file.workbook import open_workbook
    from docgen.drafting.data_file.xlsx_file import SheetReader

    with closing(open_workbook(path)) as workbook:
        for sheet in workbook.sheets:
            if not sheet.hidden:
                # A sum is not the same for each of the units that it is merged over, and a unit that a filter hides
                # is a unit.
                reader = SheetReader(workbook, sheet, as_shown=False)
                yield _build_sheet(path, sheet.name, reader.read(), reader.describe_hidden)


def _build_sheet(
    path: Path, name: str, source: Iterable[DataRow], describe: Callable[[], tuple[str, ...]] = tuple
) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    lines: list[int] = []
    width = 0
    for row in source:
        if not row.cells:
            continue
        if len(rows) >= _MAX_ROWS:
            where = f"{path}, trang “{name}”" if name else str(path)
            raise InputError(f"bảng có quá {_MAX_ROWS} hàng", where=where, hint="tách thành nhiều tệp")
        if row.number > (lines[-1] if lines else 0) + 1:
            # One blank row stands for all of a gap: it ends a header as it does on paper.
            rows.append(())
            lines.append(row.number - 1)
        last = min(max(row.cells), _MAX_COLUMNS - 1)
        rows.append(tuple([_read_cell(row.cells.get(column)) for column in range(last + 1)]))
        lines.append(row.number)
        width = max(width, last + 1)
    even = tuple([row if len(row) == width else (*row, *(None,) * (width - len(row))) for row in rows])
    return Sheet(str(path), name, even, tuple(lines), describe())


def _read_cell(value: CellValue | None) -> Cell:
    if value is None:
        return None
    if value.problem:
        return BadCell(value.text, value.problem, value.hint)
    match value.raw:
        case None:
            return fold_whitespace(value.text) if "\n" in value.text or "  " in value.text else value.text
        case Decimal():
            # A spreadsheet stores 91,5% as 0.915.
            return value.raw * 100 if value.text.endswith("%") else value.raw
        case bool():
            return value.text
        case _:
            hint = "Excel đã đổi số thành ngày; định dạng lại ô là số và nhập lại"
            return BadCell(value.text, f"ô là ngày hoặc giờ ({value.text}), không phải số", hint)


def iter_filled(sheet: Sheet, start: int = 0) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Yield index and cells of the rows that are not blank, from ``start`` on."""
    for index in range(start, len(sheet.rows)):
        row = sheet.rows[index]
        if row.count(None) < len(row):
            yield index, row
