"""The groups of a symbol, "NĐ-CP", "SNV-CCHC", "NQ/TW": what they say, and what they were before the printer's slip."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from docgen.citations.finding.authority_names import ABBREVIATIONS
from docgen.citations.finding.folding import fold
from docgen.citations.type_names import SCANNED_TYPES, find_abbreviation

_NATIONAL: Final = re.compile(r"(?:QH|UBTVQH)[0-9]{1,2}")
# With them, what scanners make of Đ.
_AUTHORITY_BY_FOLDED: Final = {fold(name): name for name in ABBREVIATIONS} | {"hbnd": "HĐND", "hpnd": "HĐND"}
# Groups in which a scanner reads D for Đ. Only those that are nothing else.
_GROUPS_WITH_D: Final = {
    group.replace("Đ", "D"): group
    for group in (
        *(
            "BCĐ",
            "BCĐCCHC",
            "BCĐTW",
            "BĐBP",
            "BVĐK",
            "CQĐP",
            "DTTS",
            "ĐCT",
            "ĐĐBQH",
            "ĐHQG",
            "ĐTN",
            "ĐU",
            "ĐUK",
            "HĐBC",
        ),
        *(
            "HĐBT",
            "HĐKH",
            "HĐND",
            "HĐQT",
            "HĐTĐ",
            "HĐTĐKT",
            "HĐTL",
            "HĐTV",
            "LĐLĐ",
            "LĐTBXH",
            "LĐTB&XH",
            "TLĐ",
            "TLĐLĐ",
        ),
        *("GDĐT", "GD&ĐT", "BGD&ĐT", "SGD&ĐT", "PGDĐT", "PGD&ĐT", "PLĐTBXH", "SLĐTB&XH", "SKH&ĐT", "TĐTN"),
        *("QLĐĐ", "QLĐT", "QLĐTXD", "VPĐP", "TWĐTN", "VPĐĐBQH", "CĐSQG", "CVĐT", "ĐTTr", "ĐKT", "ĐGS"),
    )
}
# Offices whose letters are known by their own symbol alone, without a word before: "790/SNV-CCHC".
_LETTER_OFFICES: Final = re.compile(
    r"UBND|HĐND|VPCP|VPUBND|VPUB|TTCP|NHNN|BHXH|KTNN|TANDTC|VKSNDTC|VTLTNN|[BS][A-ZĐ]{2,9}"
)
# Types that are known in small letters too.
_SMALL_TYPES: Final = frozenset(
    ["nd", "qd", "nq", "tt", "ttlt", "ct", "kh", "bc", "tb", "ttr", "ctr", "kl", "cd", "vbhn", "nqlt", "gm"]
)
_MANY: Final = 4096
LETTER_TYPES: Final = frozenset({"Công văn", "Văn bản", "Công điện"})
"""Types whose symbol begins with the office, so that a second group is to be expected."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Repaired groups: ``tail`` with their marks ("/NĐ-CP"), the parts that say the type and who issued.

    ``are_several``: there is more than one. ``is_firm``: their shape alone makes a symbol, without a word before it.
    """

    tail: str = ""
    kind: str = ""
    authority: str = ""
    are_several: bool = False
    is_firm: bool = False


def is_capital(token: str) -> bool:
    """Whether a group is written as groups are: a capital first, and small letters no more than capitals."""
    if token.isupper():
        return True
    lower = sum(map(str.islower, token))
    return token[0].isupper() and lower <= len(token) - lower


def is_known_group(token: str) -> bool:
    """Whether a group in small letters is the abbreviation of a type or of an authority."""
    folded = fold(token)
    return folded in _SMALL_TYPES or folded in _AUTHORITY_BY_FOLDED


@lru_cache(_MANY)
def read_plain_groups(tail: str, type_name: str, *, has_year: bool) -> Groups | None:
    """Read "/SNV-CCHC", groups behind one slash without white space. None: no symbol."""
    tokens = tuple(tail[1:].split("-"))
    if not all(map(is_capital, tokens)):
        return None
    return repair_groups(("/", *("-" * (len(tokens) - 1))), tokens, type_name, has_year=has_year)


@lru_cache(_MANY)
def repair_groups(marks: tuple[str, ...], tokens: tuple[str, ...], type_name: str, *, has_year: bool) -> Groups | None:
    """Return the groups as they should be; ``type_name`` is the type printed before the number. None: no symbol."""
    split = _split_run_together(tokens[0], type_name) if len(tokens) == 1 else None
    if split is not None:
        return Groups(f"{marks[0]}{split[0]}-{split[1]}", split[0], split[1], are_several=True, is_firm=True)
    groups = list(tokens)
    kind = find_abbreviation(groups[0], type_name)
    if kind is None and len(groups) > 1 and fold(groups[1]) in _AUTHORITY_BY_FOLDED:
        kind = SCANNED_TYPES.get(groups[0])
    if kind is not None and (len(groups) > 1 or type_name):
        groups[0] = kind
    for index in range(1 if kind else 0, len(groups)):
        repaired = _repair_authority(groups[index], is_first=index == 0 and len(groups) > 1)
        if repaired is None and type_name in LETTER_TYPES and len(groups) > 1:
            # Any office may be meant: "công văn 456/stc-ns".
            repaired = groups[index].upper()
        if repaired is None:
            return None
        groups[index] = repaired
    return Groups(
        tail="".join(mark + group for mark, group in zip(marks, groups, strict=True)),
        kind=groups[0] if kind else "",
        authority="-".join(groups[1:] if kind else groups[:1]),
        are_several=len(groups) > 1,
        is_firm=_is_firm(groups, marks, kind, has_year=has_year),
    )


def _repair_authority(group: str, *, is_first: bool) -> str | None:
    """Return a group with its own case. None: it is in small letters and unknown, so no group at all."""
    known = _AUTHORITY_BY_FOLDED.get(fold(group))
    if known is not None and (group.isupper() or group.islower()):
        return known.upper() if is_first else known
    if group in _GROUPS_WITH_D:
        return _GROUPS_WITH_D[group]
    return None if group[0].islower() else group


def _split_run_together(group: str, type_name: str) -> tuple[str, str] | None:
    """Take "NĐCP" apart, "QĐUBND", "CTTTg": a known type followed by a known authority, and not an authority itself."""
    folded = fold(group)
    if folded in _AUTHORITY_BY_FOLDED:
        return None
    for length in (4, 3, 2):
        kind, authority = find_abbreviation(group[:length], type_name), _AUTHORITY_BY_FOLDED.get(folded[length:])
        if kind is not None and authority is not None:
            return kind, authority
    return None


def _is_firm(groups: list[str], marks: tuple[str, ...], kind: str | None, *, has_year: bool) -> bool:
    if len(groups) == 1:
        return has_year and _NATIONAL.fullmatch(groups[0]) is not None
    if kind is not None:
        return True
    return marks[0] == "/" and not has_year and _LETTER_OFFICES.fullmatch(groups[0]) is not None
