"""Tables of scores as they come: headers, dialects, remarks; and what is refused, with row and column."""

from __future__ import annotations

import contextlib
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.parindex.problems import RoundDataError, SheetProblem
from docgen.parindex.score_table import Choices, ScoreTable, read_score_table
from docgen.parindex.sheets import read_sheets

PLAIN = [("Sở Nội vụ", "91.5"), ("Sở Tư pháp", "88.25")]


_CELLS = st.one_of(
    st.sampled_from(
        ["Đơn vị", "Tổng điểm", "Điểm", "Lĩnh vực 1", "Điểm tối đa", "STT", "I", "Tổng cộng", "", '"', "91,5", "0"]
    ),
    st.text(st.characters(exclude_categories=("Cs",)), max_size=6),
)


def read(path: Path, choices: Choices | None = None, *, with_fields: bool = False) -> ScoreTable:
    return read_score_table(read_sheets(path), choices or Choices(), with_fields=with_fields)


def read_text(tmp_path: Path, text: str, choices: Choices | None = None, *, with_fields: bool = False) -> ScoreTable:
    path = tmp_path / "b.csv"
    path.write_bytes(text.encode("utf-8"))
    return read(path, choices, with_fields=with_fields)


def totals(table: ScoreTable) -> list[tuple[str, str]]:
    return [(standing.unit, f"{standing.total.normalize():f}") for standing in table.standings]


def write_workbook(path: Path, rows: list[list[Any]], merged: tuple[str, ...] = (), title: str = "Điểm") -> Path:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    workbook.save(path)
    return path


@pytest.mark.parametrize(
    "text",
    [
        "Đơn vị,Tổng điểm\nSở Nội vụ,91.5\nSở Tư pháp,88.25\n",
        'Đơn vị,Tổng điểm\nSở Nội vụ,"91,5"\nSở Tư pháp,"88,25"\n',
        "\ufeffTên đơn vị;Điểm\r\nSở Nội vụ;91,5\r\nSở Tư pháp;88,25\r\n",
        "sep=;\nTT;Cơ quan, đơn vị;Điểm tổng;Ghi chú\n1;Sở Nội vụ;91,50;x\n2;Sở Tư pháp;88,25;\n",
        "STT\tTÊN ĐƠN VỊ\tTỔNG ĐIỂM ĐẠT ĐƯỢC\n1\tSở Nội vụ\t91,5\n2\tSở Tư pháp\t88,25\n",
        "BẢNG ĐIỂM NĂM 2023,,\n,,\nTT,Đơn vị,Tổng điểm\n(1),(2),(3)\n1,Sở Nội vụ,91.5\n\n2,Sở Tư pháp,88.25\n"
        "Tổng cộng,,179.75\n,Trung bình,89.875\nGhi chú: điểm sau thẩm định,,\n",
        "TT,Đơn vị,Tự chấm,Thẩm định,Tổng điểm,Xếp hạng\nI,Các sở,,,,\n1,Sở Nội vụ,80,75,91.5,1\nII,Khối khác,,,,\n"
        "2,Sở Tư pháp,80,75,88.25,2\n",
        "don vi,tong diem\nSở Nội vụ,91.5 điểm\nSở Tư pháp,88.25\n",
        "Đơn vị,Điểm tự chấm,Điểm thẩm định,Tổng điểm\nĐiểm tối đa,80,80,100\n"
        "Sở Nội vụ,1,2,91.5\nSở Tư pháp,1,2,88.25\n",
        '"Đơn vị","Điểm (tối đa 100)"\n"Sở Nội vụ","91,5"\n"Sở Tư pháp","88,25"\n',
        "Tổng điểm|Đơn vị\n91,5|Sở Nội vụ\n88,25|Sở Tư pháp\n",
    ],
)
def test_a_table_is_found_in_any_dialect_and_dress(tmp_path: Path, text: str) -> None:
    assert totals(read_text(tmp_path, text)) == PLAIN


