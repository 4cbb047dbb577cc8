"""Text without case and diacritics, letter for letter: what a scan that lost its marks still has in common.

Whole texts are folded, so it has to be fast: the letters go through a table of bytes, as an old encoding has them.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from docgen.citations.finding.layout import clear_layout
from docgen.vietnamese.text import VIETNAMESE_LETTERS, normalize_text

INVISIBLE: Final = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
"""Characters that stand between letters without being seen; here they count as white space."""

_SPACES: Final = f"{INVISIBLE}\u00a0\u2009\u202f"
_DASHES: Final = "‐‑‒–—−"
# Ð is Icelandic, and typed for Đ, as ǎ is for ă; ¢ is what a scanner makes of an o with a mark below.
_LOOKALIKES: Final = {"Ð": "d", "ð": "d", "ǎ": "a", "¢": "o", "“": '"', "”": '"', "…": ".", "\f": " ", "\v": " "}
_SLASHES: Final = "⁄∕／"
_KEPT: Final = "\t\n\r"
# Of ASCII these stand in no pattern: their bytes are needed for the others.
_UNUSED: Final = "$@\\^`{}~"
_LONG_UNKNOWN: Final = "?" * 65
_RUNS: Final = re.compile("[\u0300-\u036f]{1,64}|[^\u0300-\u036f]+[\u0300-\u036f]{0,64}")
_UNMAPPED: Final = "\ufffe"


@dataclass(frozen=True, slots=True)
class Page:
    """A text in NFC, and what it folds to: plain small letters, dashes as "-".

    What only sets the page stands in them as blanks; ``printed`` is the text with it. All three are of one length.
    """

    text: str
    folded: str
    printed: str

    @classmethod
    def of(cls, text: str) -> Page:
        """Return the page of a text, which need not be in NFC."""
        printed, text = text, clear_layout(text)
        folded = fold(text)
        # Counting one character is many times as fast as looking for a long run of it.
        has_runs = folded.count("?") > len(_LONG_UNKNOWN) and _LONG_UNKNOWN in folded
        compose = _compose_runs if has_runs else normalize_text
        composed = compose(text)
        # Nearly every text is in NFC as it comes, and is given back as it is.
        return cls(
            composed, folded if composed is text else fold(composed), composed if printed is text else compose(printed)
        )

    def line(self, start: int, end: int) -> str:
        """Return a stretch of the text on one line."""
        return " ".join(self.text[start:end].split())


def spaced(pattern: str) -> re.Pattern[str]:
    """Compile a pattern for folded text: a space in it stands for white space of any kind, a line break too."""
    return re.compile(pattern.replace(" ", r"\s{1,40}"))


def _compose_runs(text: str) -> str:
    """Return ``text`` in NFC, in time that grows with its length.

    Composing takes time with the square of a run of combining marks: of more than 64 in a row, which no text has, each
    64 are composed apart.
    """
    return "".join(map(normalize_text, _RUNS.findall(text)))


def fold(text: str) -> str:
    """Return ``text`` (NFC) in plain small letters; a character that no Vietnamese text has becomes "?"."""
    encoding, plain = _tables()
    return codecs.charmap_encode(text, "replace", encoding)[0].translate(plain).decode("ascii")


@cache
def _tables() -> tuple[Any, bytes]:
    """Return the encoding of all characters that fold, one byte each, and the table that makes those bytes plain."""
    ascii_marks = (chr(code) for code in range(32, 127) if chr(code) not in _UNUSED)
    plain = {mark: mark.lower() for mark in (*ascii_marks, *_KEPT)}
    plain |= {letter: _plain(letter) for letter in VIETNAMESE_LETTERS}
    plain |= dict.fromkeys(_DASHES, "-") | dict.fromkeys(_SPACES, " ")
    plain |= dict.fromkeys(_SLASHES, "/") | _LOOKALIKES
    # ASCII keeps its bytes; the others take the bytes of control characters and those above ASCII. Byte 0 must stay.
    decoding = [chr(code) if code < 128 and chr(code) in plain else _UNMAPPED for code in range(256)]
    decoding[0] = "\0"
    free = (code for code in range(1, 256) if decoding[code] == _UNMAPPED)
    for character in filter(lambda character: not character.isascii(), plain):
        decoding[next(free)] = character
    folded = bytes(ord(plain.get(character, "?")) for character in decoding)
    return codecs.charmap_build("".join(decoding)), folded


def _plain(letter: str) -> str:
    return "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0].lower()


def list_phrases(text: str) -> tuple[str, ...]:
    """Return the phrases of a list in the code: between semicolons and at the ends of lines."""
    return tuple(phrase.strip() for line in text.strip().splitlines() for phrase in line.split(";"))


def any_of(patterns: Iterable[str]) -> str:
    """Return a pattern for any of the patterns, tried in their order among those that begin with the same letter.

    They share that letter, so that at most places one look decides that none of them is there.
    """
    groups: dict[str, list[str]] = {}
    for pattern in patterns:
        letter = pattern[0] if pattern[0].isalpha() and pattern[1:2] not in ("?", "{", "*", "+") else ""
        groups.setdefault(letter, []).append(pattern[len(letter) :])
    return "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in groups.items())
