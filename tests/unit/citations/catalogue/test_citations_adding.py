"""Adding to the user's own catalogue: what is written reads back; what is wrong changes nothing."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.citations import Catalogue, LegalDocument, load_catalogue
from docgen.citations.catalogue.adding import OWN_FILE, add_document, write_record
from docgen.citations.catalogue.history import find_history
from docgen.citations.catalogue.records import read_catalogue_text
from docgen.citations.catalogue.validation import validate_catalogue
from docgen.errors import LegalRefError
from docgen.settings import find_data_folder
from docgen.vietnamese.text import find_control_characters, normalize_text

_VALUES: dict[str, Any] = {
    "type": "Quyết định",
    "symbol": "12/QĐ-UBND",
    "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh",
    "date": datetime.date(2026, 1, 5),
    "title": 'Phê duyệt "Kế hoạch" \\ Đề án',
    "source": "nguyên văn",
    "checked_on": datetime.date(2026, 11, 26),
}
_LINES = st.text(min_size=1, max_size=40).map(lambda text: " ".join(normalize_text(text).split())).filter(bool)


def test_a_record_is_added_and_found(tmp_path: Path) -> None:
    own = tmp_path / "refs"
    added = add_document(_VALUES, own, Catalogue(()))
    assert added.document.id == "vn/quyet-dinh/uy-ban-nhan-dan-tinh-ha-tinh/2026-01-05/12-qd-ubnd"
    assert (added.path, added.replaces_shipped) == (own / OWN_FILE, False)
    assert load_catalogue(own).get_document("12/QĐ-UBND") == added.document
    add_document(_VALUES | {"symbol": "13/QĐ-UBND"}, own, Catalogue(()))
    assert len(load_catalogue(own)) == 2
    assert validate_catalogue([own]) == (2, [])
    assert [path.name for path in own.iterdir()] == [OWN_FILE]


def test_a_known_document_keeps_its_id_and_what_is_not_given_anew(tmp_path: Path) -> None:
    shipped = load_catalogue(find_data_folder("legal_refs"))
    values = {
        "type": "Nghị định",
        "symbol": "13/2023/NĐ-CP",
        "date": datetime.date(2023, 4, 17),
        "source": "nguyên văn",
    }
    added = add_document(values | {"checked_on": _VALUES["checked_on"]}, tmp_path / "own.toml", shipped)
    assert added.replaces_shipped
    assert added.document.replaced_by == ("356/2025/NĐ-CP",)
    merged = load_catalogue(find_data_folder("legal_refs"), tmp_path / "own.toml")
    assert len(merged) == len(shipped)
    assert merged.get_document("13/2023/NĐ-CP").date == datetime.date(2023, 4, 17)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"symbol": "hai"}, "không phải là số, ký hiệu"),
        ({"symbol": "12/TT-BNV"}, "là của Thông tư, không của Quyết định"),
        ({"effective_to": datetime.date(2025, 1, 1)}, "không sau ngày ban hành"),
        ({"title": "a\nb"}, "xuống dòng"),
        ({"issuer": "Bộ Nội vụ"}, "không phải của Bộ Nội vụ"),
        ({"replaced_by": ("x",)}, None),
    ],
)
def test_what_is_wrong_is_not_written(tmp_path: Path, changes: dict[str, Any], said: str | None) -> None:
    if said is None:
        add_document(_VALUES | changes, tmp_path, Catalogue(()))
        return
    add_document(_VALUES, tmp_path, Catalogue(()))
    before = (tmp_path / OWN_FILE).read_bytes()
    with pytest.raises(LegalRefError, match=said):
        add_document(_VALUES | {"date": datetime.date(2026, 2, 2)} | changes, tmp_path, Catalogue(()))
    assert (tmp_path / OWN_FILE).read_bytes() == before


def test_the_same_record_twice_and_a_broken_file_are_refused(tmp_path: Path) -> None:
    add_document(_VALUES, tmp_path, Catalogue(()))
    with pytest.raises(LegalRefError, match="đã có bản ghi"):
        add_document(_VALUES, tmp_path, Catalogue(()))
    (tmp_path / OWN_FILE).write_text("[[document", encoding="utf-8")
    with pytest.raises(LegalRefError, match="không đúng cú pháp"):
        add_document(_VALUES, tmp_path, Catalogue(()))
    assert (tmp_path / OWN_FILE).read_text(encoding="utf-8") == "[[document"


@given(title=_LINES, source=_LINES, symbols=st.lists(_LINES, max_size=3))
def test_any_text_is_written_so_that_it_reads_back(title: str, source: str, symbols: list[str]) -> None:
    document = LegalDocument(
        id="vn/a/b/c", type="a", symbol="1/QĐ-X", title=title, source=source, replaces=tuple(symbols),
        checked_on=datetime.date(2026, 1, 1),
    )  # fmt: skip
    if any(map(find_control_characters, (title, source, *symbols))):
        return
    (record,), problems = read_catalogue_text(Path("a"), write_record(document))
    assert problems == []
    assert record.document == document


def test_history_in_both_directions() -> None:
    catalogue = load_catalogue(find_data_folder("legal_refs"))
    decree = find_history(catalogue.get_document("30/2020/NĐ-CP"), catalogue)
    assert set(decree.replaces) == {"110/2004/NĐ-CP", "09/2010/NĐ-CP"}
    old = find_history(catalogue.get_document("110/2004/NĐ-CP"), catalogue)
    assert old.replaced_by == ("30/2020/NĐ-CP",)
    assert old.amended_by == ("09/2010/NĐ-CP",)
    assert find_history(catalogue.get_document("09/2010/NĐ-CP"), catalogue).amends == ("110/2004/NĐ-CP",)
    law = find_history(catalogue.get_document("31/2024/QH15"), catalogue)
    assert "132/2020/QH14" in law.repeals
    assert "45/2013/QH13" in law.replaces
