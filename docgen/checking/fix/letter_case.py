"""Words typed in capitals that the decree wants small: only where the right letters are known for certain."""

from __future__ import annotations

import re
from typing import Final

_JOINT: Final = re.compile(r"(?:^|[-‐‑‒–—―−])\s*")
_UNITS: Final = re.compile(r"(?:thành phố|thị xã|thị trấn|đặc khu|tỉnh|huyện|quận|phường|xã)(?=\s)", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]+")
_ABBREVIATION: Final = re.compile(r"TP\.?(?=\s)")
_DATE: Final = re.compile(r"\bNGÀY\b")


def recase_motto(text: str) -> str:
    """Return the Tiêu ngữ with a capital only where each of its three phrases begins."""
    lower = text.lower()
    for match in reversed(list(_JOINT.finditer(lower))):
        lower = lower[: match.end()] + lower[match.end() : match.end() + 1].upper() + lower[match.end() + 1 :]
    return lower


def recase_place_and_date(text: str) -> str:
    """Return place and date: every syllable of a name has a capital, "ngày", "tháng", "năm" have none."""
    date = _DATE.search(text)
    cut = date.start() if date else len(text)
    place = _WORD.sub(lambda match: match[0].capitalize(), text[:cut])
    place = _UNITS.sub(lambda match: match[0].capitalize(), place)
    abbreviation = _ABBREVIATION.match(text)
    if abbreviation:
        place = abbreviation[0] + place[abbreviation.end() :]
    return place + text[cut:].lower()


def recase_title(text: str) -> str:
    """Return "Nơi nhận" with one capital."""
    return text.capitalize()


def recase_label(text: str) -> str:
    """Return "Phụ lục" and its Roman number with one capital in the words."""
    return text[:7].capitalize() + text[7:]