def test_a_workbook_with_merged_headers_and_noise_is_read(tmp_path: Path) -> None:
    rows = [
        ["UBND TỈNH", None, None, None, None],
        [None],
        ["TT", "Đơn vị", "Điểm", None, None],
        [None, None, "Tự chấm", "Thẩm định", "Tổng điểm"],
        [1, "Sở Nội vụ", 80, 75, 91.2 + 0.1 + 0.2],
        [2, "  Sở\u00a0Tư pháp ", 80, "75,5", "88,25"],
    ]
    path = write_workbook(tmp_path / "b.xlsx", rows, ("A1:E1", "A3:A4", "B3:B4", "C3:E3"))
    assert totals(read(path)) == PLAIN


def test_percentages_of_a_workbook_are_percentages(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "b.xlsx", [["Đơn vị", "Chỉ số"], ["Sở Nội vụ", 0.915]])
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0]["B2"].number_format = "0.00%"
    workbook.save(path)
    assert totals(read(path)) == [("Sở Nội vụ", "91.5")]


def test_communes_of_one_name_in_two_districts_are_two(tmp_path: Path) -> None:
    text = "TT,Huyện,Xã,Tổng điểm\n1,Huyện A,Xã Hồng Phong,80\n2,Huyện B,Xã Hồng Phong,70\n"
    assert totals(read_text(tmp_path, text)) == [("Xã Hồng Phong", "80"), ("Xã Hồng Phong", "70")]
    assert problems_of(tmp_path, f"{text}3,Huyện B,Xã Hồng Phong,60\n")[0][:2] == (4, 3)


def test_a_year_in_a_title_is_no_maximum(tmp_path: Path) -> None:
    assert read_text(tmp_path, "Đơn vị,Tổng điểm (năm 2022/2023)\nA,90\n").standings[0].maximum == 100


@pytest.mark.slow
@given(st.lists(st.lists(_CELLS, max_size=5), max_size=8), st.sampled_from(",;\t"), st.booleans())
def test_no_table_breaks_the_reader(rows: list[list[str]], delimiter: str, with_fields: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b.csv"
        path.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
        with contextlib.suppress(InputError):
            for standing in read(path, with_fields=with_fields).standings:
                assert 0 <= standing.total <= standing.maximum


def test_fields_have_their_own_maximum(tmp_path: Path) -> None:
    text = "Đơn vị,Điểm theo lĩnh vực,,Tổng điểm\n,Thể chế (tối đa 40),Thủ tục (tối đa 60),\nXã A,30,60,90\n"
    (standing,) = read_text(tmp_path, text, with_fields=True).standings
    assert [(field.name, field.percent) for field in standing.fields] == [
        ("Thể chế (tối đa 40)", 75),
        ("Thủ tục (tối đa 60)", 100),
    ]


def test_fields_without_a_maximum_are_on_a_scale_of_a_hundred(tmp_path: Path) -> None:
    text = "Đơn vị,Tổng điểm,Chỉ đạo,Thể chế,Thủ tục hành chính,Ghi chú\nXã A,91,79,95,99,tốt\n"
    (standing,) = read_text(tmp_path, text, with_fields=True).standings
    assert [field.percent for field in standing.fields] == [79, 95, 99]


def test_fields_whose_maximum_nobody_can_know_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RoundDataError, match="chưa biết điểm tối đa của các lĩnh vực"):
        read_text(tmp_path, "Đơn vị,Tổng điểm,Lĩnh vực 1,Lĩnh vực 2\nXã A,18,9,9\n", with_fields=True)


def test_a_column_of_maxima_holds_for_each_unit(tmp_path: Path) -> None:
    text = "Đơn vị,Tổng điểm,Điểm tối đa\nA,90,100\nB,85,93\n"
    assert [s.maximum for s in read_text(tmp_path, text).standings] == [100, 93]


def problems_of(tmp_path: Path, text: str, *, with_fields: bool = False) -> list[tuple[int, int, str]]:
    with pytest.raises(RoundDataError) as error:
        read_text(tmp_path, text, with_fields=with_fields)
    found = [problem for problem in error.value.problems if isinstance(problem, SheetProblem)]
    assert len(found) == len(error.value.problems)
    return [(problem.row, problem.column, problem.message) for problem in found]


