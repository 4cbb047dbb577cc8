"""Judging: what a citation means, what contradicts, what was in force on a day."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from docgen.citations import Catalogue, load_catalogue
from docgen.citations.citation import Citation
from docgen.citations.judging import Judgement, Status, judge_citations
from docgen.settings import find_data_folder

CATALOGUE = load_catalogue(find_data_folder("legal_refs"))
BEFORE, AFTER = datetime.date(2022, 5, 5), datetime.date(2026, 3, 3)


def cite(type_name: str, symbol: str = "", date: str = "", issuer: str = "", **fields: Any) -> Citation:
    return Citation(
        0,
        1,
        "x",
        type=type_name,
        number=fields.pop("number", symbol.partition("/")[0]),
        symbol=symbol,
        symbol_printed=symbol,
        date=datetime.date.fromisoformat(date) if date else None,
        issuer=issuer,
        **fields,
    )


def judge(*citations: Citation, on: datetime.date | None = None, catalogue: Catalogue = CATALOGUE) -> list[Judgement]:
    return judge_citations(citations, catalogue, on)


def judge_one(citation: Citation, on: datetime.date | None = None) -> tuple[Status, str]:
    (judgement,) = judge(citation, on=on)
    return judgement.status, judgement.document.symbol if judgement.document else ""


def test_a_law_of_2011_is_replaced_in_2026_and_in_force_in_2022() -> None:
    law = cite("Luật", title="Lưu trữ", year=2011)
    (late,) = judge(law, on=AFTER)
    assert late.status == "replaced-by"
    assert late.successors == ("33/2024/QH15",)
    assert late.reason == "hết hiệu lực từ ngày 01/7/2025, được thay thế bằng Luật Lưu trữ (số 33/2024/QH15)"
    assert late.id == "vn/luat/quoc-hoi/2011-11-11/01-2011-qh13"
    assert judge_one(law, BEFORE) == (Status.IN_FORCE, "01/2011/QH13")
    assert judge_one(law, datetime.date(2025, 6, 30)) == (Status.IN_FORCE, "01/2011/QH13")
    assert judge_one(law, datetime.date(2025, 7, 1)) == (Status.REPLACED, "01/2011/QH13")
    assert judge_one(law, datetime.date(2012, 6, 30)) == (Status.NOT_YET, "01/2011/QH13")
    assert judge_one(law) == (Status.KNOWN, "01/2011/QH13")


def test_what_is_not_proved_is_known_and_no_more() -> None:
    law = cite("Luật", "33/2024/QH15", "2024-06-21")
    assert judge_one(law, AFTER) == (Status.KNOWN, "33/2024/QH15")
    assert judge_one(law, datetime.date(2025, 7, 1)) == (Status.IN_FORCE, "33/2024/QH15")
    decree = cite("Nghị định", "61/2018/NĐ-CP")
    assert judge_one(decree, AFTER) == (Status.KNOWN, "61/2018/NĐ-CP")


def test_the_end_of_a_document_may_be_known_from_its_successor_alone() -> None:
    secret = cite("Luật", "29/2018/QH14")
    assert judge_one(secret, datetime.date(2026, 2, 28)) == (Status.KNOWN, "29/2018/QH14")
    assert judge_one(secret, datetime.date(2026, 3, 1)) == (Status.REPLACED, "29/2018/QH14")


def test_repealed_without_a_successor_is_expired() -> None:
    (judgement,) = judge(cite("Nghị quyết", "132/2020/QH14"), on=AFTER)
    assert (judgement.status, judgement.successors) == (Status.EXPIRED, ())
    assert "bị Luật Đất đai (số 31/2024/QH15), 43/2024/QH15 bãi bỏ" in judgement.reason


def test_before_its_promulgation_a_document_is_not_yet() -> None:
    citation = cite("Quyết định", "876/QĐ-BNV", "2022-11-10", "Bộ Nội vụ")
    (judgement,) = judge(citation, on=BEFORE)
    assert (judgement.status, judgement.reason) == (Status.NOT_YET, "ban hành ngày 10/11/2022")


def test_confirmed_to_be_in_force_up_to_a_day() -> None:
    decree = cite("Nghị định", "30/2020/NĐ-CP", "2020-03-05", "Chính phủ")
    assert judge_one(decree, AFTER)[0] is Status.IN_FORCE
    assert judge_one(decree, datetime.date(2027, 1, 1))[0] is Status.KNOWN
    assert judge_one(decree, datetime.date(2020, 3, 4))[0] is Status.NOT_YET


@pytest.mark.parametrize(
    ("citation", "status", "symbol"),
    [
        (cite("Nghị định", "30/2020/NĐ-CP", "2020-03-06"), Status.DATE_MISMATCH, "30/2020/NĐ-CP"),
        (cite("Nghị định", "9/2010/NĐ-CP"), Status.KNOWN, "09/2010/NĐ-CP"),
        (cite("Nghị định", "30/2020/NĐ-CP", issuer="Bộ Nội vụ"), Status.ISSUER_MISMATCH, "30/2020/NĐ-CP"),
        (cite("Thông tư", "399/2029/TT-BTC", issuer="Bộ Nội vụ"), Status.ISSUER_MISMATCH, ""),
        (cite("Thông tư", "399/2029/TT-BTC", issuer="Bộ Tài chính"), Status.UNKNOWN, ""),
        # a symbol without a year is one a year
        (cite("Quyết định", "749/QĐ-TTg"), Status.AMBIGUOUS, ""),
        (cite("Quyết định", "749/QĐ-TTg", year=2020), Status.KNOWN, "749/QĐ-TTg"),
        (cite("Quyết định", "749/QĐ-TTg", "2020-06-03", "Thủ tướng"), Status.KNOWN, "749/QĐ-TTg"),
        (cite("Quyết định", "749/QĐ-TTg", "2020-06-04"), Status.DATE_MISMATCH, "749/QĐ-TTg"),
        (cite("Quyết định", "749/QĐ-TTg", "2019-06-03"), Status.UNKNOWN, ""),
        # a symbol of a province is one a province and year
        (cite("Quyết định", "2125/QĐ-UBND", "2022-10-17", "UBND tỉnh"), Status.KNOWN, "2125/QĐ-UBND"),
        (cite("Quyết định", "2125/QĐ-UBND", "2022-10-18", "UBND tỉnh"), Status.UNKNOWN, ""),
        (cite("Quyết định", "2125/QĐ-UBND", "2022-10-18", "UBND tỉnh Hà Tĩnh"), Status.DATE_MISMATCH, "2125/QĐ-UBND"),
        (cite("Quyết định", "2125/QĐ-UBND", "2022-10-17", "UBND tỉnh Nghệ An"), Status.UNKNOWN, ""),
        (cite("Quyết định", "2125/QĐ-UBND", "2023-10-17", "UBND tỉnh Hà Tĩnh"), Status.UNKNOWN, ""),
        (cite("Quyết định", "2125/QĐ-UBND", issuer="UBND tỉnh"), Status.AMBIGUOUS, ""),
        (cite("Quyết định", "2125/QĐ-UBND"), Status.AMBIGUOUS, ""),
        # numbers of the Standing Committee run through a term
        (cite("Nghị quyết", "1662/NQ-UBTVQH15"), Status.KNOWN, "1662/NQ-UBTVQH15"),
        (cite("Luật", title="Lưu trữ"), Status.AMBIGUOUS, ""),
        # of two laws of one name and year the day decides
        (cite("Luật", title="Tổ chức chính quyền địa phương", date="2025-06-16"), Status.KNOWN, "72/2025/QH15"),
        (cite("Luật", title="Tổ chức chính quyền địa phương", year=2025), Status.AMBIGUOUS, ""),
        (cite("Luật", title="Luật Lưu trữ", year=2024), Status.KNOWN, "33/2024/QH15"),
        (cite("Luật", title="Lưu trữ", date="2011-11-12"), Status.DATE_MISMATCH, "01/2011/QH13"),
        (cite("Luật", title="Lưu trữ", year=1999), Status.UNKNOWN, ""),
        (cite("Luật", title="Không có"), Status.UNKNOWN, ""),
        (cite("Nghị định", number="30", year=2020), Status.KNOWN, "30/2020/NĐ-CP"),
        (cite("Nghị định", "30/2020", year=2020), Status.KNOWN, "30/2020/NĐ-CP"),
        (cite("Nghị định", number="30"), Status.UNKNOWN, ""),
        (cite("Văn bản"), Status.UNKNOWN, ""),
    ],
)
def test_what_a_citation_alone_means(citation: Citation, status: Status, symbol: str) -> None:
    assert judge_one(citation) == (status, symbol)


def test_a_law_by_name_alone_is_the_one_that_can_be_in_force() -> None:
    law = cite("Luật", title="Lưu trữ")
    assert judge_one(law, BEFORE) == (Status.IN_FORCE, "01/2011/QH13")
    assert judge_one(law, AFTER) == (Status.KNOWN, "33/2024/QH15")
    # the land law of 2003 has no proved end, but a later one is surely in force
    assert judge_one(cite("Luật", title="Đất đai"), AFTER) == (Status.KNOWN, "31/2024/QH15")
    # a later one may have begun, or not yet
    assert judge_one(cite("Luật", title="Viên chức"), AFTER) == (Status.AMBIGUOUS, "")
    assert judge_one(cite("Luật", title="Giao dịch điện tử"), datetime.date(2004, 1, 1)) == (Status.UNKNOWN, "")


@pytest.mark.parametrize(
    ("full", "short"),
    [
        (cite("Nghị định", "110/2004/NĐ-CP", "2004-04-08", "Chính phủ"), cite("Nghị định", number="110")),
        (cite("Luật", title="Lưu trữ", year=2011), cite("Luật", title="Lưu trữ")),
        (cite("Quyết định", "876/QĐ-BNV", "2022-11-10", "Bộ Nội vụ"), cite("Quyết định", "876/QĐ-BNV")),
        (
            cite("Quyết định", "876/QĐ-BNV", "2022-11-10", "Bộ Nội vụ"),
            cite("Quyết định", "876/QĐ-BNV", issuer="Bộ trưởng Bộ Nội vụ"),
        ),
        (cite("Quyết định", "2125/QĐ-UBND", "2022-10-17", "UBND tỉnh"), cite("Quyết định", "2125/QĐ-UBND")),
    ],
)
def test_a_short_form_means_the_first_full_one(full: Citation, short: Citation) -> None:
    first, second = judge(full, short, on=AFTER)
    assert first.document is not None
    assert second.document is first.document
    assert second.status is first.status


def test_a_short_form_of_an_unknown_document_stays_unknown() -> None:
    full = cite("Quyết định", "876/QĐ-BNV", "2019-01-01", "Bộ Nội vụ")
    assert [each.status for each in judge(full, cite("Quyết định", "876/QĐ-BNV"))] == [Status.UNKNOWN] * 2


def test_nothing_cited_and_an_empty_catalogue() -> None:
    assert judge() == []
    (judgement,) = judge(cite("Nghị định", "30/2020/NĐ-CP"), catalogue=Catalogue(()))
    assert (judgement.status, judgement.id) == (Status.UNKNOWN, "")
