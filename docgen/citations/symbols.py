"""Số, ký hiệu in a text: where one stands, what it says, and what a slip of the printer made of it.

A symbol is a number, maybe a year, and groups of capitals between slashes and hyphens: ``30/2020/NĐ-CP``,
``57-NQ/TW``, ``790/SNV-CCHC``, ``33/2024/QH15``. Every pattern has bounded repeats, and each is tried only near a slash
that letters follow: the time grows with the length of the text, whatever stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from heapq import merge
from typing import Final

from docgen.citations.folding import INVISIBLE, Page, fold
from docgen.citations.type_names import find_abbreviation

GAP: Final = rf"[\s{INVISIBLE}]{{0,8}}"
"""White space inside a symbol: stray spaces, a hard line break, also one that a blank line follows."""

_DASH: Final = "[-‐‑‒–—−]"
_UPPER: Final = "A-ZĂÂĐÊÔƠƯÐ"
# A slash before letters, or before a year that letters follow at once. The literal start makes the scan cheap.
_ANCHOR: Final = re.compile(r"/\s{0,8}(?:[a-z]|[0-9]{4}-?[a-z])")
_NUMBER: Final = r"(?P<number>[0-9]{1,6}(?:[a-zđA-ZĐ](?![^\W\d_]))?)"
_YEAR: Final = r"(?P<year>(?:19|20)[0-9]{2})"
# What stands between the number and the slash of the anchor; it is searched in the few characters before the slash.
_BEFORE_SLASH: Final = re.compile(
    rf"(?<![0-9]){_NUMBER}(?:{GAP}/{{1,2}}{GAP}{_YEAR}|{GAP}{_DASH}{GAP}[{_UPPER}][A-Za-zĐđÐ]{{0,4}})?{GAP}\Z"
)
_REACH_BEFORE: Final = 40
_START: Final = re.compile(
    rf"{_NUMBER}(?:{GAP}/{{1,2}}{GAP}{_YEAR}(?![0-9]))?(?P<party>{GAP}{_DASH}{GAP}[{_UPPER}][A-Za-zĐđÐ]{{0,4}}(?={GAP}/))?"
)
_TOKEN: Final = (
    rf"(?:[{_UPPER}](?:[{_UPPER}0-9&]|[.](?=[{_UPPER}])|[a-zđư]{{1,2}}(?![a-zđư])){{0,30}}|[a-zđư]{{1,10}})"
    r"(?:(?![^\W_])|(?=ng[àa]y\s))"
)
_GROUP: Final = re.compile(rf"(?P<before>{GAP})(?P<mark>/{{1,2}}|{_DASH})(?P<after>{GAP})(?P<token>{_TOKEN})")
_JOINED: Final = re.compile(rf"{_DASH}?(?P<token>{_TOKEN})")
_GROUPS_MAX: Final = 6
_WHITE: Final = re.compile(rf"[\s{INVISIBLE}]+")
_NATIONAL: Final = re.compile(r"(?:QH|UBTVQH)[0-9]{1,2}|QH|UBTVQH", re.IGNORECASE)

# Authorities whose abbreviation may be run together with the type before it ("NĐCP"), or printed without its case.
_AUTHORITIES: Final = (
    "CP TTg TW TU HU UBND HĐND CTN VPCP TTCP NHNN UBDT KTNN TANDTC VKSNDTC BHXH UBTVQH HĐTP BCĐ BNV BTC BTP BCA BQP BNG "
    "BCT BXD BVHTTDL BKHCN BGDĐT BYT BNNMT BDTTG BTTTT BTNMT BNNPTNT BKHĐT BLĐTBXH BGTVT SNV STC STP SXD SCT SYT SGDĐT "
    "SKHCN SNNMT SVHTTDL STTTT STNMT SKHĐT SLĐTBXH SGTVT SNNPTNT TTr"
).split()
_AUTHORITY_BY_FOLDED: Final = {fold(name): name for name in _AUTHORITIES}
# Offices whose letters are known by their own symbol alone, without a word before: "790/SNV-CCHC".
_LETTER_OFFICES: Final = re.compile(r"UBND|HĐND|VPCP|VPUBND|VPUB|TTCP|NHNN|BHXH|KTNN|TANDTC|VKSNDTC|VTLTNN|[BS][A-ZĐ]{2,9}")


# Types whose symbol begins with the office, so that a second group is to be expected.
_LETTER_TYPES: Final = frozenset({"Công văn", "Văn bản", "Công điện"})
# Types that are cited by number and year alone: "Nghị định 30/2020".
_SHORTENED_TYPES: Final = frozenset({"Nghị định", "Thông tư"})
_SHORTENED: Final = tuple(
    re.compile(rf"{first}\s{{1,9}}{second}\s{{1,9}}(?:so\s{{1,9}})?(?P<number>[0-9]{{1,3}})/(?:19|20)[0-9]{{2}}(?![a-z0-9/-])")
    for first, second in (("nghi", "dinh"), ("thong", "tu"))
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol in a text: ``text[start:end]``; ``symbol`` repaired, ``printed`` as it stands, without white space.

    ``groups`` are the repaired parts after number and year; ``is_firm`` says that its shape alone makes it a symbol,
    without a word before it.
    """

    start: int
    end: int
    number: str
    year: int | None
    symbol: str
    printed: str
    groups: tuple[str, ...]
    is_firm: bool

    @property
    def has_type(self) -> bool:
        """Whether its first group is the abbreviation of a type."""
        return bool(self.groups) and find_abbreviation(self.groups[0]) is not None

    @property
    def kind(self) -> str:
        """The part that says the type: an abbreviation, or nothing for letters and for the National Assembly."""
        return self.groups[0] if self.has_type else ""

    @property
    def authority(self) -> str:
        """The part that says who issued: what stands behind the type's abbreviation."""
        return "-".join(self.groups[1:] if self.has_type else self.groups[:1])


