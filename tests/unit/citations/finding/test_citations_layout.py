"""Citations in text out of PDF: the gold set in the layouts that such text has."""

from __future__ import annotations

from datetime import date

import pytest
from citation_gold import SPLITS, measure, read_cases
from citation_layout import Layout

from docgen.citations import find_citations
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


@pytest.mark.parametrize(
    "text",
    [
        "QUYẾT ĐỊNH\n\nVề việc ban hành Quy chế làm việc của UBND tỉnh Hà Tĩnh\n\nỦY BAN NHÂN DÂN TỈNH\n\nCăn cứ",
        "Thực hiện Kế hoạch số 12/KH-UBND ngày 03/3/2023 của UBND tỉnh\n\nĐề nghị các đơn vị triển khai.",
    ],
)
def test_a_blank_line_between_paragraphs_still_ends_them(text: str) -> None:
    assert all("\n" not in citation.text for citation in find_citations(text))


def test_bold_type_and_hard_spaces_are_not_seen() -> None:
    text = (
        "Theo **các Quyết định số 15/QĐ-UBND**,\u00a0**16/QĐ-UBND ngày\u00a005/5/2022 của UBND tỉnh** về **kiểm tra**."
    )
    first, second = find_citations(text)
    assert (first.text, second.text) == ("Quyết định số 15/QĐ-UBND", "16/QĐ-UBND ngày\u00a005/5/2022 của UBND tỉnh")
    assert (second.type, first.date, first.issuer) == ("Quyết định", date(2022, 5, 5), "UBND tỉnh")
    assert second.title == "về kiểm tra"
