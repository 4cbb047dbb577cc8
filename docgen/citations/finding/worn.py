"""What a scanner that knows no Vietnamese leaves of words: their consonants, with anything in place of the vowels.

"Nghi quy6t", "Bo trudng B6 Noi vy", "Chinh pht". Patterns for such words fit too many others to be tried on a text that
kept its marks: ``is_worn`` tells the two apart.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from docgen.citations.type_names import ABBREVIATION_BY_TYPE, TYPE_BY_FOLDED

_VOWELS: Final = re.compile("[aeiouy]{1,3}")
_CONSONANT: Final = re.compile("[^aeiouy]")
# "ir" is what "ứ" becomes.
_READ_AS: Final = "[aeiouywdbjt0-9&][aeiouywdbjtr0-9&]{0,2}"
# Three letters close together that no alphabet but the Vietnamese has; é, ô and their like a scanner reads everywhere.
_LETTER: Final = "ăđơưĂĐƠƯ\u1ea0-\u1ef9"
_MARK: Final = re.compile(f"[{_LETTER}]")
_MARKED: Final = re.compile(f"[{_LETTER}](?:[^{_LETTER}]{{0,11}}[{_LETTER}]){{2}}")
_WINDOW: Final = 80


def is_worn(text: str, at: int) -> bool:
    """Whether the text around ``at`` has lost its marks."""
    return _MARKED.search(text, max(0, at - _WINDOW), at + _WINDOW) is None


def has_marks(text: str, start: int, end: int) -> bool:
    """Whether a letter stands there that scanners without Vietnamese do not read."""
    return _MARK.search(text, start, end) is not None


def wear(phrase: str) -> str:
    """Return a pattern for a folded phrase, read forwards or backwards, whose vowels may be anything."""
    return " ".join(
        _VOWELS.sub(_READ_AS, word) if _CONSONANT.search(word) else "[a-z]{1,3}" for word in phrase.split(" ")
    )


@cache
def worn_types() -> dict[str, str]:
    """Return the folded types, the longest first, of two words and more whose consonants are those of no other.

    Only types that symbols say: "thi cong" is no "Thư công".
    """
    skeletons = [_VOWELS.sub("-", folded) for folded in TYPE_BY_FOLDED]
    return {
        folded: TYPE_BY_FOLDED[folded]
        for folded in sorted(TYPE_BY_FOLDED, key=len, reverse=True)
        if " " in folded
        and TYPE_BY_FOLDED[folded] in ABBREVIATION_BY_TYPE
        and skeletons.count(_VOWELS.sub("-", folded)) == 1
    }


@lru_cache(256)
def open_worn_type(printed: str) -> str:
    """Return the type whose consonants a folded name has, "" for none."""
    return next((name for folded, name in worn_types().items() if re.fullmatch(wear(folded), printed)), "")
