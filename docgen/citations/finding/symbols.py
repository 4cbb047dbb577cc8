"""Số, ký hiệu in a text: where one stands, and what it says.

A symbol is a number, maybe a year, and groups of capitals between slashes and hyphens: ``30/2020/NĐ-CP``,
``57-NQ/TW``, ``790/SNV-CCHC``, ``33/2024/QH15``. Every pattern has bounded repeats, and each is tried only near a slash
that letters follow: the time grows with the length of the text, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from docgen.citations.finding.folding import INVISIBLE, Page, spaced
from docgen.citations.finding.symbol_groups import (
    LETTER_TYPES,
    Groups,
    is_capital,
    is_known_group,
    read_plain_groups,
    repair_groups,
)
from docgen.citations.type_names import find_abbreviation, may_be_type

# White space inside a symbol: stray spaces, a hard line break, also one that a blank line follows.
_GAP: Final = rf"[\s{INVISIBLE}]{{0,40}}"
_DASH: Final = "[-‐‑‒–—−]"
_SLASH: Final = "[/⁄∕／]"
_UPPER: Final = "A-ZĂÂĐÊÔƠƯÐ"
# A slash before letters, before a year that letters follow at once, or before one that nothing follows and that is no
# date's. The literal start makes the scan cheap.
_ANCHOR: Final = re.compile(
    r"/(?:\s{0,40}(?:[a-z]|[0-9]{4}-?[a-z])|(?P<year>(?<=[\s0-9][0-9]/)(?<!/[0-9]/)(?<!/[0-9]{2}/)(?:19|20)[0-9]{2}(?![a-z0-9/-])))"
)
# Behind "số" a number may have a part ("66.7/2025/NQ-CP") or its thousands set apart ("1.234/QĐ-UBND").
_DOTTED: Final = r"(?<=[sS][ốo]\s)[0-9]{1,2}[.](?:[0-9]{1,2}(?=/20[0-9]{2}(?:/|\Z))|[0-9]{3}(?=/|\Z))"
_NUMBER: Final = rf"(?P<number>{_DOTTED}|[0-9]{{1,7}}(?:[a-zđA-ZĐ](?![^\W\d_]))?)"
_THOUSANDS: Final = re.compile(r"[.](?=[0-9]{3}\Z)")
_YEAR: Final = rf"{_GAP}{_SLASH}{{1,2}}{_GAP}(?P<year>(?:19|20)[0-9]{{2}})"
_PARTY: Final = rf"{_GAP}{_DASH}{_GAP}(?P<party>[{_UPPER}][A-Za-zĐđÐ]{{0,4}})"
# What stands between the number and the slash of the anchor; it is searched in the few characters before the slash.
_BEFORE_SLASH: Final = re.compile(rf"(?<![0-9]){_NUMBER}(?:{_YEAR}|{_PARTY})?{_GAP}{_SLASH}?\Z")
# By far the most numbers stand so: behind a word and a space, and right before the slash.
_RIGHT_BEFORE_SLASH: Final = re.compile(r"(?<=[^\W0-9_]\s)(?P<number>[0-9]{1,7})(?:/(?:19|20)[0-9]{2})?\Z")
_REACH_RIGHT_BEFORE: Final = 14
_REACH_BEFORE: Final = 100
_START: Final = re.compile(rf"{_NUMBER}(?:{_YEAR}(?![0-9]))?(?:{_PARTY}(?={_GAP}{_SLASH}))?")
_TOKEN: Final = (
    rf"(?P<token>[{_UPPER}](?:[{_UPPER}0-9&]|[.](?=[{_UPPER}])|[a-zđư]{{1,2}}(?![a-zđư])){{0,30}}|[a-zđư]{{1,10}})"
    # A footnote mark may follow at once, or the next word whose space was lost.
    r"(?:(?![^\W_¹²³⁰-₉])|(?=ng[àa]y\s|của\s))"
)
_GROUP: Final = re.compile(rf"(?P<before>{_GAP})(?P<mark>{_SLASH}{{1,2}}|{_DASH})(?P<after>{_GAP}){_TOKEN}")
_JOINED: Final = re.compile(rf"{_DASH}?{_TOKEN}")
# "63/2010/NĐ CP": only before the letters of the highest authorities.
_LOST_HYPHEN: Final = re.compile(r"\s(?P<authority>CP|TTg|TW|UBND|HĐND)(?![^\W_])")
_ENDS_SYMBOL: Final = re.compile(r"\s{0,3}(?:,\s{0,3})?(?:ngày|của|năm)\s")
_GROUPS_MAX: Final = 6
_SMALL_OFFICE_MAX: Final = 9
# By far the most symbols: nothing to repair but maybe letters, no white space, and nothing behind that could belong.
_PLAIN: Final = re.compile(
    rf"(?P<number>{_DOTTED}|[0-9]{{1,7}}[a-z]?)(?:/(?P<year>(?:19|20)[0-9]{{2}}))?"
    rf"(?P<tail>/[{_UPPER}][A-Za-zĐđƯư0-9&]{{0,20}}(?:-[{_UPPER}][A-Za-zĐđƯư0-9&]{{0,20}}){{1,4}})"
    rf"(?=[\s,;:)\]|”\"]|[.](?![^\W_])|\Z)(?!{_GAP}(?:{_SLASH}|{_DASH}))"
)
_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]+")
# Types that are cited by number and year alone: "Nghị định 30/2020".
_SHORTENED_TYPES: Final = frozenset({"Nghị định", "Thông tư"})
_SHORTENED: Final = spaced(r"(?:nghi dinh|thong tu) (?:so )?(?P<number>[0-9]{1,3})\Z")


class Symbol(NamedTuple):
    """A symbol that ends at ``end``: ``symbol`` repaired, ``printed`` as it stands, without white space."""

    end: int
    number: str
    year: int | None
    symbol: str
    printed: str
    groups: Groups

    def with_number(self, number: str) -> Symbol:
        """Return the symbol of the same document type and authority with another number."""
        symbol, printed = (f"{number}{text[len(self.number) :]}" for text in (self.symbol, self.printed))
        return self._replace(number=number, symbol=symbol, printed=printed)


def find_symbol_starts(page: Page) -> Iterator[int]:
    """Yield where a number stands that may begin a symbol."""
    last = -1
    for anchor in _ANCHOR.finditer(page.folded):
        slash = anchor.start()
        begin = max(0, slash - _REACH_BEFORE)
        if anchor["year"]:
            before = _SHORTENED.search(page.folded, begin, slash)
        else:
            before = _RIGHT_BEFORE_SLASH.search(page.text, max(0, slash - _REACH_RIGHT_BEFORE), slash)
            before = before or _BEFORE_SLASH.search(page.text, begin, slash)
        if before is not None and before.start("number") > last:
            last = before.start("number")
            yield last


def read_symbol(page: Page, start: int, type_name: str = "") -> Symbol | None:
    """Read the symbol whose number begins at ``start``; ``type_name`` is the type printed before it, "" for none."""
    text = page.text
    plain = _PLAIN.match(text, start)
    if plain is not None:
        groups = read_plain_groups(plain["tail"], type_name, has_year=plain["year"] is not None)
        return None if groups is None else _make(plain["number"], plain["year"], groups, plain[0], plain.end())
    head = _START.match(text, start)
    if head is None:
        return None
    number, year, end = head["number"], head["year"], head.end()
    marks: list[str] = []
    tokens: list[str] = []
    if head["party"]:
        marks, tokens = ["-"], [head["party"]]
    elif year and (joined := _JOINED.match(text, end)) is not None:
        # The slash between year and type is missing: 49/2025TT-BCT.
        marks, tokens, end = ["/"], [joined["token"]], joined.end()
    end = _read_groups(text, end, marks, tokens, takes_spaces=type_name in LETTER_TYPES)
    if (
        len(tokens) == 1
        and (lost := _LOST_HYPHEN.match(text, end)) is not None
        and find_abbreviation(tokens[0], type_name) is not None
    ):
        marks, tokens, end = [*marks, "-"], [*tokens, lost["authority"]], lost.end()
    if tokens and (year or "/" in marks):
        groups = repair_groups(tuple(marks), tuple(tokens), type_name, has_year=year is not None)
    elif year and not tokens and type_name in _SHORTENED_TYPES:
        groups = Groups(is_firm=True)
    else:
        groups = None
    if groups is None:
        return None
    printed = _INVISIBLE.sub("", "".join(text[start:end].split()))
    return _make(number, year, groups, printed, end)


def _make(number: str, year: str | None, groups: Groups, printed: str, end: int) -> Symbol:
    if "." in number:
        number = _THOUSANDS.sub("", number)
    symbol = f"{number}/{year}{groups.tail}" if year else f"{number}{groups.tail}"
    return Symbol(end, number, int(year) if year else None, symbol, printed, groups)


def _read_groups(text: str, end: int, marks: list[str], tokens: list[str], *, takes_spaces: bool) -> int:
    """Append the groups from ``end`` on, and return where they end."""
    while len(tokens) < _GROUPS_MAX:
        match = _GROUP.match(text, end)
        if match is None or not _belongs(match, tokens, takes_spaces=takes_spaces):
            break
        marks.append("/" if _is_slash(match["mark"]) else "-")
        tokens.append(match["token"])
        end = match.end()
    return end


def _belongs(match: re.Match[str], tokens: list[str], *, takes_spaces: bool) -> bool:
    """Whether a group is a part of the symbol, not a dash, a bullet or a word of the sentence behind it."""
    token, before, after = match["token"], match["before"], match["after"]
    if not is_capital(token) and not is_known_group(token):
        # An office of any letters, in small ones: of types that begin with the office.
        return takes_spaces and not before and not after and 1 < len(token) < _SMALL_OFFICE_MAX
    if not before and not after:
        return True
    if not tokens or (len(tokens) == 1 and (takes_spaces or may_be_type(tokens[0]))):
        return "\n" not in before or not after
    # Complete without it: behind a space comes something else, unless date or issuer follow; behind the hyphen of a
    # broken line comes the rest.
    if before or _is_slash(match["mark"]):
        return False
    return after != " " or (
        token.isupper() and len(token) > 1 and _ENDS_SYMBOL.match(match.string, match.end()) is not None
    )


def _is_slash(mark: str) -> bool:
    return mark[0] in _SLASH
