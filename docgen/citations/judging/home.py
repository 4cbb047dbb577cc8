"""The province that a text is of: what "UBND tỉnh" means in it."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from docgen.citations.catalogue.provinces import load_provinces
from docgen.vietnamese.folding import fold

HEAD_LENGTH: Final = 1500
"""Where the heading of a document ends at the latest: issuing agency, place and date, the first lines."""


def find_home_province(text: str) -> str:
    """Return the province that the heading of a text names, folded; "" when it names none, or several.

    "ỦY BAN NHÂN DÂN TỈNH HÀ NAM", "Hà Nam, ngày 15 tháng 12 năm 2022". Raises LegalRefError when the provinces cannot
    be read.
    """
    named = {match["name"] or match["place"] for match in _pattern().finditer(fold(text[:HEAD_LENGTH]))}
    return named.pop() if len(named) == 1 else ""


def are_related(one: str, other: str) -> bool:
    """Whether two provinces, folded, are one, or were joined in 2025: then either may be meant by the other's texts."""
    families = _families()
    return one == other or (one in families and families[one] == families.get(other))


@cache
def _families() -> dict[str, str]:
    """Return all provinces, folded, with the one of today."""
    return {
        fold(name): fold(province.name) for province in load_provinces() for name in (province.name, *province.joined)
    }


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _families()), key=len, reverse=True))
    return re.compile(
        rf"\b(?:tinh|thanh pho|tp\.?) (?P<name>{names})\b|\b(?P<place>{names}), ?(?:ngay|\.{{2,}})", re.ASCII
    )
