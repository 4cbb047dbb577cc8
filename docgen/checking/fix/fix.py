"""Mending a whole document: checked, mended, checked again, until nothing more can be put right."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Final

from docgen.checking.check import check_document
from docgen.checking.findings import CannotJudge
from docgen.checking.fix.change import Change, join_changes
from docgen.checking.fix.kept_words import check_kept
from docgen.checking.fix.menders import MENDERS
from docgen.checking.fix.mending import Mending
from docgen.checking.fix.package_copy import copy_package
from docgen.checking.report import Report
from docgen.checking.settings import CheckSettings
from docgen.checking.subject import Subject
from docgen.errors import InputError
from docgen.ooxml import read_document_bytes
from docgen.ooxml.facts import DocumentFacts
from docgen.ooxml.package import Package

# What mends one fault may show the next; more than three passes were never needed.
_PASSES: Final = 8
_SIGNATURES: Final = "_xmlsignatures/origin.sigs"


@dataclass(frozen=True, slots=True)
class FixResult:
    """The mended file, what was changed in it, and the check of it. Nothing changed: the very bytes that came."""

    data: bytes
    changes: tuple[Change, ...]
    report: Report


def fix_document(data: bytes, settings: CheckSettings | None = None, *, where: str = "") -> FixResult:
    """Mend what has one right answer. Raises InputError for a file that cannot be read or must not be judged.

    Comments and processing instructions in the XML of parts that change are lost; nobody sees them in Word.
    """
    facts = read_document_bytes(data, where=where)
    package = Package(io.BytesIO(data), where)
    report = check_document(facts, settings, file=where)
    _refuse(package, report, where)
    before, changes = facts, []
    for _ in range(_PASSES):
        mending = _mend(facts, settings, package, report)
        if not mending.changes:
            break
        data = copy_package(data, mending.parts)
        changes += mending.changes
        facts = read_document_bytes(data, where=where)
        package = Package(io.BytesIO(data), where)
        report = check_document(facts, settings, file=where)
    if changes:
        check_kept(before, facts)
    return FixResult(data, join_changes(changes), report)


def _refuse(package: Package, report: Report, where: str) -> None:
    if not report.scope.in_scope:
        raise InputError(
            f"không sửa văn bản ngoài phạm vi kiểm tra: {report.scope.reason}", where=where, hint="sửa trong Word"
        )
    if package.find_part(_SIGNATURES) is not None:
        raise InputError(
            "không sửa văn bản đã ký số: sửa sẽ làm mất hiệu lực chữ ký", where=where, hint="sửa bản chưa ký"
        )


def _mend(facts: DocumentFacts, settings: CheckSettings | None, package: Package, report: Report) -> Mending:
    """Let every mender work whose rule found something."""
    mending = Mending(Subject(facts, settings or CheckSettings()), package, report.findings)
    found = {finding.code for finding in report.findings}
    for code, mend in MENDERS.items():
        if code in found:
            mending.code = code
            try:
                mend(mending)
            except CannotJudge:
                continue
    mending.finish()
    return mending
