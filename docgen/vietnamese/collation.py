"""Alphabetical order of Vietnamese, as dictionaries and lists of names keep it.

``sorted(words, key=collation_key)``; the keys are plain tuples and may be stored.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

# One stretch of letters or of digits: its kind, its letters (or digits) by rank, its tones.
_Element = tuple[int, tuple[int, ...], tuple[int, ...]]
CollationKey = tuple[tuple[_Element, ...], tuple[int, ...], str]
NameKey = tuple[tuple[_Element, ...], tuple[_Element, ...], tuple[_Element, ...], tuple[int, ...], str]

# The 29 letters of the alphabet, with f, j, w and z, which foreign names have, at their Latin places.
_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS: Final = {unicodedata.normalize("NFD", letter): rank for rank, letter in enumerate(_ALPHABET)}
# Other writing comes after z, in the order of its code points.
_OTHER_LETTER: Final = len(_ALPHABET)

# Grave, hook above, tilde, acute, dot below: ngang, without a mark, comes before them all.
_TONES: Final = {mark: rank for rank, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}

_DIGITS, _LETTERS = 0, 1
_STRETCHES: Final = re.compile(r"[0-9]+|[^\W\d_]+")
# A letter taken apart and its marks. The dot below stands before the circumflex there: "ậ" is a, dot, circumflex.
_CLUSTERS: Final = re.compile("([^\u0300-\u036f])([\u0300-\u036f]*)")


def collation_key(text: str) -> CollationKey:
    """Return the key that sorts ``text`` by the Vietnamese alphabet.

    Syllable by syllable as dictionaries go: the letters (a ă â b c d đ e ê g …), then the tone (ngang, huyền, hỏi,
    ngã, sắc, nặng), then the next syllable. Numbers go by value and before letters ("Quận 2" before "Quận 10").
    Spaces and punctuation only part syllables. Where all that is equal small letters come before capitals, and at
    last the characters decide, so that different texts (in NFC) never have equal keys.
    """
    composed = unicodedata.normalize("NFC", text)
    return _find_elements(composed), _rank_case(composed), composed


def personal_name_key(full_name: str) -> NameKey:
    """Return the key that sorts the names of people as Vietnamese lists do: by tên, then họ, then đệm.

    The last word is the given name (tên), the first the surname (họ), what is between them the middle name (đệm).
    """
    composed = unicodedata.normalize("NFC", full_name)
    words = composed.split()
    given = " ".join(words[-1:])
    surname = " ".join(words[:-1][:1])
    middle = " ".join(words[1:-1])
    parts = (_find_elements(given), _find_elements(surname), _find_elements(middle))
    return *parts, _rank_case(composed), composed


def _find_elements(text: str) -> tuple[_Element, ...]:
    stretches = _STRETCHES.findall(text)
    return tuple([_rank_digits(found) if found[0] <= "9" else _rank_letters(found) for found in stretches])


def _rank_digits(digits: str) -> _Element:
    """Rank a number by its value. The count of digits comes first: that orders numbers of any length."""
    significant = digits.lstrip("0")
    return _DIGITS, (len(significant), *map(int, significant)), ()


@lru_cache(maxsize=8192)  # names share their syllables, of which Vietnamese has some seven thousand
def _rank_letters(stretch: str) -> _Element:
    letters: list[int] = []
    tones: list[int] = []
    for base, marks in _CLUSTERS.findall(unicodedata.normalize("NFD", stretch.lower())):
        plain = _RANKS.get(base, _OTHER_LETTER + ord(base))
        letters.append(next((_RANKS[base + mark] for mark in marks if base + mark in _RANKS), plain))
        tones.extend(_TONES[mark] for mark in marks if mark in _TONES)
    return _LETTERS, tuple(letters), tuple(tones)


def _rank_case(text: str) -> tuple[int, ...]:
    return tuple(map(str.isupper, text))
