"""How references are named: in full once, short after; laws by their names."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from docgen.citations import Catalogue, LegalDocument, ReferenceNamer, write_basis, write_full, write_short
from docgen.errors import LegalRefError


def _document(**changes: Any) -> LegalDocument:
    fields: dict[str, Any] = {
        "id": "vn/nghi-dinh",
        "type": "Nghị định",
        "symbol": "30/2020/NĐ-CP",
        "source": "x",
        "checked_on": datetime.date(2026, 11, 20),
        "title": "Về công tác văn thư",
        "issuer": "Chính phủ",
        "date": datetime.date(2020, 3, 5),
    }
    return LegalDocument(**fields | changes)


_DECREE = _document()
_LAW = _document(id="vn/luat", type="Luật", symbol="33/2024/QH15", title="Lưu trữ", date=datetime.date(2024, 6, 21))
_FULL = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"


def test_names() -> None:
    assert write_full(_DECREE) == _FULL
    assert write_short(_DECREE) == "Nghị định số 30/2020/NĐ-CP"
    assert write_basis(_DECREE) == f"Căn cứ {_FULL}"


def test_laws_are_named_by_type_and_name() -> None:
    assert write_full(_LAW) == write_short(_LAW) == "Luật Lưu trữ"
    assert write_basis(_LAW) == "Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024"
    nameless = _document(type="Luật", symbol="1/2020/QH14", title="", issuer="Quốc hội")
    assert write_full(nameless) == "Luật số 1/2020/QH14 ngày 05 tháng 3 năm 2020 của Quốc hội"
    assert write_basis(nameless) == f"Căn cứ {write_full(nameless)}"


def test_what_is_not_proved_is_left_out() -> None:
    assert write_full(_document(date=None, issuer="", title="")) == "Nghị định số 30/2020/NĐ-CP"


@pytest.mark.parametrize(
    ("title", "joined"),
    [
        ("Ban hành Quy chế", "ban hành Quy chế"),
        ("Phê duyệt Đề án", "phê duyệt Đề án"),
        ("V/v triển khai Chỉ số", "về việc triển khai Chỉ số"),
        ("v/v: họp", "về việc họp"),
        ("Công tác văn thư", "về công tác văn thư"),
        ("Quản lý, cung cấp dịch vụ", "về quản lý, cung cấp dịch vụ"),
        ("Bãi bỏ một số văn bản", "bãi bỏ một số văn bản"),
        ("Cải cách hành chính năm 2022", "về cải cách hành chính năm 2022"),
        ("Chương trình tổng thể", "về Chương trình tổng thể"),
    ],
)
def test_a_title_is_joined_as_sentences_do(title: str, joined: str) -> None:
    assert write_full(_document(title=title)).removeprefix(_FULL.removesuffix("về công tác văn thư")) == joined


def test_a_reference_is_named_in_full_once_and_short_after() -> None:
    namer = ReferenceNamer(Catalogue((_DECREE, _LAW)))
    assert namer.name("30/2020/NĐ-CP") == _FULL
    assert namer.name("vn/nghi-dinh") == "Nghị định số 30/2020/NĐ-CP"
    assert namer.name("vn/luat") == namer.name("33/2024/QH15") == "Luật Lưu trữ"


def test_a_legal_basis_counts_as_the_first_naming() -> None:
    namer = ReferenceNamer(Catalogue((_DECREE,)))
    assert namer.name_basis("30/2020/NĐ-CP") == f"Căn cứ {_FULL}"
    assert namer.name("30/2020/NĐ-CP") == "Nghị định số 30/2020/NĐ-CP"


def test_an_unknown_reference_is_refused() -> None:
    with pytest.raises(LegalRefError):
        ReferenceNamer(Catalogue(())).name("1/QĐ")
