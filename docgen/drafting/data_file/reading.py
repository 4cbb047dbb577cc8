"""Opening a table by the ending of its name."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from docgen.drafting.data_file.table import DataTable, fold_name, take_header
from docgen.errors import InputError

_ENDINGS_HINT = "dùng tệp .xlsx, .csv hoặc .jsonl; tệp .xls, .ods: mở rồi lưu thành .xlsx"


def open_data_file(path: Path, wanted: Collection[str], *, sheet: str | None = None) -> DataTable:
    """Open a table whose columns are called by the names ``wanted``, among others; it must be closed.

    ``sheet`` names the sheet of a workbook, by default the first that is shown. Raises InputError for a file that is
    not there, is no table, or is empty; also while its rows are read.
    """
    if path.is_dir():
        raise InputError("đây là thư mục, không phải bảng dữ liệu", where=str(path), hint="chỉ ra tệp bên trong")
    if not path.is_file():
        raise InputError("không tìm thấy bảng dữ liệu", where=str(path), hint="kiểm tra lại tên và thư mục")
    names = {fold_name(name) for name in wanted}
    ending = path.suffix.lower()
    if ending in (".xlsx", ".xlsm"):
        return _open_workbook(path, names, sheet)
    if sheet is not None:
        raise InputError("chỉ bảng tính .xlsx mới có trang tính", where=str(path), hint="bỏ --sheet")
    if ending in (".csv", ".tsv", ".txt"):
        from docgen.drafting.data_file.text_files import read_csv

        found = read_csv(path)
        return _find_header(DataTable(str(path), (), found, close=found.close), names)
    if ending in (".jsonl", ".ndjson"):
        from docgen.drafting.data_file.text_files import read_jsonl

        columns, objects = read_jsonl(path)
        return _require_columns(
            DataTable(str(path), columns, objects, row_word="dòng", has_letters=False, close=objects.close)
        )
    raise InputError(f"không đọc được bảng loại “{ending or path.name}”", where=str(path), hint=_ENDINGS_HINT)


def _open_workbook(path: Path, names: Collection[str], sheet: str | None) -> DataTable:
    from docgen.drafting.data_file.workbook import open_workbook
    from docgen.drafting.data_file.xlsx_file import SheetReader

    workbook = open_workbook(path)
    try:
        chosen = workbook.choose_sheet(sheet)
    except InputError:
        workbook.close()
        raise
    reader = SheetReader(workbook, chosen)
    others = tuple(other.name for other in workbook.sheets if other is not chosen)
    table = DataTable(
        str(path), (), reader.read(), chosen.name, others, notes=reader.describe_hidden, close=workbook.close
    )
    return _find_header(table, names)


def _find_header(table: DataTable, names: Collection[str]) -> DataTable:
    try:
        table.columns, table.rows = take_header(table.rows, names)
    except InputError:
        table.close()
        raise
    return _require_columns(table)


def _require_columns(table: DataTable) -> DataTable:
    if not table.columns:
        table.close()
        others = f"; các trang khác: {', '.join(table.other_sheets)} (--sheet)" if table.other_sheets else ""
        raise InputError("bảng trống", where=table.source, hint=f"hàng đầu ghi tên cột, dưới là các hàng{others}")
    return table