def find_symbol_starts(page: Page) -> Iterator[int]:
    """Yield where a number stands that may begin a symbol, in reading order."""
    shortened = ((match.start("number") for match in form.finditer(page.folded)) for form in _SHORTENED)
    return merge(_find_before_slashes(page), *shortened)


def _find_before_slashes(page: Page) -> Iterator[int]:
    last = -1
    for anchor in _ANCHOR.finditer(page.folded):
        slash = anchor.start()
        before = _BEFORE_SLASH.search(page.text, max(0, slash - _REACH_BEFORE), slash)
        if before is not None and before.start() > last:
            last = before.start()
            yield last


def read_symbol(page: Page, start: int, type_name: str = "") -> Symbol | None:
    """Read the symbol whose number begins at ``start``; ``type_name`` is the type printed before it, "" for none."""
    text = page.text
    head = _START.match(text, start)
    if head is None:
        return None
    end = head.end()
    marks: list[str] = []
    tokens: list[str] = []
    if head["party"]:
        marks, tokens = ["-"], [_WHITE.sub("", head["party"])[1:]]
    elif head["year"] and (joined := _JOINED.match(text, end)) is not None:
        # The slash between year and type is missing: 49/2025TT-BCT.
        marks, tokens, end = ["/"], [joined["token"]], joined.end()
    end = _read_groups(text, end, marks, tokens, takes_spaces=type_name in _LETTER_TYPES)
    if not tokens and head["year"] and type_name in _SHORTENED_TYPES:
        return Symbol(start, end, head["number"], int(head["year"]), f"{head['number']}/{head['year']}", _WHITE.sub("", head[0]), (), is_firm=True)
    if not tokens or ("/" not in marks and head["year"] is None):
        return None
    repaired = _repair(marks, tokens, type_name)
    if repaired is None:
        return None
    marks, groups = repaired
    year = f"/{head['year']}" if head["year"] else ""
    tail = "".join(mark + group for mark, group in zip(marks, groups, strict=True))
    return Symbol(
        start=start,
        end=end,
        number=head["number"],
        year=int(head["year"]) if head["year"] else None,
        symbol=f"{head['number']}{year}{tail}",
        printed=_WHITE.sub("", text[start:end]),
        groups=tuple(groups),
        is_firm=_is_firm(groups, marks, has_year=bool(year)),
    )


