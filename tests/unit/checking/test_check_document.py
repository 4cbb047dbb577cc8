"""The frame: what a rule may do, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from base_documents import render_base

from docgen.checking import (
    CannotJudge,
    CheckSettings,
    Fault,
    Rule,
    Severity,
    Subject,
    Where,
    check_document,
    find_rule,
    settings_for_organ,
)
from docgen.model import Organ, Regime
from docgen.ooxml import read_document_bytes
from docgen.ooxml.facts import DocumentFacts


@pytest.fixture(scope="module")
def facts() -> DocumentFacts:
    return read_document_bytes(render_base("ke-hoach"))


def _rule(check: object) -> Rule:
    return Rule("PG999", "some-fault", Severity.ERROR, "thực tiễn", "L01", "Tên.\n\nTìm gì: …", check)  # type: ignore[arg-type]


def test_fault_becomes_a_finding_with_the_rules_name(facts: DocumentFacts) -> None:
    def check(subject: Subject) -> Iterator[Fault]:
        yield Fault(Where(paragraph=3, excerpt="x"), "sai", "cần", "thấy")

    report = check_document(facts, file="a.docx", rules=[_rule(check)])
    (finding,) = report.findings
    assert (finding.code, finding.severity, finding.where.paragraph) == ("PG999", Severity.ERROR, 3)
    assert report.has_errors
    assert report.to_json() == {
        "file": "a.docx",
        "findings": [
            {
                "code": "PG999",
                "name": "some-fault",
                "severity": "error",
                "message": "sai",
                "where": {"part": "word/document.xml", "paragraph": 3, "excerpt": "x"},
                "expected": "cần",
                "found": "thấy",
                "basis": "thực tiễn",
            }
        ],
        "not_found": [],
        "not_checked": [],
        "scope": {"in_scope": True, "reason": ""},
    }


def test_fault_may_weigh_less_than_its_rule(facts: DocumentFacts) -> None:
    def check(subject: Subject) -> Iterator[Fault]:
        yield Fault(Where(), "sai", severity=Severity.WARNING)

    report = check_document(facts, rules=[_rule(check)])
    assert not report.has_errors
    assert report.count(Severity.WARNING) == 1


def test_rule_that_cannot_judge_keeps_what_it_found(facts: DocumentFacts) -> None:
    def check(subject: Subject) -> Iterator[Fault]:
        yield Fault(Where(), "sai")
        raise CannotJudge("không biết địa danh")

    report = check_document(facts, rules=[_rule(check)], strict=True)
    assert len(report.findings) == 1
    assert [item.reason for item in report.not_checked] == ["không biết địa danh"]


def test_required_component_that_is_not_there(facts: DocumentFacts) -> None:
    def check(subject: Subject) -> Iterator[Fault]:
        mark = subject.require(subject.components.drafter_mark, "ký hiệu người soạn")
        yield Fault(mark.where, "sai")

    report = check_document(facts, rules=[_rule(check)], strict=True)
    assert [item.reason for item in report.not_checked] == ["không tìm thấy ký hiệu người soạn"]


def test_broken_rule_is_not_checked_but_seen_in_tests(facts: DocumentFacts) -> None:
    def check(subject: Subject) -> Iterator[Fault]:
        raise IndexError("oops")
        yield

    report = check_document(facts, rules=[_rule(check)])
    assert "IndexError" in report.not_checked[0].reason
    with pytest.raises(IndexError):
        check_document(facts, rules=[_rule(check)], strict=True)


def test_findings_stand_in_reading_order(facts: DocumentFacts) -> None:
    def check(subject: Subject) -> Iterator[Fault]:
        for part, index in (("word/header1.xml", 0), ("word/document.xml", 9), ("word/document.xml", -1)):
            yield Fault(Where(part, index), "sai")

    report = check_document(facts, rules=[_rule(check)])
    assert [(f.where.part, f.where.paragraph) for f in report.findings] == [
        ("word/document.xml", -1),
        ("word/document.xml", 9),
        ("word/header1.xml", 0),
    ]


@pytest.mark.parametrize(("number", "given", "issued"), [(None, None, False), (7, None, True), (None, True, True)])
def test_issued_follows_the_number_unless_it_is_said(number: int | None, given: bool | None, issued: bool) -> None:
    read = read_document_bytes(render_base("ke-hoach", number))
    assert Subject(read, CheckSettings(issued=given)).is_issued is issued


def test_settings_of_an_organ() -> None:
    organ = Organ(
        name="Ủy ban nhân dân xã X", abbreviation="UBND", place="X", regime=Regime.COLLECTIVE, head_position="CHỦ TỊCH"
    )
    settings = settings_for_organ(organ, electronic=False)
    assert settings.places == ("X",)
    assert settings.regime is Regime.COLLECTIVE
    assert settings.parent_organ == ""
    assert not settings.electronic


def test_rules_are_found_in_any_case() -> None:
    assert find_rule("pg001") is find_rule("PG001") is not None
    assert find_rule("XX999") is None
