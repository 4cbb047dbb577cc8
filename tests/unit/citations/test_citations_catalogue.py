"""The catalogue: records by id or symbol, and what is wrong with a broken one."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.citations import Catalogue, LegalDocument, load_catalogue
from docgen.errors import LegalRefError
from docgen.settings import load_settings

_RECORD = """
[[document]]
id = "vn/nghi-dinh/chinh-phu/2020-03-05/30-2020-nd-cp"
type = "Nghị định"
symbol = "30/2020/NĐ-CP"
source = "nguyên văn"
checked_on = 2026-11-20
"""


def _document(name: str, symbol: str) -> LegalDocument:
    return LegalDocument.model_validate(
        {"id": name, "type": "Quyết định", "symbol": symbol, "source": "x", "checked_on": "2026-11-20"}, strict=False
    )


def _load(folder: Path, text: str | bytes) -> Catalogue:
    (folder / "a.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_catalogue(folder)


def test_the_shipped_catalogue_has_records_that_are_found_by_id_and_by_symbol() -> None:
    catalogue = load_catalogue(load_settings().legal_refs_folder)
    assert len(catalogue) == len(list(catalogue)) > 20
    assert all(catalogue.get_document(document.id) is document for document in catalogue)
    decree = catalogue.get_document("30/2020/NĐ-CP")
    assert catalogue.get_document("30/2020/nđ-cp ") is decree
    assert catalogue.get_document("30/2020/N\u0110-CP") is decree


def test_an_unknown_name_offers_near_ones(tmp_path: Path) -> None:
    catalogue = _load(tmp_path, _RECORD)
    with pytest.raises(LegalRefError, match="danh mục văn bản không có “31/2020/NĐ-CP”") as caught:
        catalogue.get_document("31/2020/NĐ-CP")
    assert caught.value.hint.startswith("có phải là: 30/2020/NĐ-CP")
    with pytest.raises(LegalRefError) as caught:
        catalogue.get_document("\ud800" * 100_000)
    assert caught.value.hint.startswith("thêm văn bản vào legal_refs")
    assert len(str(caught.value).encode()) < 500


def test_a_symbol_of_several_issuers_asks_for_the_id() -> None:
    catalogue = Catalogue((_document("ha-nam", "1/QĐ-UBND"), _document("ha-tinh", "1/QĐ-UBND")))
    with pytest.raises(LegalRefError, match="là số của nhiều văn bản") as caught:
        catalogue.get_document("1/QĐ-UBND")
    assert caught.value.hint == "ghi mã đầy đủ: ha-nam; ha-tinh"
    assert catalogue.get_document("ha-nam").id == "ha-nam"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[document]", "không đọc được tệp danh mục"),
        (b"\xff", "không đọc được tệp danh mục"),
        ("a = " + "[" * 10_000, "không đọc được tệp danh mục"),
        ("document = 5", "chỉ gồm các bản ghi"),
        ("documents = []", "chỉ gồm các bản ghi"),
        ("document = [1]", "bản ghi sai"),
        (_RECORD.replace('symbol = "30/2020/NĐ-CP"', ""), "symbol: thiếu trường bắt buộc"),
        (_RECORD.replace("symbol", "symbl"), "symbl: không có trường tên này"),
        (_RECORD + 'date = "05/3/2020"', "date: giá trị không hợp lệ"),
        (_RECORD + "title = 5", "title: phải là một dòng chữ"),
        (_RECORD + 'replaced_by = "x"', "replaced_by: phải là một danh sách"),
        (_RECORD + _RECORD, "ghi hai lần trong danh mục"),
    ],
)
def test_a_broken_catalogue_says_where(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(LegalRefError) as caught:
        _load(tmp_path, text)
    assert said in caught.value.message
    assert caught.value.where.startswith(str(tmp_path / "a.toml"))


def test_a_missing_folder_is_not_an_empty_catalogue(tmp_path: Path) -> None:
    with pytest.raises(LegalRefError, match="không tìm thấy thư mục"):
        load_catalogue(tmp_path / "a")
