"""One thing broken is found by its own rule, and no other rule speaks."""

from __future__ import annotations

import pytest
from rule_cases import Case, load_cases

from docgen.checking import Severity, check_document
from docgen.ooxml import read_document_bytes

CASES = tuple(case for case in load_cases() if case.fails)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.label)
def test_no_other_rule_speaks(case: Case) -> None:
    report = check_document(read_document_bytes(case.build()), case.settings, strict=True)
    spoken = {finding.code for finding in report.findings if finding.severity is not Severity.INFO}
    assert case.code in {finding.code for finding in report.findings}
    assert spoken - {case.code} - case.also == set(), [f for f in report.findings if f.code != case.code]