def _read_groups(text: str, end: int, marks: list[str], tokens: list[str], *, takes_spaces: bool) -> int:
    """Append the groups from ``end`` on, and return where they end."""
    while len(tokens) < _GROUPS_MAX:
        match = _GROUP.match(text, end)
        if match is None or not _belongs(match, tokens, takes_spaces=takes_spaces):
            break
        marks.append("/" if match["mark"][0] == "/" else "-")
        tokens.append(match["token"])
        end = match.end()
    return end


def _belongs(match: re.Match[str], tokens: list[str], *, takes_spaces: bool) -> bool:
    """Whether a group is a part of the symbol, not a dash, a bullet or a word of the sentence behind it."""
    token = match["token"]
    if not (token[0].isupper() and _is_capital(token)) and fold(token) not in _known_groups():
        return False
    is_open = not tokens or (len(tokens) == 1 and (takes_spaces or find_abbreviation(tokens[0]) is not None))
    if is_open:
        return "\n" not in match["before"] or not match["after"]
    # Complete without it: a dash with a space, or a slash, begins something else.
    return not match["before"] and (not match["after"] or match["mark"] != "/") and match["after"] != " "


def _is_capital(token: str) -> bool:
    lower = sum(map(str.islower, token))
    return lower <= len(token) - lower


@cache
def _known_groups() -> frozenset[str]:
    """Groups that are known even in small letters."""
    types = ("nd", "qd", "nq", "tt", "ttlt", "ct", "kh", "bc", "tb", "ttr", "ctr", "kl", "cd", "vbhn", "nqlt", "gm")
    return frozenset((*types, *_AUTHORITY_BY_FOLDED))


def _repair(marks: list[str], tokens: list[str], type_name: str) -> tuple[list[str], list[str]] | None:
    """Return marks and groups as they should be. None: no symbol at all."""
    marks, groups = list(marks), list(tokens)
    split = _split_run_together(groups[0], type_name) if len(groups) == 1 else None
    if split is not None:
        return [marks[0], "-"], list(split)
    known = find_abbreviation(groups[0], type_name)
    if known is not None and (len(groups) > 1 or type_name):
        groups[0] = known
    start = 1 if known is not None else 0
    for index in range(start, len(groups)):
        national = _NATIONAL.fullmatch(groups[index])
        folded = fold(groups[index])
        if national:
            groups[index] = groups[index].upper()
        elif folded in _AUTHORITY_BY_FOLDED and (groups[index].isupper() or groups[index].islower()):
            groups[index] = _AUTHORITY_BY_FOLDED[folded] if index or len(groups) == 1 else groups[index].upper()
        elif groups[index][0].islower():
            return None
    return marks, groups


def _split_run_together(group: str, type_name: str) -> tuple[str, str] | None:
    """Take "NĐCP" apart, "QĐUBND", "CTTTg": a known type followed by a known authority, and not an authority itself."""
    folded = fold(group)
    if folded in _AUTHORITY_BY_FOLDED:
        return None
    for length in (4, 3, 2):
        kind, rest = find_abbreviation(group[:length], type_name), _AUTHORITY_BY_FOLDED.get(folded[length:])
        if kind is not None and rest is not None and rest != "TTr":
            return kind, rest
    return None


def _is_firm(groups: list[str], marks: list[str], *, has_year: bool) -> bool:
    if len(groups) == 1:
        return has_year and _NATIONAL.fullmatch(groups[0]) is not None and groups[0][-1].isdigit()
    if marks[0] == "-":
        return find_abbreviation(groups[0]) is not None and groups[1].isupper()
    return find_abbreviation(groups[0]) is not None or (
        not has_year and _LETTER_OFFICES.fullmatch(groups[0]) is not None
    )
