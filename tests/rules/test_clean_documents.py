"""What docgen renders is clean: every starter and sample, draft and numbered, in every layout, by every rule."""

from __future__ import annotations

import pytest
from base_documents import base_names, render_base
from layouts import LAYOUTS

from docgen.checking import Report, Severity, check_document
from docgen.ooxml import read_document_bytes

# Tabs and text boxes lose what the decree asks of whole paragraphs; the layouts of most offices keep it.
_LAYOUTS = ("styled", *(pytest.param(name, marks=pytest.mark.slow) for name in ("flat", "tabs", "plain", "boxes")))


def _check(name: str, layout: str, number: int | None) -> Report:
    return check_document(read_document_bytes(LAYOUTS[layout](render_base(name, number))), strict=True)


@pytest.mark.parametrize("number", [None, 5], ids=["draft", "numbered"])
@pytest.mark.parametrize("layout", _LAYOUTS)
@pytest.mark.parametrize("name", base_names())
def test_document_is_clean(name: str, layout: str, number: int | None) -> None:
    report = _check(name, layout, number)
    assert report.scope.in_scope, report.scope.reason
    assert report.not_found == ()
    assert [finding for finding in report.findings if finding.severity is not Severity.INFO] == []
