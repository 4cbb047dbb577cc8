"""The catalogue: records by id, symbol and name; the user's own over the shipped; a broken one says where."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest

from docgen.citations import Catalogue, LegalDocument, load_catalogue
from docgen.citations.catalogue import find_catalogue_files
from docgen.citations.catalogue.keeping import KeptRecords, write_kept_records
from docgen.errors import LegalRefError
from docgen.settings import find_data_folder

_SHIPPED = find_data_folder("legal_refs")
_RECORD = """
[[document]]
id = "vn/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp"
type = "Nghị định"
symbol = "30/2020/NĐ-CP"
source = "nguyên văn"
checked_on = 2026-11-20
"""


def make_document(name: str, symbol: str, **fields: Any) -> LegalDocument:
    given = {"type": "Quyết định", "source": "x", "checked_on": datetime.date(2026, 11, 20)} | fields
    return LegalDocument(id=name, symbol=symbol, **given)


def _load(folder: Path, text: str | bytes) -> Catalogue:
    (folder / "a.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_catalogue(folder)


def test_the_shipped_catalogue_has_records_that_are_found_by_id_and_by_symbol() -> None:
    catalogue = load_catalogue(_SHIPPED)
    assert len(catalogue) == len(list(catalogue)) >= 500
    assert all(catalogue.get_document(document.id) is document for document in catalogue)
    decree = catalogue.get_document("30/2020/NĐ-CP")
    assert catalogue.get_document("30/2020/nđ-cp ") is decree
    assert catalogue.get_document("30/2020/N\u0110-CP") is decree
    assert catalogue.get_document("030/2020/NĐ -CP") is decree


def test_laws_are_found_by_name() -> None:
    catalogue = load_catalogue(_SHIPPED)
    assert {document.symbol for document in catalogue.find_by_name("luật LƯU TRỮ")} == {"01/2011/QH13", "33/2024/QH15"}
    assert [document.symbol for document in catalogue.find_by_name("Bộ luật Dân sự")] == ["91/2015/QH13"]
    assert catalogue.find_by_name("Luật Lưu") == ()
    assert [document.symbol for document in catalogue.find_by_number("Nghị định", "9", 2010)] == ["09/2010/NĐ-CP"]


def test_relations_are_known_from_both_sides() -> None:
    old, new = make_document("a", "1/2001/QĐ-TTg"), make_document("b", "2/2002/QĐ-TTg", replaces=("1/2001/QĐ-TTg",))
    third = make_document("c", "3/2003/QĐ-TTg", amended_by=("2/2002/QĐ-TTg",), repealed_by=("2/2002/QĐ-TTg",))
    catalogue = Catalogue((old, new, third))
    assert catalogue.find_successors(old) == ("2/2002/QĐ-TTg",)
    assert catalogue.find_replaced(new) == ("1/2001/QĐ-TTg",)
    assert catalogue.find_amended(new) == catalogue.find_repealed(new) == ("3/2003/QĐ-TTg",)
    assert catalogue.find_successors(new) == ()


def test_the_successor_of_a_number_that_several_have_is_not_guessed() -> None:
    first, second = make_document("a", "1/QĐ-TTg"), make_document("b", "1/QĐ-TTg")
    catalogue = Catalogue((first, second, make_document("c", "2/QĐ-TTg", replaces=("1/QĐ-TTg",))))
    assert catalogue.find_successors(first) == ()


def test_an_unknown_name_offers_near_ones(tmp_path: Path) -> None:
    catalogue = _load(tmp_path, _RECORD)
    with pytest.raises(LegalRefError, match="danh mục văn bản không có “31/2020/NĐ-CP”") as caught:
        catalogue.get_document("31/2020/NĐ-CP")
    assert caught.value.hint.startswith("có phải là: 30/2020/NĐ-CP")
    with pytest.raises(LegalRefError) as caught:
        catalogue.get_document("\ud800" * 100_000)
    assert "docgen refs add" in caught.value.hint
    assert len(str(caught.value).encode()) < 500


def test_a_symbol_of_several_issuers_asks_for_the_id() -> None:
    catalogue = Catalogue((make_document("ha-nam", "1/QĐ-UBND"), make_document("ha-tinh", "1/QĐ-UBND")))
    with pytest.raises(LegalRefError, match="là số của nhiều văn bản") as caught:
        catalogue.get_document("1/QĐ-UBND")
    assert caught.value.hint == "ghi mã đầy đủ: ha-nam; ha-tinh"
    assert catalogue.get_document("ha-nam").id == "ha-nam"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (f"{_RECORD}\n[[document]", 9, "không đúng cú pháp TOML"),
        ("a = " + "[" * 10_000, 1, "lồng nhau quá sâu"),
        ("document = 5", 1, "không thuộc bản ghi nào"),
        ("\ndocuments = []", 2, "không thuộc bản ghi nào"),
        ("[document]\nid = 1", 1, "không thuộc bản ghi nào"),
        (_RECORD.replace('symbol = "30/2020/NĐ-CP"', ""), 2, "thiếu trường symbol"),
        (_RECORD.replace("symbol", "symbl"), 5, "không có trường “symbl”"),
        (_RECORD + 'date = "05/3/2020"', 8, "date phải là ngày"),
        (_RECORD + "date = 2020-03-05T00:00:00", 8, "date phải là ngày"),
        (_RECORD + "title = 5", 8, "title phải là một dòng chữ"),
        (_RECORD + 'title = ""', 8, "title để trống"),
        (_RECORD + 'replaced_by = "x"', 8, "replaced_by phải là một danh sách"),
        (_RECORD + "replaced_by = [5]", 8, "một mục của replaced_by phải là một dòng chữ"),
        (_RECORD + 'confidence = "sure"', 8, "confidence phải là một trong"),
    ],
)
def test_a_broken_catalogue_says_where(tmp_path: Path, text: str, line: int, said: str) -> None:
    with pytest.raises(LegalRefError) as caught:
        _load(tmp_path, text)
    assert said in caught.value.message
    assert caught.value.where == f"{tmp_path / 'a.toml'}:{line}"


def test_a_record_written_twice_and_a_file_in_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(LegalRefError, match="ghi hai lần trong danh mục"):
        _load(tmp_path, _RECORD + _RECORD)
    with pytest.raises(LegalRefError, match="không phải bảng mã UTF-8"):
        _load(tmp_path, b"\xff")


def test_a_missing_folder_is_not_an_empty_catalogue(tmp_path: Path) -> None:
    with pytest.raises(LegalRefError, match="không tìm thấy thư mục"):
        load_catalogue(tmp_path / "a")


def test_the_users_own_records_come_over_the_shipped(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(f'{_RECORD}title = "của tôi"', encoding="utf-8")
    for own in (tmp_path, tmp_path / "own.toml"):
        catalogue = load_catalogue(_SHIPPED, own)
        assert catalogue.get_document("30/2020/NĐ-CP").title == "của tôi"
        assert len(catalogue) == len(load_catalogue(_SHIPPED))
    assert len(load_catalogue(_SHIPPED, tmp_path / "none")) == len(catalogue)


def test_text_that_is_not_composed_is_read_as_if_it_were(tmp_path: Path) -> None:
    import unicodedata

    (tmp_path / "a.toml").write_text(unicodedata.normalize("NFD", _RECORD), encoding="utf-8")
    assert load_catalogue(tmp_path).get_document("30/2020/NĐ-CP").type == "Nghị định"


def test_what_is_kept_beside_the_shipped_files_is_current(tmp_path: Path) -> None:
    kept = KeptRecords(_SHIPPED)
    for path in find_catalogue_files(_SHIPPED):
        shutil.copy(path, tmp_path)
        assert kept.find(path.read_bytes()) is not None, (
            f"run: python -m docgen.citations.catalogue.build legal_refs ({path.name})"
        )
    assert list(load_catalogue(tmp_path)) == list(load_catalogue(_SHIPPED))


def test_a_file_changed_since_is_read_anew_and_a_damaged_store_costs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(_RECORD, encoding="utf-8")
    write_kept_records(tmp_path, [path])
    assert load_catalogue(tmp_path).get_document("30/2020/NĐ-CP").title == ""
    path.write_text(f'{_RECORD}title = "mới"', encoding="utf-8")
    assert load_catalogue(tmp_path).get_document("30/2020/NĐ-CP").title == "mới"
    for damaged in ("", "[]", "{", '{"%s": [{"id": 1, "date": 5}]}'):
        (tmp_path / "catalogue.kept.json").write_text(damaged, encoding="utf-8")
        assert load_catalogue(tmp_path).get_document("30/2020/NĐ-CP").title == "mới"
