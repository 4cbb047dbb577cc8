"""What became of one document: findings, what was not found, what was not checked, whether it was judged at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docgen.checking.findings import Finding, Severity


@dataclass(frozen=True, slots=True)
class NotChecked:
    """A rule that could not be judged, and why (Vietnamese)."""

    code: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Whether the decree's rules apply to the document; ``reason`` (Vietnamese) says why not."""

    in_scope: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The whole answer about one document. ``not_found`` names components (Vietnamese) that its type asks for."""

    file: str
    findings: tuple[Finding, ...] = ()
    not_found: tuple[str, ...] = ()
    not_checked: tuple[NotChecked, ...] = ()
    scope: Scope = Scope()

    @property
    def has_errors(self) -> bool:
        """Whether a finding goes against a number or text that the decree states."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def count(self, severity: Severity) -> int:
        """Return the number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)

    def to_json(self) -> dict[str, Any]:
        """Return the object of ``check --format json`` for this file (DESIGN, section 5)."""
        return {
            "file": self.file,
            "findings": [_finding_to_json(finding) for finding in self.findings],
            "not_found": list(self.not_found),
            "not_checked": [{"code": item.code, "name": item.name, "reason": item.reason} for item in self.not_checked],
            "scope": {"in_scope": self.scope.in_scope, "reason": self.scope.reason},
        }


def _finding_to_json(finding: Finding) -> dict[str, Any]:
    where = finding.where
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "where": {"part": where.part, "paragraph": where.paragraph, "excerpt": where.excerpt},
        "expected": finding.expected,
        "found": finding.found,
        "basis": finding.basis,
    }
