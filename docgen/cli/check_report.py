"""The report of ``docgen check`` for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import click

from docgen.checking import Finding, Report, Severity
from docgen.checking.batch import Outcome
from docgen.checking.explain import SEVERITY_NAMES
from docgen.cli.output import write_columns

_PLACES = 5  # places shown for one rule; the JSON has all


def write_outcomes(outcomes: Sequence[Outcome]) -> None:
    """Print what was found in each file, then a line or a table over all of them."""
    for outcome in outcomes:
        for line in _write_outcome(outcome):
            click.echo(line)
    for line in _write_not_checked(outcomes):
        click.echo(line)
    if len(outcomes) > 1:
        _write_summary(outcomes)


def _write_outcome(outcome: Outcome) -> Iterator[str]:
    report = outcome.report
    if report is None:
        yield f"✗ {outcome.error}"
        return
    if not report.scope.in_scope:
        yield f"– {report.file}: ngoài phạm vi, không kiểm tra ({report.scope.reason})"
        return
    if not report.findings:
        yield f"✓ {report.file}: không có lỗi"
    else:
        yield f"{'✗' if report.has_errors else '!'} {report.file}: {_count(report)}"
    for severity in Severity:
        yield from _write_findings([finding for finding in report.findings if finding.severity is severity], severity)
    if report.not_found:
        yield f"    Không tìm thấy: {', '.join(report.not_found)}"


def _write_not_checked(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Say once for all files what was not judged: it must not look like what was judged and found right."""
    skipped = [(item.reason, item.code) for o in outcomes if o.report for item in o.report.not_checked]
    for reason, group in groupby(sorted(skipped), key=lambda item: item[0]):
        codes = [code for _, code in group]
        files = max(codes.count(code) for code in set(codes))
        scope = f" ở {files} tệp" if len(outcomes) > 1 else ""
        yield f"  Chưa kiểm tra {', '.join(sorted(set(codes)))}{scope}: {reason}"


def _write_findings(findings: Sequence[Finding], severity: Severity) -> Iterator[str]:
    if not findings:
        return
    yield f"  {SEVERITY_NAMES[severity].capitalize()}"
    for code, group in groupby(sorted(findings, key=lambda f: f.code), key=lambda f: f.code):
        members = list(group)
        yield f"    {code} {members[0].name}: {members[0].basis}"
        for finding in members[:_PLACES]:
            yield from _write_finding(finding)
        if len(members) > _PLACES:
            yield f"      … và {len(members) - _PLACES} chỗ khác (--format json in đủ)"


def _write_finding(finding: Finding) -> Iterator[str]:
    excerpt = f" “{finding.where.excerpt}”" if finding.where.excerpt else ""
    yield f"      {finding.message}{excerpt}"
    if finding.expected or finding.found:
        pairs = (("cần", finding.expected), ("thấy", finding.found))
        yield "        " + "; ".join(f"{name}: {value}" for name, value in pairs if value)


def _count(report: Report) -> str:
    counts = ((report.count(severity), SEVERITY_NAMES[severity]) for severity in Severity)
    return ", ".join(f"{count} {name}" for count, name in counts if count)


def _write_summary(outcomes: Sequence[Outcome]) -> None:
    reports = [outcome.report for outcome in outcomes if outcome.report]
    rows = [
        [report.file, *(str(report.count(severity)) for severity in Severity)] for report in reports if report.findings
    ]
    if rows:
        click.echo("")
        write_columns(["Tệp", *(SEVERITY_NAMES[severity].capitalize() for severity in Severity)], rows)
    judged = [report for report in reports if report.scope.in_scope]
    parts = (
        (sum(not report.has_errors for report in judged), "không có lỗi"),
        (sum(report.has_errors for report in judged), "có lỗi"),
        (len(reports) - len(judged), "ngoài phạm vi"),
        (len(outcomes) - len(reports), "không đọc được"),
    )
    click.echo(f"\n{len(outcomes)} tệp: " + ", ".join(f"{count} {name}" for count, name in parts if count))
