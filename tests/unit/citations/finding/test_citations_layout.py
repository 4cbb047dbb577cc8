"""Citations in text out of PDF: the gold set in the layouts that such text has."""

from __future__ import annotations

from datetime import date

import pytest
from citation_gold import SPLITS, measure, read_cases
from citation_layout import Layout

from docgen.citations import find_citations
from docgen.citations.finding.layout import clear_layout
from docgen.citations.finding.worn import is_worn


@pytest.mark.parametrize(
    ("layout", "numbered", "issuer"),
    [
        (Layout(75, " \n\n"), 0.997, 0.997),
        (Layout(62, "\n\n"), 0.995, 0.99),
        (Layout(75, "\r\n\r\n"), 0.997, 0.997),
        # Far more page numbers inside citations than any document has.
        (Layout(75, " \n\n", "3"), 0.99, 0.99),
        (Layout(75, "\n", "- 3 -"), 0.99, 0.99),
    ],
    ids=str,
)
def test_lines_set_apart_and_page_numbers_cost_next_to_nothing(layout: Layout, numbered: float, issuer: float) -> None:
    cases = [
        layout.lay_out(case)
        for split in SPLITS
        for case in read_cases(split)
        if case.text == case.source and not is_worn(case.text, 0)
    ]
    accuracy = measure(cases, (find_citations(case.source) for case in cases))
    assert accuracy.spans["numbered"].hits > 1700
    assert accuracy.spans["numbered"].f1 >= numbered, accuracy.mistakes
    assert accuracy.fields["issuer"].f1 >= issuer, accuracy.mistakes


_WRAPPED = "\n\n".join(("- Việc theo dõi, đánh giá phải gắn với thực hiện chức năng, nhiệm vụ", "của từng đơn vị."))
_PARAGRAPHS = "Quyết định số 12/QĐ-UBND ngày 03/3/2023 của UBND tỉnh Hà Tĩnh\n\nĐồng Lộc, ngày 05/3/2023"
_PAGE = "Thực hiện Kế hoạch số 12/KH-UBND ngày 03/3/2023 của Ủy ban nhân dân tỉnh{}\n2\n{}"


def test_paragraphs_set_apart_stay_as_they_are() -> None:
    assert clear_layout(_PARAGRAPHS) == _PARAGRAPHS
    assert [citation.issuer for citation in find_citations(_PARAGRAPHS)] == ["UBND tỉnh Hà Tĩnh"]


def test_two_blank_lines_end_a_paragraph_where_one_ends_none() -> None:
    text = f"{_WRAPPED}\n\nCăn cứ Quyết định số 12/QĐ-UBND ngày 03/3/2023 của UBND huyện Đồng\n\n{{}}Lâm về kiểm tra"
    one, two = text.format(""), text.format("\n")
    assert len(clear_layout(one)) == len(one)
    assert "\n\n" not in clear_layout(one)
    assert "\n\nLâm" in clear_layout(two)
    assert find_citations(one)[0].text.endswith("Đồng\n\nLâm")
    assert "\n" not in find_citations(two)[0].text


@pytest.mark.parametrize(
    ("end", "following", "issuer"),
    [
        ("", "Hà Tĩnh, các đơn vị báo cáo.", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        # The sentence is over, or an item begins: the number is no page's.
        (".", "Hà Tĩnh là địa phương dẫn đầu.", "Ủy ban nhân dân tỉnh"),
        ("", "2. Tổ chức thực hiện", "Ủy ban nhân dân tỉnh"),
    ],
)
def test_a_page_number_is_passed_over_only_inside_a_sentence(end: str, following: str, issuer: str) -> None:
    (citation,) = find_citations(_PAGE.format(end, following))
    assert citation.issuer == issuer


@pytest.mark.parametrize("day", ["24/10/\n2023", "24/10/ \n\n2023", "24-\n10-2023"])
def test_a_date_goes_over_to_the_next_line(day: str) -> None:
    (citation,) = find_citations(f"Công văn số 7123/UBND-NC ngày {day} của UBND tỉnh về việc báo cáo.")
    assert (citation.date, citation.issuer) == (date(2023, 10, 24), "UBND tỉnh")


def test_the_next_paragraph_is_no_part_of_a_name() -> None:
    text = (
        "Ban hành kèm theo Quyết định số: 979/QĐ-CĐ, ngày 12 tháng 12 năm 2019 của Hiệu trưởng trường Cao đẳng Cơ điện "
        "Xây dựng Việt Xô Ninh Bình\nKhác với Nghị định số 110/2004/NĐ-CP, các tổ chức kinh tế không áp dụng."
    )
    assert find_citations(text)[0].issuer == "Hiệu trưởng trường Cao đẳng Cơ điện Xây dựng Việt Xô Ninh Bình"


def test_in_capitals_a_name_ends_before_va() -> None:
    text = "CÔNG ĐIỆN SỐ 04/CĐ-UBND NGÀY 20/9/2024 CỦA CHỦ TỊCH UBND TỈNH VÀ CÔNG ĐIỆN SỐ 98/CĐ-TTG"
    first, second = find_citations(text)
    assert (first.issuer, second.symbol) == ("CHỦ TỊCH UBND TỈNH", "98/CĐ-TTg")


def test_bold_type_and_hard_spaces_are_not_seen() -> None:
    text = (
        "Theo **các Quyết định số 15/QĐ-UBND**,\u00a0**16/QĐ-UBND ngày\u00a005/5/2022 của UBND tỉnh** về **kiểm tra**."
    )
    first, second = find_citations(text)
    assert (first.text, second.text) == ("Quyết định số 15/QĐ-UBND", "16/QĐ-UBND ngày\u00a005/5/2022 của UBND tỉnh")
    assert (second.type, first.date, first.issuer) == ("Quyết định", date(2022, 5, 5), "UBND tỉnh")
    assert second.title == "về kiểm tra"
