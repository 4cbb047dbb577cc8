"""Words as search keeps them: folded (without diacritics) and exact (with them), both in plain ASCII.

``Kế hoạch`` is ``ke hoach`` folded and ``ke61 hoach5`` exact: marks become digits, the tone at the end of the word, so
that hòa and hoà are one word. ``đ`` folds to ``d``. Numbers lose their leading zeros: 05/QĐ-UBND is found as 5/QĐ-UBND.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from docgen.vietnamese.text import normalize_text

_WORD: Final = re.compile(r"[^\W_]+")
_LONGEST_WORD: Final = 60
# PostgreSQL takes a megabyte of words and places for one record: about half a million signs of text.
LONGEST_TEXT: Final = 400_000
# Stands between two fields: no phrase reaches over it.
BOUNDARY: Final = " · "

_MARKS: Final = {"\u0302": "6", "\u031b": "7", "\u0306": "8"}
_TONES: Final = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


@dataclass(frozen=True, slots=True)
class Words:
    """A text as words, separated by spaces: place by place the same words in both."""

    folded: str
    exact: str


def read_words(text: str, longest: int = LONGEST_TEXT) -> Words:
    """Return the words of a text; of one that is longer than ``longest`` bytes in words, its beginning."""
    pairs = [pair for word in _WORD.findall(normalize_text(text).lower()) if (pair := _read_word(word))[0]]
    return Words(
        _cut(" ".join(folded for folded, _ in pairs), longest), _cut(" ".join(exact for _, exact in pairs), longest)
    )


def join_fields(texts: Iterable[str]) -> Words:
    """Return the words of several fields."""
    read = [read_words(text) for text in texts if text]
    return Words(
        _cut(BOUNDARY.join(words.folded for words in read), LONGEST_TEXT),
        _cut(BOUNDARY.join(words.exact for words in read), LONGEST_TEXT),
    )


def fold_name(text: str) -> str:
    """Return a name as one folded word: ``ke-hoach`` and ``Kế hoạch`` are both ``kehoach``."""
    return read_words(text).folded.replace(" ", "")


@lru_cache(maxsize=50_000)
def _read_word(word: str) -> tuple[str, str]:
    if word.isdecimal():
        number = (word.lstrip("0") or "0")[:_LONGEST_WORD]
        return number, number
    folded, exact, tone = [], [], ""
    for sign in unicodedata.normalize("NFKD", word):
        if sign == "đ":
            folded.append("d")
            exact.append("d9")
        elif sign in _TONES:
            tone += _TONES[sign]
        elif sign in _MARKS:
            exact.append(_MARKS[sign])
        elif sign.isalnum():
            folded.append(sign.lower())
            exact.append(sign.lower())
    short = "".join(folded)[:_LONGEST_WORD]
    return short, "".join(exact)[:_LONGEST_WORD] + tone


def _cut(words: str, longest: int) -> str:
    """Return the beginning of some words, whole words only."""
    data = words.encode()
    if len(data) <= longest:
        return words
    return data[: data.rfind(b" ", 0, longest) + 1].decode().rstrip()
