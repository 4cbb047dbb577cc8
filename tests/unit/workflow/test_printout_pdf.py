"""The list of a package, drawn: every word is on the pages, rows stay whole, letters without a font are shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from docgen.pdf import PdfInfo, read_page_texts
from docgen.pdf.claim import find_claim_problems
from docgen.records.register_form import Column, Cover, Heading, Printout
from docgen.settings import load_settings
from docgen.workflow.archive_lists import build_list
from docgen.workflow.printing import write_printouts
from docgen.workflow.printout_pdf import draw_printouts

HEADING = Heading("", "", ("Văn bản đã ban hành",), has_national=False)
COVER = Cover("UBND TỈNH NINH BÌNH", "ỦY BAN NHÂN DÂN XÃ HƯƠNG SƠN", ("Hồ sơ kế hoạch", "Năm 2026"), "")


def rows(count: int) -> list[tuple[str, ...]]:
    return [
        (
            str(n),
            f"{n}/KH-UBND",
            "05/01/2026",
            f"Kế hoạch đầu{n:03d} {'công tác văn thư ' * 6}cuối{n:03d}",
            "Xã",
            "1",
            "",
        )
        for n in range(1, count + 1)
    ]


def draw(folder: Path, listed: list[tuple[str, ...]], front: Heading | Cover) -> list[str]:
    target = folder / "muc-luc.pdf"
    draw_printouts([build_list(listed, front)], target, PdfInfo("Mục lục"))
    first = target.read_bytes()
    draw_printouts([build_list(listed, front)], target, PdfInfo("Mục lục"))
    assert target.read_bytes() == first
    assert list(find_claim_problems(first)) == []
    assert list(folder.iterdir()) == [target]
    return list(read_page_texts(target))


@pytest.mark.parametrize("front", [HEADING, COVER])
def test_heads_repeat_and_rows_stay_whole(front: Heading | Cover, tmp_path: Path) -> None:
    pages = draw(tmp_path, rows(40), front)
    if front is COVER:
        assert "Hồ sơ kế hoạch" in pages.pop(0)
    assert len(pages) > 2
    for page in pages:
        assert "Tác giả" in page
        for n in range(1, 41):
            assert (f"đầu{n:03d}" in page) == (f"cuối{n:03d}" in page)
    assert all(any(f"cuối{n:03d}" in page for page in pages) for n in range(1, 41))


def test_a_row_higher_than_a_page_goes_on_at_the_next(tmp_path: Path) -> None:
    words = [f"từ{n:04d}" for n in range(1500)]
    text = "\n".join(draw(tmp_path, [("1", "", "", " ".join(words), "", "", "")], HEADING))
    assert [word for word in words if word not in text] == []


def test_registers_lie_across_and_each_counts_its_pages(tmp_path: Path) -> None:
    columns = (Column("Số, ký hiệu văn bản", 100), Column("Ghi chú", 100, "center"))
    lines = [(f"{n}/QĐ-UBND", "Hủy: in hỏng" if n == 2 else "") for n in range(1, 61)]
    books = [
        Printout("Văn bản đi", "SỔ ĐĂNG KÝ VĂN BẢN ĐI", columns, lines, Cover("", organ, (), "Quyển số: 01"))
        for organ in ("SỞ NỘI VỤ", "SỞ TƯ PHÁP")
    ]
    write_printouts(books, tmp_path / "so.pdf", load_settings({}))
    pages = list(read_page_texts(tmp_path / "so.pdf"))
    covers = [place for place, page in enumerate(pages) if "SỔ ĐĂNG KÝ" in page]
    assert covers == [0, len(pages) // 2]
    assert [page.split()[0] for page in pages[1 : covers[1]]] == [str(n) for n in range(1, covers[1])]
    assert all("Ghi chú" in page and "(2)" in page for page in pages if "SỔ ĐĂNG KÝ" not in page)
    assert "\n".join(pages).count("Hủy: in hỏng") == 2
    assert {tuple(map(round, page.mediabox[2:])) for page in PdfReader(tmp_path / "so.pdf").pages} == {(842, 595)}


def test_any_text_is_drawn(tmp_path: Path) -> None:
    text = "\n".join(
        draw(tmp_path, [("1", "A" * 200, "\x00\u202e", "chữ \U000e0001 lạ", "a\tb\n\nc", "", "")], HEADING)
    )
    assert text.count("A") >= 200
    assert "chữ □ lạ" in text


def test_a_list_without_rows_has_its_heads(tmp_path: Path) -> None:
    assert "Số, ký hiệu" in draw(tmp_path, [], HEADING)[0]
