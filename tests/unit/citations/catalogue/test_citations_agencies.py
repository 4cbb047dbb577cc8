"""Issuers: every example and every writing of the data resolves; contradictions are only those that are."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path

import pytest

from docgen.citations.catalogue.agencies import Issuer, load_issuers
from docgen.errors import LegalRefError

ISSUERS = load_issuers()


@pytest.mark.parametrize("issuer", list(ISSUERS), ids=lambda issuer: issuer.abbreviations[0])
def test_the_examples_of_every_issuer_resolve_to_it(issuer: Issuer) -> None:
    assert issuer.writings
    for writing in issuer.writings:
        for text in (writing, writing.upper(), unicodedata.normalize("NFD", writing), f" {writing},"):
            agency = ISSUERS.find_agency(text)
            assert agency is not None, text
            assert agency.issuer is issuer
    for symbol in issuer.examples:
        assert issuer in ISSUERS.find_of_symbol(symbol)
    for abbreviation in issuer.abbreviations:
        assert ISSUERS.find_by_abbreviation(abbreviation) is issuer


def test_successors_are_issuers() -> None:
    names = {issuer.name for issuer in ISSUERS}
    assert {issuer.successor for issuer in ISSUERS if issuer.successor} <= names
    assert all(issuer.successor for issuer in ISSUERS if issuer.valid_to)


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("Thủ tướng", "Thủ tướng Chính phủ"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Chủ tịch UBND tỉnh", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Bộ trưởng Bộ Nội vụ", "Bộ Nội vụ"),
        ("uỷ ban nhân dân tỉnh hà nam", "Ủy ban nhân dân tỉnh Hà Nam"),
        ("Bộ Văn hoá, Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
        ("Quốc hội khóa XV", "Quốc hội"),
        ("Bộ Chính trị", "Ban Chấp hành Trung ương Đảng"),
        ("Bộ Nông nghiệp và Môi trường", "Bộ Tài nguyên và Môi trường"),
        ("Ban Chỉ đạo tỉnh", "Chính phủ"),
        ("UBND thành phố", "Ủy ban nhân dân thành phố Hải Phòng"),
    ],
)
def test_other_names_of_the_same_agency_and_names_nobody_knows_do_not_contradict(printed: str, official: str) -> None:
    assert not ISSUERS.contradict(printed, official)


@pytest.mark.parametrize(
    ("printed", "official"),
    [
        ("Bộ Nội vụ", "Chính phủ"),
        ("Thủ tướng Chính phủ", "Chính phủ"),
        ("Bộ trưởng Bộ Tài chính", "Bộ Nội vụ"),
        ("UBND tỉnh Nghệ An", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("UBND huyện", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("Hội đồng nhân dân tỉnh", "Ủy ban nhân dân tỉnh Hà Tĩnh"),
        ("Ủy ban Thường vụ Quốc hội", "Quốc hội"),
        ("Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Môi trường"),
    ],
)
def test_different_agencies_contradict(printed: str, official: str) -> None:
    assert ISSUERS.contradict(printed, official)


@pytest.mark.parametrize(
    ("printed", "symbol", "contradicts"),
    [
        ("Bộ Nội vụ", "30/2020/NĐ-CP", True),
        ("Chính phủ", "30/2020/NĐ-CP", False),
        ("Bộ Nội vụ", "07/2013/TTLT-BGDĐT-BNV-BTC", False),
        ("Bộ Y tế", "07/2013/TTLT-BGDĐT-BNV-BTC", True),
        ("Quốc hội", "33/2024/QH15", False),
        ("Chính phủ", "33/2024/QH15", True),
        ("Sở Tài chính", "790/SNV-CCHC", True),
        ("Giám đốc Sở Nội vụ", "790/SNV-CCHC", False),
        ("UBND tỉnh", "12/KH-BCĐ", False),
        ("Bộ Chính trị", "57-NQ/TW", False),
        ("Bộ Nội vụ", "không phải số", False),
    ],
)
def test_a_symbol_belongs_to_its_agencies(printed: str, symbol: str, contradicts: bool) -> None:
    assert ISSUERS.contradict_symbol(printed, symbol) is contradicts


def test_a_local_agency_is_sure_only_with_its_place() -> None:
    full, bare = ISSUERS.find_agency("Ủy ban nhân dân tỉnh Hà Nam"), ISSUERS.find_agency("UBND tỉnh")
    assert full is not None
    assert bare is not None
    assert (full.level, full.place) == ("tinh", "ha nam")
    assert bare.may_be(full)
    assert not bare.surely_is(full)
    assert full.surely_is(full)


def test_validity() -> None:
    ministry = ISSUERS.find_by_abbreviation("BTTTT")
    assert ministry is not None
    assert ministry.existed_on(datetime.date(2025, 2, 28))
    assert not ministry.existed_on(datetime.date(2025, 3, 1))


def test_data_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LegalRefError, match="không dùng được tệp cơ quan ban hành"):
        load_issuers(tmp_path)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "issuers.toml").write_text("[[issuer]]\nnam = 1", encoding="utf-8")
    with pytest.raises(LegalRefError):
        load_issuers(tmp_path / "b")
