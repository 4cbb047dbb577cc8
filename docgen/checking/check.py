"""Judging one document: scope first, then every rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.checking.findings import CannotJudge, Fault, Finding, NotConcerned
from docgen.checking.recognition.expected import find_missing
from docgen.checking.recognition.scope import judge_scope
from docgen.checking.registry import Rule, load_rules
from docgen.checking.report import NotChecked, Report
from docgen.checking.settings import CheckSettings
from docgen.checking.subject import Subject
from docgen.errors import InputError
from docgen.ooxml.facts import DocumentFacts
from docgen.ooxml.memory import StyleMemory


def check_file(
    path: Path,
    settings: CheckSettings | None = None,
    *,
    strict: bool = False,
    memory: StyleMemory | None = None,
) -> Report:
    """Read and judge a file. Raises InputError when it cannot be read or carries a secret mark.

    ``memory`` keeps the style sheets of documents read before: many files of one agency share one.
    """
    from docgen.ooxml import read_document

    return check_document(read_document(path, memory=memory), settings, file=str(path), strict=strict)


def check_document(
    facts: DocumentFacts,
    settings: CheckSettings | None = None,
    *,
    file: str = "",
    rules: Sequence[Rule] | None = None,
    strict: bool = False,
) -> Report:
    """Judge a document by all rules (or by ``rules``).

    A rule that breaks is reported as not checked, so that one mistake of ours does not cost a clerk all the others;
    ``strict`` lets it through, for tests. Raises InputError for a document with a secret mark: such documents must not
    be worked on here (Annex I, part I, III.2.a).
    """
    subject = Subject(facts, settings or CheckSettings())
    components = subject.components
    if components.heading.secrecy is not None:
        raise InputError(
            f"văn bản có dấu chỉ độ mật “{components.heading.secrecy.shown}”: docgen không xử lý văn bản mật",
            where=file,
            hint="xử lý trên máy không nối mạng theo Luật Bảo vệ bí mật nhà nước",
        )
    scope = judge_scope(components)
    if not scope.in_scope:
        return Report(file, scope=scope)
    findings: list[Finding] = []
    not_checked: list[NotChecked] = []
    for rule in load_rules() if rules is None else rules:
        try:
            # One by one: what a rule found before it had to give up is kept.
            for fault in rule.check(subject):
                findings.append(_name_fault(rule, fault))
        except NotConcerned:
            continue
        except CannotJudge as reason:
            not_checked.append(NotChecked(rule.code, rule.name, reason.reason))
        except Exception as error:
            if strict:
                raise
            not_checked.append(NotChecked(rule.code, rule.name, f"lỗi của quy tắc ({type(error).__name__}: {error})"))
    return Report(file, tuple(_sort(findings)), find_missing(components), tuple(not_checked))


def _name_fault(rule: Rule, fault: Fault) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=fault.severity or rule.severity,
        message=fault.message,
        where=fault.where,
        expected=fault.expected,
        found=fault.found,
        basis=rule.basis,
    )


def _sort(findings: Sequence[Finding]) -> Iterator[Finding]:
    """In reading order: what concerns the whole file first, then the document, then headers and footers."""
    yield from sorted(
        findings, key=lambda f: (f.where.part != "word/document.xml", f.where.part, f.where.paragraph, f.code)
    )
