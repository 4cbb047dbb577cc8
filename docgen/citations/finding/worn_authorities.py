"""Names of authorities as a scanner leaves them: "Thu tuéng Chinh pht", "B6 Noi vy", "Uy ban nhdn dan".

Few texts are worn: the patterns are made when one is.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from docgen.citations.finding.authority_names import CLOSED_NAMES, FIELDS, LOCAL_HEADS, OFFICES
from docgen.citations.finding.folding import fold, spaced
from docgen.citations.finding.worn import wear

_COUNCILS: Final = ("ủy ban nhân dân", "hội đồng nhân dân")
_COMMITTEES: Final = ("tỉnh ủy", "thành ủy", "huyện ủy")
_LEVELS: Final = ("tỉnh", "thành phố", "huyện", "thị xã", "thị trấn", "phường")
_END: Final = "(?![a-z0-9])"


@cache
def worn_single() -> re.Pattern[str]:
    """Return the pattern of the authorities of which there is one, ministries and their heads among them."""
    heads = _any_worn("bộ trưởng", "thứ trưởng")
    ministry = rf"(?:(?:{heads}) )?{wear('bo')} (?:{_fields()})"
    return spaced(rf"(?:{_any_worn(*CLOSED_NAMES)}|{ministry})(?: khoa [ivxlc0-9]{{1,6}})?{_END}")


@cache
def worn_local() -> re.Pattern[str]:
    """Return the pattern of committees, councils, departments and divisions, without their place."""
    office = rf"(?:s[a-z0-9&]|{wear('phong')}) (?:{_fields()})"
    bodies = rf"{_any_worn(*_COUNCILS)}|ubnd|h[dbp]nd|{_any_worn(*_COMMITTEES)}|{office}"
    return spaced(rf"(?:(?:{_any_worn(*LOCAL_HEADS)}) )?(?:{bodies}){_END}")


@cache
def worn_office() -> re.Pattern[str]:
    """Return the pattern of the first words of an office whose name is open, of two words and more."""
    return spaced(rf"(?:{_any_worn(*(office for office in OFFICES if ' ' in office))}){_END}")


@cache
def worn_level() -> re.Pattern[str]:
    """Return the pattern of the level of a place; ``comma`` when one stands before it."""
    return spaced(rf"(?P<comma>\s{{0,3}},)? (?:{_any_worn(*_LEVELS)}){_END}")


@cache
def _fields() -> str:
    return _any_worn(*FIELDS)


def _any_worn(*phrases: str) -> str:
    """Return a pattern for any of the phrases with its vowels spoiled."""
    ordered = sorted({fold(phrase) for phrase in phrases}, key=len, reverse=True)
    return "|".join(re.sub("(?:,| -) ", r"\\s{0,3}[-,]\\s{0,40}", wear(phrase)) for phrase in ordered)
