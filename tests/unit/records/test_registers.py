from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from typing import Any

import openpyxl
import pytest
from registry_office import CLERK, ORGAN, make_approved, make_issued, take

from docgen.errors import InputError, RegisterError
from docgen.model import Organ
from docgen.ooxml import read_document_bytes
from docgen.records.documents import recall, void
from docgen.records.incoming import Arrival, answer, assign, register_arrival
from docgen.records.incoming_metadata import IncomingMetadata
from docgen.records.incoming_recall import recall_incoming
from docgen.records.organs import ensure_organ
from docgen.records.register_books import RegisterRequest, build_register
from docgen.records.register_docx import write_docx
from docgen.records.register_form import Column, Cover, Heading, Printout, text_width_mm
from docgen.records.register_xlsx import write_xlsx
from docgen.records.store import Store


def build(store: Store, name: str, **asked: Any) -> list[Printout]:
    with store.read() as connection:
        return build_register(connection, name, RegisterRequest(2026, **asked))


def receive(store: Store, number: str, **facts: Any) -> int:
    with store.write() as connection:
        organ_id = ensure_organ(connection, store, ORGAN, CLERK)
    given = {"organ_name": "Sở Tư pháp", "code_number": number, "code_notation": "STP", "subject": "Góp ý"}
    metadata = IncomingMetadata(**given | {"type_name": "Công văn", "promulgation_date": date(2026, 5, 4)} | facts)
    return int(register_arrival(store, Arrival(organ_id, metadata), CLERK)["id"])


def test_every_number_has_its_row_and_says_why_it_is_out_of_use(store: Store) -> None:
    make_issued(store)
    voided, waiting, recalled = make_approved(store), make_approved(store), make_issued(store)
    take(store, voided)
    take(store, waiting)
    void(store, voided, CLERK, "trình nhầm")
    recall(store, recalled, CLERK, "sai thẩm quyền")
    (printout,) = build(store, "outgoing", volume=2)
    assert [(row[0], row[9]) for row in printout.rows] == [
        ("01/TB-SNV", ""),
        ("02/TB-SNV", "Thu hồi: sai thẩm quyền"),
        ("03/TB-SNV", "Hủy: trình nhầm"),
        ("04/TB-SNV", "Đã cấp số, chưa ban hành"),
    ]
    assert printout.rows[0] == (
        "01/TB-SNV", "18/5/2026", "Thông báo Rà soát hồ sơ hằng tháng", "Trần Thị Bình", "Các phòng thuộc Sở",
        "VT, VP", "", "18/5/2026", "", "",
    )  # fmt: skip
    assert printout.front == Cover(
        "UBND TỈNH HOA LƯ",
        "SỞ NỘI VỤ TỈNH HOA LƯ",
        ("Năm: 2026", "Từ ngày 01/01/2026 đến ngày 31/12/2026", "Từ số 01 đến số 04"),
        "Quyển số: 02",
    )


def test_several_series_stand_in_one_register_by_day(store: Store) -> None:
    make_issued(store, "thong-bao", date(2026, 5, 12))
    make_issued(store, "bao-cao", date(2026, 5, 11))
    make_issued(store, "thong-bao", date(2026, 5, 18))
    (printout,) = build(store, "outgoing")
    assert [row[0] for row in printout.rows] == ["01/BC-SNV", "01/TB-SNV", "02/TB-SNV"]
    assert printout.front.lines[2] == "Từ số 01/BC-SNV đến số 02/TB-SNV"
    (part,) = build(store, "outgoing", first=date(2026, 5, 12), last=date(2026, 5, 17))
    assert [row[0] for row in part.rows] == ["01/TB-SNV"]


def test_each_organ_has_a_register_of_its_own(store: Store) -> None:
    other = Organ(
        name="Sở Tư pháp tỉnh Hoa Lư",
        parent="UBND TỈNH HOA LƯ",
        abbreviation="STP",
        place="Hoa Lư",
        head_position="GIÁM ĐỐC",
    )
    make_issued(store)
    key = make_approved(store, organ=other)
    take(store, key, organ=other)
    assert [printout.front.organ for printout in build(store, "outgoing")] == [
        "SỞ NỘI VỤ TỈNH HOA LƯ",
        "SỞ TƯ PHÁP TỈNH HOA LƯ",
    ]
    assert len(build(store, "outgoing", organ_id=2)) == 1


