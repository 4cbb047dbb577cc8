"""Checking: a Word file in, findings by the clauses of Decree 30/2020/NĐ-CP out."""

from docgen.checking.check import check_document, check_file
from docgen.checking.findings import CannotJudge, Fault, Finding, Severity, Where, where_is
from docgen.checking.registry import AREAS, Rule, find_rule, load_rules
from docgen.checking.report import NotChecked, Report, Scope
from docgen.checking.settings import CheckSettings, settings_for_organ
from docgen.checking.subject import Subject

__all__ = [
    "AREAS",
    "CannotJudge",
    "CheckSettings",
    "Fault",
    "Finding",
    "NotChecked",
    "Report",
    "Rule",
    "Scope",
    "Severity",
    "Subject",
    "Where",
    "check_document",
    "check_file",
    "find_rule",
    "load_rules",
    "settings_for_organ",
    "where_is",
]
