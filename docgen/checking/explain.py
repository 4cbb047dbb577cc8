"""What a rule says about itself, for people."""

from __future__ import annotations

from difflib import get_close_matches

from docgen.checking.findings import Severity
from docgen.checking.registry import Rule, find_rule, load_rules
from docgen.errors import InputError

SEVERITY_NAMES = {Severity.ERROR: "lỗi", Severity.WARNING: "cảnh báo", Severity.INFO: "ghi chú"}
"""The severities in Vietnamese."""


def explain_rule(code: str) -> str:
    """Return the documentation of a rule with severity and basis. Raises InputError for a code that is none."""
    rule = find_rule(code)
    if rule is None:
        known = [rule.code for rule in load_rules()]
        near = get_close_matches(code.upper(), known, n=3)
        hint = f"có phải là {', '.join(near)}?" if near else f"các mã hiện có: {', '.join(known)}"
        raise InputError(f"không có quy tắc “{code}”", hint=hint)
    return write_explanation(rule)


def write_explanation(rule: Rule) -> str:
    """Return code, name, severity, basis and documentation as plain text."""
    fixable = "có, bằng docgen check --fix" if rule.fixable else "không, người soạn phải sửa"
    return (
        f"{rule.code} {rule.name}\n\n{rule.documentation.strip()}\n\n"
        f"Mức độ: {SEVERITY_NAMES[rule.severity]}\nCăn cứ: {rule.basis}\nTự sửa được: {fixable}"
    )