def test_incoming_and_follow_up(store: Store) -> None:
    reply = make_issued(store)
    key = receive(store, "12", due_date=date(2026, 5, 29), priority=2)
    assign(store, key, CLERK, "Phòng CCHC")
    answer(store, key, CLERK, document_id=reply, progress="đã gửi")
    gone = receive(store, "13")
    recall_incoming(store, gone, CLERK, "CV 9")
    (printout,) = build(store, "incoming")
    assert printout.rows == [
        (
            "18/5/2026",
            "1",
            "Sở Tư pháp",
            "12/STP",
            "04/5/2026",
            "Công văn Góp ý",
            "Phòng CCHC",
            "18/5/2026",
            "",
            "Thượng khẩn",
        ),
        ("18/5/2026", "2", "", "", "", "", "", "", "", "Thu hồi: CV 9"),
    ]
    (follow,) = build(store, "follow-up")
    assert follow.rows[0] == (
        "1", "Công văn số 12/STP ngày 04/5/2026 của Sở Tư pháp", "Phòng CCHC", "29/5/2026", "Đã trả lời: đã gửi",
        "01/TB-SNV", "Thượng khẩn",
    )  # fmt: skip
    assert follow.rows[1] == ("2", "", "", "", "", "", "Thu hồi: CV 9")
    assert len(follow.front.lines) == 2  # no numbers on this cover


def test_an_empty_register_and_days_of_another_year_are_refused(store: Store) -> None:
    with pytest.raises(RegisterError, match="chưa có văn bản nào"):
        build(store, "outgoing")
    with pytest.raises(InputError, match="trong năm 2026"):
        build(store, "outgoing", first=date(2025, 12, 31))


COLUMNS = (Column("Số TT", 20, "center"), Column("Nội dung", 100))
ROWS = [("1", "=SUM(A1)"), ("2", "<b> & “ạ”\x00\x0b\ud800"), ("05", "dòng 1\ndòng 2")]


@pytest.fixture(params=["cover", "heading"])
def printout(request: pytest.FixtureRequest) -> Printout:
    front: Any = Cover("UBND TỈNH", "SỞ NỘI VỤ", ("Năm: 2026",), "Quyển số: 01")
    if request.param == "heading":
        front = Heading("UBND TỈNH", "SỞ NỘI VỤ", ("Năm 2026", "(Kèm theo)"), is_last_italic=True)
    return Printout(
        "Sổ",
        "SỔ THỬ",
        COLUMNS,
        ROWS,
        front,
        closing=("Có 3 dòng.",),
        signature=("Nơi, ngày", "Người lập"),
        bold_rows=frozenset({0}),
    )


def test_a_docx_holds_everything_ready_to_print(printout: Printout) -> None:
    data = write_docx([printout, printout])
    assert data == write_docx([printout, printout])
    facts = read_document_bytes(data)
    texts = [paragraph.text for paragraph in facts.paragraphs]
    for text in ("SỔ THỬ", "SỞ NỘI VỤ", "(1)", "=SUM(A1)", "<b> & “ạ”", "Có 3 dòng.", "Người lập"):
        assert texts.count(text) == 2, text
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        document = package.read("word/document.xml").decode()
    assert document.count("<w:tblHeader/>") == 4
    assert set(re.findall(r'<w:pgSz w:w="(\d+)" w:h="(\d+)"', document)) == {("16838", "11906")}
    assert {run.font for paragraph in facts.paragraphs for run in paragraph.runs if run.text} == {"Times New Roman"}


def test_an_xlsx_holds_everything_ready_to_print(printout: Printout) -> None:
    data = write_xlsx([printout])
    assert data == write_xlsx([printout])
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[-1]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    place = rows.index(["Số TT", "Nội dung"])
    assert rows[place + 1] == ["(1)", "(2)"]
    assert rows[place + 2 : place + 5] == [[1, "=SUM(A1)"], [2, rows[place + 3][1]], ["05", "dòng 1\ndòng 2"]]
    assert sheet.cell(place + 3, 2).data_type == "s"
    assert sheet.print_title_rows == f"${place + 1}:${place + 2}"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {"Times New Roman"}
    assert any("SỔ THỬ" in [cell.value for cell in row] for each in book.worksheets for row in each.iter_rows())


@pytest.mark.parametrize("name", ["outgoing", "incoming", "follow-up"])
def test_columns_fill_the_page(store: Store, name: str) -> None:
    make_issued(store)
    receive(store, "1")
    (printout,) = build(store, name)
    assert sum(column.width_mm for column in printout.columns) == text_width_mm(printout)
    assert len(printout.columns) == {"outgoing": 10, "incoming": 10, "follow-up": 7}[name]
