"""The forms of Annex III, as the decree's own Word file prints them, are recognised to the last component."""

from __future__ import annotations

import pytest
from official_forms import split_forms

from docgen.checking import Subject
from docgen.checking.recognition.expected import find_missing
from docgen.ooxml import read_document_bytes

FORMS = split_forms()
_SLUGS = {
    "1.1": "nghi-quyet",
    "1.2": "quyet-dinh",
    "1.3": "quyet-dinh",
    "1.5": "cong-van",
    "1.6": "cong-dien",
    "1.7": "giay-moi",
    "1.8": "giay-gioi-thieu",
    "1.9": "bien-ban",
    "1.10": "giay-nghi-phep",
}


@pytest.mark.skipif(not FORMS, reason="the decree's Word files do not lie beside the project")
@pytest.mark.parametrize("name", FORMS or ["none"])
def test_form_is_recognised(name: str) -> None:
    found = Subject(read_document_bytes(FORMS[name])).components
    assert find_missing(found) == ()
    assert found.heading.motto_line is not None
    assert found.heading.organ_line is not None
    assert [line.shown for line in found.heading.parent_organ] == ["TÊN CQ, TC CHỦ QUẢN"]
    assert [line.shown for line in found.heading.organ] == ["TÊN CƠ QUAN, TỔ CHỨC"]
    assert found.signature is not None
    assert found.signature.name is not None
    assert found.signature.name.shown == "Họ và tên"
    if name in _SLUGS:
        assert found.document_type is not None
        assert found.document_type.slug == _SLUGS[name]


@pytest.mark.skipif(not FORMS, reason="the decree's Word files do not lie beside the project")
@pytest.mark.parametrize("name", ["1.1", "1.2", "1.3"])
def test_decisions_have_authority_bases_and_resolution(name: str) -> None:
    found = Subject(read_document_bytes(FORMS[name])).components
    assert [line.shown for line in found.authority] == ["THẨM QUYỀN BAN HÀNH"]
    assert len(found.legal_bases) == 3
    assert found.resolution is not None
