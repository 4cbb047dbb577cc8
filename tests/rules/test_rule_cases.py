"""Every case of every rule: it is silent where it must be, and speaks where it must, it alone."""

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import Case, load_cases

from docgen.checking import Severity, check_document, find_rule
from docgen.ooxml import read_document_bytes

CASES = tuple(load_cases())


def _list(*, fails: bool) -> list[Any]:
    """The cases; those in other layouts than docgen's own are left out of `make quick`."""
    return [
        pytest.param(case, id=case.label, marks=[] if case.layout == "styled" else pytest.mark.slow)
        for case in CASES
        if case.fails is fails
    ]


@pytest.mark.parametrize("case", _list(fails=False))
def test_rule_is_silent(case: Case) -> None:
    rule = find_rule(case.code)
    assert rule is not None, f"tests/rules/{case.code}.toml belongs to no rule"
    report = check_document(read_document_bytes(case.build()), case.settings, rules=(rule,), strict=True)
    assert report.scope.in_scope, report.scope.reason
    assert report.findings == ()


@pytest.mark.parametrize("case", _list(fails=True))
def test_rule_speaks_and_no_other(case: Case) -> None:
    report = check_document(read_document_bytes(case.build()), case.settings, strict=True)
    assert report.scope.in_scope, report.scope.reason
    own = [finding for finding in report.findings if finding.code == case.code]
    assert own, report.not_checked
    if case.count is not None:
        assert len(own) == case.count, own
    for finding in own:
        assert finding.message
        if case.found is not None:
            assert case.found in finding.found
        if case.excerpt is not None:
            assert case.excerpt in finding.where.excerpt
        if case.severity is not None:
            assert finding.severity == case.severity
    others = [f for f in report.findings if f.severity is not Severity.INFO and f.code not in {case.code, *case.also}]
    assert others == []
