"""What docgen renders is clean: every starter and sample, draft and numbered, in every layout, by every rule."""

from __future__ import annotations

import pytest
from base_documents import base_names, render_base
from layouts import LAYOUTS

from docgen.checking import Severity, check_document
from docgen.checking.fix import fix_document
from docgen.ooxml import read_document_bytes


@pytest.mark.parametrize("number", [None, 5], ids=["draft", "numbered"])
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", base_names())
def test_document_is_clean_and_mending_leaves_it_alone(name: str, layout: str, number: int | None) -> None:
    data = LAYOUTS[layout](render_base(name, number))
    report = check_document(read_document_bytes(data), strict=True)
    assert report.scope.in_scope, report.scope.reason
    assert report.not_found == ()
    assert [finding for finding in report.findings if finding.severity is not Severity.INFO] == []
    result = fix_document(data)
    assert result.data is data
    assert result.changes == ()
