"""Text without case, diacritics and odd spaces: what a person would call "the same words".

The decree itself writes HÒA and HOÀ, and people type ỦY, UỶ and uỷ; recognition must not depend on it.
"""

from __future__ import annotations

import unicodedata

from docgen.vietnamese.text import VIETNAMESE_LETTERS

_DASHES = "‐‑‒–—―−"
_MARKS = "".join(chr(code) for code in range(0x300, 0x370))


def _plain(letter: str) -> str:
    if letter in "đĐ":
        return "d"
    return unicodedata.normalize("NFD", letter)[0].lower()


_TABLE = (
    {ord(letter): _plain(letter) for letter in VIETNAMESE_LETTERS}
    | {ord(dash): "-" for dash in _DASHES}
    | dict.fromkeys(map(ord, _MARKS))
)


def fold(text: str) -> str:
    """Return ``text`` in plain small letters, dashes as "-", white space as single spaces."""
    return " ".join(text.translate(_TABLE).lower().split())
