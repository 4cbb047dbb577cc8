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

# The end of a number, and what must follow. One class first: the scan is as cheap as a pattern can be.
_ANCHOR: Final = re.compile(
    r"[0-9](?:\s?-\s?(?:cp|ttg|hdbt)(?![a-z0-9])"
    r"|,?\s{1,3}(?:ngay\s{1,3}[0-9lo]|cua\s|nam\s[0-9]{4}|do\s|[a-z]{2,5}\s?[-/]\s?[a-z]))"
)
_NUMBER_BEFORE: Final = re.compile(r"(?<![0-9a-z/.,-])(?<![/.,-]\s)[0-9]{1,5}\Z")
# A type or "số" must stand right before the number: a letter, a full stop or a colon, and a space.
_WORD_BEFORE: Final = re.compile(r"[a-z&](?:[:.]\s{0,2}|\s{1,3})\Z")
_OLD: Final = re.compile(r"\s?-\s?(?P<authority>[A-ZĐ][A-Za-zĐ]{1,4})(?![^\W_])")
_WITHOUT_SLASH: Final = re.compile(
    r"\s{1,3}(?P<kind>[A-ZĐa-zđ]{2,5})(?P<gap>\s?[-/]\s?)(?P<authority>[A-ZĐƯa-zđư&]{2,12})(?![^\W_])"
)
_REACH: Final = 8


def find_bare_numbers(page: Page) -> Iterator[int]:
    """Yield where a number stands that may be cited without its symbol, in reading order."""
    for anchor in _ANCHOR.finditer(page.folded):
        end = anchor.start() + 1
        number = _NUMBER_BEFORE.search(page.folded, max(0, end - _REACH), end)
        if number is None:
            continue
        start = number.start()
        if _WORD_BEFORE.search(page.folded, max(0, start - _REACH), start) is not None:
            yield start


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