def test_all_mistakes_are_reported_at_once_with_row_and_column(tmp_path: Path) -> None:
    text = "TT,Đơn vị,Tổng điểm\n1,A,101\n2,B,chín mươi\n3,C,\n4,,70\n5,a,60\n6,D,-1\n"
    found = problems_of(tmp_path, text)
    assert [(row, column) for row, column, _ in found] == [(2, 3), (3, 3), (4, 3), (5, 2), (6, 2), (7, 3)]
    said = " ".join(message for _, _, message in found)
    for words in ("vượt điểm tối đa 100", "chín mươi", "thiếu điểm", "không có tên đơn vị", "ghi hai lần", "điểm âm"):
        assert words in said


def test_a_decimal_comma_without_quotes_is_refused(tmp_path: Path) -> None:
    ((row, column, message),) = problems_of(tmp_path, "Đơn vị,Tổng điểm\nA,91,5\n")
    assert (row, column) == (2, 3)
    assert "nhiều ô hơn" in message


def test_a_total_that_is_not_the_sum_of_its_fields_is_refused(tmp_path: Path) -> None:
    text = "Đơn vị,Tổng điểm,Lĩnh vực 1,Lĩnh vực 2\nĐiểm tối đa,100,40,60\nA,90,35,55\nB,90,35,50\n"
    ((row, _, message),) = problems_of(tmp_path, text, with_fields=True)
    assert row == 4
    assert "85" in message


