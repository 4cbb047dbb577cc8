"""Tables in: every odd thing that a clerk's spreadsheet does is handled, or said with its sheet, row and column."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from workbooks import edit_part, write_workbook

from docgen.drafting.data_file import DataError, bind_columns, open_data_file
from docgen.drafting.placeholders import Placeholder, read_placeholder
from docgen.errors import InputError

HEADER = ["Mã", "Đơn vị", "Điểm"]


def _placeholders(names: Sequence[str]) -> list[Placeholder]:
    read = [read_placeholder(name) for name in names]
    assert all(isinstance(item, Placeholder) for item in read)
    return read  # type: ignore[return-value]


def read(path: Path, *names: str, sheet: str | None = None) -> tuple[list[list[str]], list[str], tuple[str, ...]]:
    """Return the texts of all rows, the problems, and the notes."""
    placeholders = _placeholders(names)
    with open_data_file(path, [item.column for item in placeholders], sheet=sheet) as table:
        binding = bind_columns(placeholders, table)
        rows = [binding.read_row(row) for row in table.rows if row.cells]
    return [texts for texts, _ in rows], [f"{p.place}: {p.message}" for _, found in rows for p in found], table.notes()


def show(path: Path, value: Any, code: str = "", *, form: str = "") -> str:
    """Return how one cell of a workbook is printed."""

    def change(sheet: Any) -> None:
        if code:
            sheet["A2"].number_format = code

    write_workbook(path, [["X"], [value]], change)
    (texts,), problems, _ = read(path, f"X | {form}" if form else "X")
    assert problems == []
    return texts[0]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (7, "000", "007"),
        (2026, "General", "2026"),
        (1234567, "#,##0", "1.234.567"),
        (1234.5, "#,##0.00", "1.234,50"),
        (85.25, "General", "85,25"),
        (0.1 + 0.2, "General", "0,3"),
        (85.245, "0.00", "85,25"),
        (85.5, "0.##", "85,5"),
        (0.125, "0.0%", "12,5%"),
        (-1200, "#,##0;[Red](#,##0)", "-1.200"),
        (1234000, '#,##0\\ "₫"', "1.234.000"),
        (1234000, "_-* #,##0_-;-* #,##0_-", "1.234.000"),
        (12345678, "0.00E+00", "12345678"),
        (34012345678, "General", "34012345678"),
        (True, "General", "Có"),
        ("007", "@", "007"),
        ("1.234,5", "General", "1.234,5"),
        ("25-10-2026", "General", "25-10-2026"),
        ("25/10/2026", "General", "25/10/2026"),
        ("2026-10-05", "General", "05/10/2026"),
        ("a\u00a0b", "General", "a b"),
        ("dòng 1\r\n\n dòng 2 ", "General", "dòng 1\ndòng 2"),
        (datetime.date(2026, 10, 25), "dd/mm/yyyy", "25/10/2026"),
        (datetime.date(2026, 9, 5), "d-mmm-yy", "05/9/2026"),
        (datetime.datetime(2026, 10, 25, 8, 30), "dd/mm/yyyy hh:mm", "08 giờ 30 phút ngày 25/10/2026"),
        (datetime.time(14, 5), "hh:mm", "14 giờ 05 phút"),
    ],
)
def test_a_cell_is_printed_as_the_spreadsheet_shows_it(tmp_path: Path, value: Any, code: str, shown: str) -> None:
    assert show(tmp_path / "a.xlsx", value, code) == shown


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        ("25-10-2026", "ngày", "25/10/2026"),
        ("5.3.2026", "ngày đầy đủ", "ngày 05 tháng 3 năm 2026"),
        (datetime.date(2026, 1, 5), "ngày đầy đủ", "ngày 05 tháng 01 năm 2026"),
        (datetime.datetime(2026, 10, 25, 8, 30), "ngày", "25/10/2026"),
        ("2026-10-25T08:30:00", "ngày", "25/10/2026"),
        (1234567.5, "số", "1.234.567,5"),
        ("1234567", "số", "1.234.567"),
        ("85.5", "số 2", "85,50"),
        ("85,5", "số 2", "85,50"),
        (21, "bằng chữ", "hai mươi mốt"),
        ("lê văn thử", "chữ hoa", "LÊ VĂN THỬ"),
    ],
)
def test_a_form_asks_for_more(tmp_path: Path, value: Any, form: str, shown: str) -> None:
    assert show(tmp_path / "a.xlsx", value, form=form) == shown


@pytest.mark.parametrize(
    ("value", "name", "said"),
    [
        ("31/02/2026", "X", "không có ngày 31"),
        ("10/25/2026", "X", "tháng 25"),
        ("sắp tới", "X | ngày", "không đọc được ngày tháng"),
        ("10/2026", "X | ngày", "không đủ ngày"),
        ("1,234.5", "X | số", "không đọc được số"),
        (1234567890123456789, "X", "quá 15 chữ số"),
        ("#N/A", "X", "ô báo lỗi #N/A"),
        ("=1+1", "X", "ô công thức chưa có giá trị"),
        ("Së Néi vô tØnh Hµ Nam", "X", "TCVN3"),
        ("a_x0007_b", "X", "ký tự điều khiển U+0007"),
        ("  ", "X", "ô trống"),
    ],
)
def test_a_cell_that_cannot_be_used_is_told_with_its_place(tmp_path: Path, value: Any, name: str, said: str) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["Mã", "X"], ["m", value]])
    _, problems, _ = read(path, "Mã", name)
    assert len(problems) == 1
    assert problems[0].startswith("trang “Danh sách”, hàng 2, cột B “X”: ")
    assert said in problems[0]


def test_a_formula_with_its_value_is_read(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["X", "Y", "Z"], ["=1+1", '=A1&"b"', '=""'], ["a", "b", "c"]])

    def edit(data: bytes) -> bytes:
        data = data.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"
        )
        for place, value in ((b"B2", b"ab"), (b"C2", b"")):
            start = data.index(b'<c r="' + place)
            end = data.index(b"</c>", start)
            formula = data[data.index(b"<f>", start) : data.index(b"</f>", start) + 4]
            data = data[:start] + b'<c r="' + place + b'" t="str">' + formula + b"<v>" + value + b"</v>" + data[end:]
        return data

    edit_part(path, "xl/worksheets/sheet1.xml", edit)
    assert read(path, "X", "Y", "Z?")[:2] == ([["2", "ab", ""], ["a", "b", "c"]], [])


def test_titles_above_the_header_empty_rows_and_formatted_emptiness(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for row in range(8, 108):
            sheet.cell(row, 2).number_format = "0.00"

    rows = [
        ["DANH SÁCH ĐƠN VỊ"],
        ["(kèm theo)"],
        [],
        ["TT", " đơn   VỊ\n", "Mã"],
        [1, "Xã A", "a"],
        [],
        [2, "Xã B", "b"],
    ]
    path = write_workbook(tmp_path / "a.xlsx", rows, change)
    assert read(path, "Đơn vị", "Mã") == ([["Xã A", "a"], ["Xã B", "b"]], [], ())


def test_merged_cells_belong_to_all_their_rows(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A3:A5")

    rows = [
        ["Huyện", "Điểm", None],
        [None, "Tự chấm", "Thẩm định"],
        ["H1", 1, 2],
        [None, 3, 4],
        [None, 5, 6],
        ["H2", 7, 8],
    ]
    path = write_workbook(tmp_path / "a.xlsx", rows, change)
    texts, problems, _ = read(path, "Huyện", "Tự chấm", "Thẩm định")
    assert texts == [["H1", "1", "2"], ["H1", "3", "4"], ["H1", "5", "6"], ["H2", "7", "8"]]
    assert problems == []


def test_hidden_rows_are_left_out_and_told(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.row_dimensions[3].hidden = True

    path = write_workbook(tmp_path / "a.xlsx", [["X"], ["a"], ["b"], ["c"]], change)
    texts, _, notes = read(path, "X")
    assert texts == [["a"], ["c"]]
    assert notes == ("bỏ qua 1 hàng đang ẩn (hàng 3): muốn dùng thì hiện các hàng đó",)


def test_lost_and_doubled_columns_are_told_together(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["Mã", "Đơn vị", "Mã"], ["a", "b", "c"]])
    with pytest.raises(DataError) as caught:
        read(path, "Mã", "Đơn vi", "Ngày họp", "Đơn vị")
    said = [problem.describe("") for problem in caught.value.problems]
    assert "có 2 cột tên “Mã” (A, C)" in said[0]
    assert "không có cột “Đơn vi” (có phải là “Đơn vị”?)" in said[1]
    assert "không có cột “Ngày họp” (các cột: Mã, Đơn vị, Mã)" in said[2]
    assert caught.value.count == 3
    assert read(path, "cột C", "Đơn vị")[0] == [["c", "b"]]


def test_sheets_are_chosen_by_name_and_hidden_ones_passed_over(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        other = sheet.parent.create_sheet("Phụ")
        other.append(["X"])
        other.append(["phụ"])
        sheet.sheet_state = "hidden"

    path = write_workbook(tmp_path / "a.xlsx", [["X"], ["a"]], change)
    assert read(path, "X")[0] == [["phụ"]]
    assert read(path, "X", sheet="danh  sách")[0] == [["a"]]
    with pytest.raises(InputError, match=r"không có trang tính “Ba”.*Danh sách, Phụ"):
        read(path, "X", sheet="Ba")


def test_years_from_1904(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["X"], [datetime.date(2026, 10, 25)]])
    edit_part(path, "xl/workbook.xml", lambda data: data.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>'))
    assert read(path, "X")[0] == [["26/10/2030"]]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xlsx", b"", "tệp rỗng"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "xls kiểu cũ"),
        ("a.xlsx", b"PK\x03\x04 broken", "không phải là .xlsx"),
        ("a.xls", b"x", "không đọc được bảng loại “.xls”"),
        ("a.csv", b"", "bảng trống"),
        ("a.csv", "Mã,Đơn vị\n".encode("utf-16-le"), "UTF-16"),
        ("a.csv", b"M\xe3,T\xean\n1,2\n", "không đọc được như văn bản UTF-8"),
        ("a.jsonl", b"[1]\n", "dòng 1"),
        ("a.jsonl", b'{"X": 1}\n{"X": }\n', "dòng 2"),
        ("a.jsonl", b"", "bảng trống"),
    ],
)
def test_what_is_no_table(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read(path, "X")
    assert said in str(caught.value)


def test_a_workbook_with_a_broken_sheet(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsx", [["X"], ["a"]])
    edit_part(path, "xl/worksheets/sheet1.xml", lambda data: data[: len(data) // 2])
    with pytest.raises(InputError, match="bị hỏng"):
        read(path, "X")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_of_many_programs(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [["Mã", "Đơn vị", "Điểm"], ["007", '"Xã A', "85"], [], ["8", '"Xã ""B""\nhai"', "1.5"]]
    rows[1][1] = "Xã A"
    text = "\r\n".join(delimiter.join(row) for row in rows)
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(encoding))
    assert read(path, "Mã", "Đơn vị", "Điểm | số 1") == ([["007", "Xã A", "85,0"], ["8", 'Xã "B"\nhai', "1,5"]], [], ())


def test_rows_of_csv_are_counted_as_a_spreadsheet_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('X,Y\n"a\nb",1\n,2\n', encoding="utf-8")
    assert read(path, "X", "Y")[1] == ["hàng 3, cột A “X”: ô trống"]


def test_unclosed_quotes_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('X,Y\na,"b\nc,d\n', encoding="utf-8")
    with pytest.raises(InputError, match="ngoặc kép"):
        read(path, "X", "Y")


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    objects = [
        {"X": "a", "Y": 85.10, "Z": ["một", "hai"], "T": True},
        {"X": 12345678901234567890, "Y": None, "T": False},
        {"X": {"a": 1}, "Y": 1e3},
    ]
    path.write_text("\n".join(json.dumps(item) for item in objects), encoding="utf-8")
    texts, problems, _ = read(path, "X", "Y?", "Z?", "?T")
    assert texts == [["a", "85,1", "một\nhai", "1"], ["12345678901234567890", "", "", ""], ["", "1000", "", ""]]
    assert len(problems) == 1
    assert problems[0].startswith("dòng 3, trường “X”: giá trị")
