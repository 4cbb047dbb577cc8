"""Text without case and diacritics, letter for letter: what a scan that lost its marks still has in common."""

from __future__ import annotations

import unicodedata
from typing import Final

from docgen.vietnamese.text import VIETNAMESE_LETTERS

INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that stand between letters without being seen; here they count as white space."""

_DASHES: Final = "‐‑‒–—−"


def _plain(letter: str) -> str:
    return "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0].lower()


_TABLE: Final = (
    {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    | {ord(letter): _plain(letter) for letter in VIETNAMESE_LETTERS}
    | {ord(dash): "-" for dash in _DASHES}
    | dict.fromkeys(map(ord, INVISIBLE), " ")
    # Ð is Icelandic, and typed for Đ; ¢ is what a scanner makes of an o with a mark below.
    | {ord("Ð"): "d", ord("ð"): "d", ord("¢"): "o"}
)


def fold(text: str) -> str:
    """Return ``text`` (NFC) in plain small letters, dashes as "-": as long as ``text``, so that offsets carry over."""
    return text.translate(_TABLE)