def test_dates_errors_and_formulas_are_no_numbers(tmp_path: Path) -> None:
    import datetime

    rows = [["Đơn vị", "Tổng điểm"], ["A", datetime.date(2023, 5, 9)], ["B", "#REF!"], ["C", "=1+1"]]
    path = write_workbook(tmp_path / "b.xlsx", rows)
    with pytest.raises(RoundDataError) as error:
        read(path)
    said = str(error.value)
    assert "trang “Điểm”, hàng 2, cột B" in said
    for words in ("ngày hoặc giờ (09/5/2023)", "#REF!", "ô công thức chưa có giá trị"):
        assert words in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "không tìm thấy hàng tiêu đề"),
        ("Đơn vị,Điểm,Điểm số\nSở A,90,91\n", "nhiều cột điểm"),
        ("Đơn vị,Điểm thẩm định,Điểm điều tra\nSở A,60,31\n", "nhiều cột điểm"),
        ("Đơn vị,Tổng điểm\n", "không có đơn vị nào"),
        ("", "tệp trống"),
        ("\x00\x01", ""),
    ],
)
def test_what_cannot_be_told_is_asked(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(InputError) as error:
        read_text(tmp_path, text)
    assert said in str(error.value)


def test_the_user_may_name_columns_and_sheet(tmp_path: Path) -> None:
    text = "Mã,Nơi,Điểm vòng 1,Điểm vòng 2\n1,A,50,60\n"
    table = read_text(tmp_path, text, Choices(unit_column="Nơi", points_column="điểm vòng 2"))
    assert totals(table) == [("A", "60")]
    path = write_workbook(tmp_path / "b.xlsx", [["Đơn vị", "Tổng điểm"], ["A", 1]], title="Sở")
    workbook = openpyxl.load_workbook(path)
    other = workbook.create_sheet("Huyện")
    other.append(["Đơn vị", "Tổng điểm"])
    other.append(["B", 2])
    workbook.save(path)
    with pytest.raises(InputError, match="nhiều trang"):
        read(path)
    assert totals(read(path, Choices(sheet="huyện"))) == [("B", "2")]


def test_other_files_are_refused_with_what_to_do(tmp_path: Path) -> None:
    for data in (b"PK\x03\x04rest", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Đơn vị".encode("utf-16")):
        path = tmp_path / "x.xlsx"
        path.write_bytes(data)
        with pytest.raises(InputError):
            read(path)
    with pytest.raises(InputError, match="không tìm thấy tệp"):
        read(tmp_path / "none.csv")


def test_a_field_that_has_no_figure_is_a_gap_not_a_guess(tmp_path: Path) -> None:
    found = problems_of(tmp_path, "Đơn vị,Tổng điểm,Lĩnh vực 1,Lĩnh vực 2\nA,91,79,\nB,91,80,90\n", with_fields=True)
    assert [(row, column) for row, column, _ in found] == [(2, 4)]
    assert Decimal(91) > 0


OK = [("Sở A", "91.25"), ("Sở B", "96.5"), ("Sở C", "68")]
ROWS = "Sở A;91,25\nSở B;96,5\nSở C;68\n"


@pytest.mark.parametrize(
    "header",
    [
        "don vi;TONG DIEM",
        "ĐƠN VỊ;TỔNG ĐIỂM",
        "Tên cơ quan;Điểm thẩm định",
        "Tên xã;Tổng số điểm",
        "Tên đơn vị hành chính;Điểm số đạt được",
        "Sở, ban, ngành;Tổng điểm đánh giá",
        "Cơ quan, đơn vị;Điểm sau thẩm định",
        "Phường/xã;Tổng điểm đạt được",
        "Phòng, ban;Tổng điểm",
        "Sở;Điểm",
        "Huyện, thành phố;Điểm",
        "UBND huyện/thành phố;Tổng điểm",
        "Tên đơn vị được đánh giá;Tổng điểm (100 điểm)",
        "Unit name;Total score",
    ],
)
def test_columns_are_known_however_they_are_called(tmp_path: Path, header: str) -> None:
    assert totals(read_text(tmp_path, f"{header}\n{ROWS}")) == OK


@pytest.mark.parametrize("header", ["Số;Điểm", "Đơn vị tính;Điểm", "Cơ quan thẩm định;Tổng điểm"])
def test_columns_that_name_no_units_are_not_taken_for_units(tmp_path: Path, header: str) -> None:
    with pytest.raises(InputError):
        read_text(tmp_path, f"{header}\n{ROWS}")


def test_of_own_and_appraised_points_the_appraised_are_the_result(tmp_path: Path) -> None:
    table = read_text(tmp_path, "Đơn vị;Điểm tự chấm;Điểm thẩm định\nSở A;99;91,25\nSở B;97;96,5\nSở C;70;68\n")
    assert totals(table) == OK
    assert table.points_title == "Điểm thẩm định"


def test_a_number_that_may_be_thousands_is_asked_about(tmp_path: Path) -> None:
    choices = Choices(maximum=Decimal(2000))
    with pytest.raises(RoundDataError) as error:
        read_text(tmp_path, "Đơn vị;Tổng điểm\nSở A;1.912,5\nSở B;1.965\n", choices=choices)
    assert "hàng 3, cột B" in str(error.value)
    assert len(error.value.problems) == 1
    table = read_text(tmp_path, "Đơn vị;Tổng điểm\nSở A;1.912,5\nSở B;1 965\n", choices=choices)
    assert totals(table) == [("Sở A", "1912.5"), ("Sở B", "1965")]


def test_signatures_below_the_table_are_no_units(tmp_path: Path) -> None:
    assert totals(read_text(tmp_path, f"Đơn vị;Tổng điểm\n{ROWS}\nTổng;255,75\n\nNgười lập;Trưởng phòng\n")) == OK


def test_every_mistake_is_reported_at_once(tmp_path: Path) -> None:
    text = "Đơn vị;Tổng điểm\nSở A;101\nSở B;90\nsở  b;91\nSở C;abc\nSở D;-1\nSở E;\n;50\n"
    assert [(row, column) for row, column, _ in problems_of(tmp_path, text)] == [
        (2, 2),
        (4, 1),
        (5, 2),
        (6, 2),
        (7, 2),
        (8, 1),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_text_as_excel_writes_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "b.csv"
    path.write_text(f"Đơn vị;Tổng điểm\n{ROWS}", encoding=encoding)
    assert totals(read(path)) == OK


def test_a_hidden_row_is_a_unit_and_is_told(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "b.xlsx", [["Đơn vị", "Tổng điểm"], ["Sở A", 91.25], ["Sở B", 96.5], ["Sở C", 68]])
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].row_dimensions[3].hidden = True
    workbook.save(path)
    table = read(path)
    assert totals(table) == OK
    assert "hàng 3" in table.notes[0]
