"""Numbers without a whole symbol that a type before them makes a document's.

"QĐ số 2125 ngày 17/10/2022", "Nghị quyết số 57 của Bộ Chính trị"; of old "Nghị định 43-CP"; and "1234 QĐ-UBND", whose
slash was lost. Only the type before, and a date or an authority behind, tell such a number from any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docgen.citations.finding.folding import Page
from docgen.citations.finding.symbol_groups import Groups, repair_groups
from docgen.citations.finding.symbols import Symbol
from docgen.citations.finding.tails import Tail
from docgen.citations.type_names import find_abbreviation

# Each begins with letters of its own, which makes the scan three times as cheap as one that begins with a digit.
_AFTER_SO: Final = re.compile(
    r"so[\s:.]{1,4}(?P<number>[0-9]{1,5})(?:\s?-\s?(?:cp|ttg|hdbt)(?![a-z0-9])"
    r"|,?\s{1,3}(?:ngay\s{1,3}[0-9lo]|cua\s|nam\s[0-9]{4}|do\s|[a-z]{2,5}\s?[-/]\s?[a-z]))"
)
_BEHIND: Final = (
    re.compile(r"ngay(?=\s{1,3}[0-9lo])(?:(?<=[0-9]\sngay)|(?<=[0-9],\sngay))"),
    re.compile(r"cua(?=\s)(?:(?<=[0-9]\scua)|(?<=[0-9],\scua))"),
    re.compile(r"hoi(?=\s{1,3}nghi\s)(?<=[0-9]\shoi)"),
    re.compile(r"-(?=(?:cp|ttg)(?![a-z]))(?<=[0-9]-)"),
    re.compile(r"qd-(?<=[0-9]\sqd-)"),
    re.compile(r"ct/(?<=[0-9]\sct/)"),
)
_NUMBER_BEFORE: Final = re.compile(r"(?<=[a-z&][\s.])[0-9]{1,5}(?=,?\s{0,3}\Z)")
_OLD: Final = re.compile(r"\s?-\s?(?P<authority>[A-ZĐ][A-Za-zĐ]{1,4})(?![^\W_])")
_WITHOUT_SLASH: Final = re.compile(
    r"\s{1,3}(?P<kind>[A-ZĐa-zđ]{2,5})(?P<gap>\s?[-/]\s?)(?P<authority>[A-ZĐƯa-zđư&]{2,12})(?![^\W_])"
)
_REACH: Final = 10


def find_bare_numbers(page: Page) -> Iterator[int]:
    """Yield where a number stands that may be cited without its symbol."""
    folded = page.folded
    for match in _AFTER_SO.finditer(folded):
        yield match.start("number")
    for behind in _BEHIND:
        for match in behind.finditer(folded):
            number = _NUMBER_BEFORE.search(folded, max(0, match.start() - _REACH), match.start())
            if number is not None:
                yield number.start()


def read_bare_number(page: Page, start: int, type_name: str) -> Symbol:
    """Read the number at ``start`` behind a type, with the old authority or the groups without a slash behind it."""
    text, end = page.text, start
    while text[end : end + 1].isdigit():
        end += 1
    number = text[start:end]
    old = _OLD.match(text, end)
    if old is not None:
        groups = Groups(f"-{old['authority']}", "", old["authority"], is_firm=True)
        return Symbol(old.end(), number, None, f"{number}{groups.tail}", _squeeze(text[start : old.end()]), groups)
    lost = _WITHOUT_SLASH.match(text, end)
    if lost is not None and find_abbreviation(lost["kind"], type_name) is not None:
        # The Party sets the hyphen first: 12-CT/TW.
        marks = ("-", "/") if "/" in lost["gap"] else ("/", "-")
        repaired = repair_groups(marks, (lost["kind"], lost["authority"]), type_name, has_year=False)
        if repaired is not None:
            printed = _squeeze(text[start : lost.end()])
            return Symbol(lost.end(), number, None, f"{number}{repaired.tail}", printed, repaired)
    return Symbol(end, number, None, number, number, Groups())


def is_told(symbol: Symbol, tail: Tail, *, is_certain: bool) -> bool:
    """Whether what follows makes the number a document's; ``is_certain``: "số" or a strong type stands before it."""
    if symbol.groups.tail:
        return True
    return bool(tail.date or tail.issuer or (tail.year and is_certain))


def _squeeze(printed: str) -> str:
    return "".join(printed.split())
