"""References that had lapsed on the document's date are said, those in force are not."""

from __future__ import annotations

import datetime

import pytest

from docgen.citations import LegalDocument, load_catalogue
from docgen.citations.catalogue import Catalogue
from docgen.citations.judging import Status, judge_force
from docgen.citations.writing import write_basis, write_full
from docgen.drafting import parse_draft
from docgen.rendering.lapsed import find_lapsed_references, may_name_lapsed
from docgen.settings import load_settings

_STARTER = (load_settings({}).templates_folder / "quyet-dinh" / "quyet-dinh.vb.txt").read_text(encoding="utf-8")
_CATALOGUE = load_catalogue(load_settings({}).legal_refs_folder)
_LAW = "hết hiệu lực từ ngày 01/7/2025, được thay thế bằng Luật Lưu trữ (số 33/2024/QH15)"


def _find(date: str, *, basis: str = "", reference: str = "") -> tuple[str, ...]:
    text = _STARTER.replace("promulgation_date: 2026 ", f"promulgation_date: {date} ", 1)
    if basis:
        text = text.replace("  - Theo đề nghị", f"  - {basis}\n  - Theo đề nghị", 1)
    if reference:
        text = text.replace("Điều 1. Thành lập", f"Điều 1. Theo [[{reference}]], thành lập", 1)
    return find_lapsed_references(parse_draft(text), _CATALOGUE)


@pytest.mark.parametrize(
    "written",
    [
        {"reference": "01/2011/QH13"},
        {"basis": "01/2011/QH13"},
        {"basis": "vn/luat/quoc-hoi/2011-11-11/01-2011-qh13"},
        {"basis": "Căn cứ [[01/2011/QH13]] và quy chế làm việc"},
        {"basis": "Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011"},
    ],
)
def test_the_law_of_2011_in_2026_and_in_2022(written: dict[str, str]) -> None:
    assert _find("2026-03-10", **written) == (f"Luật Lưu trữ (số 01/2011/QH13) {_LAW}",)
    assert not any("Lưu trữ" in said for said in _find("2022-03-10", **written))


def test_a_basis_that_names_what_another_replaced_is_right() -> None:
    basis = "Căn cứ Nghị định số 999/2021/NĐ-CP ngày 01/02/2021 của Chính phủ bãi bỏ Nghị định số 110/2004/NĐ-CP"
    assert _find("2026-03-10", basis=basis) == ()


def test_a_record_of_the_office_with_a_broken_symbol_stops_nothing() -> None:
    broken = LegalDocument(id="x", type="Kết luận", symbol="KL/TW", source="x", checked_on=datetime.date(2026, 1, 1))
    catalogue = Catalogue([*_CATALOGUE, broken])
    on = datetime.date(2026, 3, 10)
    assert may_name_lapsed("Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011", catalogue, on)
    assert not may_name_lapsed("Căn cứ Quy chế làm việc số 00", catalogue, on)


def test_while_the_day_is_open_only_what_had_lapsed_on_every_day() -> None:
    assert _find("2026", reference="01/2011/QH13") != ()
    assert _find("2025", reference="01/2011/QH13") == ()
    assert _find("2025-07", reference="01/2011/QH13") != ()
    assert _find("", reference="01/2011/QH13") == ()


def test_each_document_is_said_once() -> None:
    said = _find("2026-03-10", reference="110/2004/NĐ-CP", basis="110/2004/NĐ-CP")
    assert said == (
        "Nghị định 110/2004/NĐ-CP hết hiệu lực từ ngày 05/3/2020, được thay thế bằng Nghị định 30/2020/NĐ-CP",
    )


def test_what_is_known_and_no_more_is_not_said() -> None:
    assert _find("2026-03-10", reference="33/2024/QH15") == ()


def test_a_text_that_names_a_lapsed_document_is_never_passed_over() -> None:
    on = datetime.date(2026, 3, 10)
    lapsed = [each for each in _CATALOGUE if judge_force(each, _CATALOGUE, on)[0] in (Status.EXPIRED, Status.REPLACED)]
    assert len(lapsed) > 20
    for document in lapsed:
        # By its name alone a law is the one in force: only a year can mean another.
        dated = (write_basis(document),) if document.date else ()
        for text in (*dated, f"Căn cứ {write_full(document)} năm {document.year}"):
            assert may_name_lapsed(text, _CATALOGUE, on), text


@pytest.mark.parametrize(
    "basis",
    [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
        "Căn cứ Quyết định số 876/QĐ-BNV ngày 10 tháng 11 năm 2022 của Bộ trưởng Bộ Nội vụ",
        "Theo đề nghị của Giám đốc Sở Nội vụ",
    ],
)
def test_bases_in_force_are_not_read_for_citations(basis: str) -> None:
    assert not may_name_lapsed(basis, _CATALOGUE, datetime.date(2023, 10, 1))
