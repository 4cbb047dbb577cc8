"""The province that a text is of."""

from __future__ import annotations

import datetime

import pytest

from docgen.citations import find_citations, judge_citations, load_catalogue
from docgen.citations.judging import find_home_province
from docgen.settings import find_data_folder


@pytest.mark.parametrize(
    ("head", "province"),
    [
        ("ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\nSố: 12/KH-UBND", "nghe an"),
        ("SỞ NỘI VỤ\nHải Dương, ngày 02 tháng 10 năm 2019", "hai duong"),
        ("UBND TP. ĐÀ NẴNG", "da nang"),
        ("UBND TỈNH NGHỆ AN và UBND TỈNH HÀ TĨNH", ""),
        ("BỘ NỘI VỤ\nSố: 5/QĐ-BNV", ""),
    ],
)
def test_the_heading_names_it(head: str, province: str) -> None:
    assert find_home_province(head) == province


@pytest.mark.parametrize(
    ("home", "status"), [("ha tinh", "known"), ("nghe an", "unknown"), ("", "known")], ids=["own", "another", "unsaid"]
)
def test_a_decision_of_the_province_is_that_of_the_texts_own(home: str, status: str) -> None:
    citations = find_citations("Quyết định số 2125/QĐ-UBND ngày 17/10/2022 của UBND tỉnh")
    (judgement,) = judge_citations(citations, load_catalogue(find_data_folder("legal_refs")), None, home=home)
    assert judgement.status == status


def test_of_joined_provinces_the_day_decides() -> None:
    citations = find_citations("Kế hoạch số 3403/KH-UBND ngày 15/12/2022 của UBND tỉnh")
    catalogue = load_catalogue(find_data_folder("legal_refs"))
    (judgement,) = judge_citations(citations, catalogue, datetime.date(2026, 3, 1), home="ninh binh")
    assert judgement.document is not None
    assert judgement.document.issuer == "Ủy ban nhân dân tỉnh Hà Nam"
