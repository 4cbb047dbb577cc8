"""The rules, found by folder: every module ``rules/<code>_<name>.py`` is one, and there is no list to keep."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from docgen.checking import rules
from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject

AREAS = {
    "PG": "Trang giấy",
    "FT": "Phông chữ",
    "HD": "Quốc hiệu, tên cơ quan",
    "NB": "Số, ký hiệu",
    "DT": "Địa danh, thời gian",
    "BD": "Tên loại, trích yếu, nội dung",
    "SG": "Chữ ký",
    "RC": "Kính gửi, nơi nhận",
    "AX": "Phụ lục",
    "CT": "Viện dẫn",
    "CA": "Viết hoa",
    "TX": "Văn bản, bảng mã",
}
"""The areas of the rules by the two letters of their codes."""

_MODULE = re.compile(r"([a-z]{2}\d{3})_([a-z0-9_]+)")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its module's constants, documentation (Vietnamese) and function.

    ``l_id`` names it in the list of rules that the decree was read into; ``fixable`` says that ``--fix`` mends it.
    """

    code: str
    name: str
    severity: Severity
    basis: str
    l_id: str
    documentation: str
    check: Callable[[Subject], Iterator[Fault]]
    fixable: bool = False

    @property
    def title(self) -> str:
        """The first line of the documentation."""
        return self.documentation.strip().partition("\n")[0]


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return all rules in the order of their codes."""
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__) if _MODULE.fullmatch(module.name))
    return tuple(_load(name) for name in names)


def find_rule(code: str) -> Rule | None:
    """Return the rule with this code (in any case), or None."""
    return next((rule for rule in load_rules() if rule.code == code.upper()), None)


def _load(name: str) -> Rule:
    module = importlib.import_module(f"{rules.__name__}.{name}")
    return Rule(
        code=module.CODE,
        name=module.NAME,
        severity=module.SEVERITY,
        basis=module.BASIS,
        l_id=module.L_ID,
        documentation=module.__doc__ or "",
        check=module.check,
        fixable=getattr(module, "FIXABLE", False),
    )
