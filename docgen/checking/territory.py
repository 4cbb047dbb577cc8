"""What ended on 01/7/2025: the district level, and the provinces that were joined to others.

Resolution 202/2025/QH15 (provinces, in ``legal_refs/provinces.toml``), Law 72/2025/QH15, Article 51.3 (districts).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache

from docgen.citations.catalogue.provinces import load_provinces
from docgen.vietnamese.folding import fold

REFORM_DAY = datetime.date(2025, 7, 1)
"""The day since which there are provinces and communes only."""

# A name has at most five words ("Bà Rịa - Vũng Tàu").
_PROVINCE = re.compile(r"\b(?P<noun>tỉnh) (?P<name>[^\W\d_]\w*(?: (?:- )?[^\W\d_]\w*){0,4})", re.IGNORECASE)
_DISTRICT = re.compile(r"(?:huyen|quan|thi xa|thi tran)\s+\S")


def find_new_province(place: str) -> str | None:
    """Return the province that a former one was joined to, or None for a place that is no former province."""
    return get_former_provinces().get(fold(place).removeprefix("tinh ").strip())


def find_named_provinces(text: str) -> Iterator[tuple[str, str]]:
    """Yield every "tỉnh …" of a text that names a former province, as written, with the one that it was joined to."""
    for match in _PROVINCE.finditer(text):
        words = match["name"].split(" ")
        for length in range(len(words), 0, -1):
            name = " ".join(words[:length])
            if province := find_new_province(name):
                yield f"{match['noun']} {name}", province
                break


def names_district(place: str) -> bool:
    """Whether a place is a district, a town or a township by its own words: units that there are no more."""
    return _DISTRICT.match(fold(place)) is not None


@cache
def get_former_provinces() -> Mapping[str, str]:
    """Return the provinces that ended on the day of the reform, folded, with the one that each was joined to.

    Raises LegalRefError when the shipped data cannot be used.
    """
    return {fold(old): _name(province.name) for province in load_provinces() for old in province.joined}


def _name(name: str) -> str:
    """Return the name as documents print it: that of a person keeps its common noun (Annex II, III.1.c)."""
    return "Thành phố Hồ Chí Minh" if name == "Hồ Chí Minh" else name
