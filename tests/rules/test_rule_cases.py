"""Every case of every rule: the rule speaks where it must and is silent where it must be."""

from __future__ import annotations

from typing import Any

import pytest
from rule_cases import Case, load_cases

from docgen.checking import Report, check_document, find_rule
from docgen.ooxml import read_document_bytes

CASES = tuple(load_cases())


def _list(*, fails: bool) -> list[Any]:
    """The cases; those in other layouts than docgen's own are left out of `make quick`."""
    return [
        pytest.param(case, id=case.label, marks=[] if case.layout == "styled" else pytest.mark.slow)
        for case in CASES
        if case.fails is fails
    ]


def _check(case: Case) -> Report:
    rule = find_rule(case.code)
    assert rule is not None, f"tests/rules/{case.code}.toml belongs to no rule"
    return check_document(read_document_bytes(case.build()), case.settings, rules=(rule,), strict=True)


@pytest.mark.parametrize("case", _list(fails=False))
def test_rule_is_silent(case: Case) -> None:
    report = _check(case)
    assert report.scope.in_scope, report.scope.reason
    assert report.findings == ()


@pytest.mark.parametrize("case", _list(fails=True))
def test_rule_speaks(case: Case) -> None:
    report = _check(case)
    assert report.scope.in_scope, report.scope.reason
    assert report.findings, report.not_checked
    if case.count is not None:
        assert len(report.findings) == case.count, report.findings
    for finding in report.findings:
        assert finding.message
        if case.found is not None:
            assert case.found in finding.found
        if case.excerpt is not None:
            assert case.excerpt in finding.where.excerpt
        if case.severity is not None:
            assert finding.severity == case.severity
