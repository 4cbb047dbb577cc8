"""Finds text that was pasted from a document in an old Vietnamese font and is glyph soup in Unicode."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Literal, NamedTuple

from docgen.vietnamese.legacy_fonts import read_tcvn3, read_vni
from docgen.vietnamese.syllables import is_syllable

LegacyName = Literal["TCVN3", "VNI"]

# Soup has Latin-1 characters, symbols too. A word with a Vietnamese letter from beyond Latin-1 is proper Unicode.
_WORDS: Final = re.compile("[0-9A-Za-z\u00a1-\u024f\u0300-\u036f\u1e00-\u1eff]+")
_LAST_OF_LATIN1: Final = "\u00ff"
_DIGIT: Final = re.compile("[0-9]")
_LETTER: Final = re.compile("[A-Za-zÀ-ÖØ-öø-ÿ]")
# "ngh" + three vowels with marks + "ng" in VNI.
_LONGEST_WORD: Final = 16

# These two are seldom needed, and compiled then.
# What a formula or a bullet does not have: a Latin-1 letter, or a symbol in the place of a letter after a letter.
# Not ¹, which may be an exponent or a note.
_STRONG: Final = "[À-ÖØ-öø-ÿ]|[A-Za-z][\u00a1-\u00b8\u00ba-\u00bf]"

# Cleaning removes the soft hyphens that are the letter ư of TCVN3; it is missed before ơ only.
_LOST_HORN: Final = "(?<![ưƯ])(?=[ơờởỡớợ])"

# A stretch is telling words with no more than so many others between them. In true soup about half of all words
# tell; in French, Swedish or a formula only some do, and most marked words fit neither table.
_LEAST_TELLING: Final = 2
_LARGEST_GAP: Final = 8
_TELLING_OF_ALL: Final = 0.25
_TELLING_OF_STRANGE: Final = 0.6


class _Word(NamedTuple):
    """A word that has something to say: proper Unicode beyond doubt, or not in order as it stands.

    ``position`` counts all words of the text.
    """

    text: str
    start: int
    position: int
    is_unicode: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Stretch:
    """Telling words of one encoding near each other, and how many strange words between them tell nothing."""

    def __init__(self, name: LegacyName) -> None:
        self.name = name
        self.telling: list[_Word] = []
        self.strange = 0

    @property
    def start(self) -> int:
        return self.telling[0].start

    @property
    def end(self) -> int:
        return self.telling[-1].end

    def is_convincing(self) -> bool:
        count = len(self.telling)
        if len({word.text.lower() for word in self.telling}) < _LEAST_TELLING:
            return False
        if not any(re.search(_STRONG, word.text) for word in self.telling):
            return False
        words = self.telling[-1].position - self.telling[0].position + 1
        return count >= _TELLING_OF_ALL * words and count >= _TELLING_OF_STRANGE * (count + self.strange)


def find_legacy_encoding(text: str) -> LegacyName | None:
    """Return "TCVN3" or "VNI" when ``text`` has a stretch pasted from an old Vietnamese font, else None.

    Such text is valid Unicode and reads "Céng hßa x· héi" or "Coäng hoøa xaõ hoäi". Ask before ``clean_text``: the
    letter ư of TCVN3 is a soft hyphen, which cleaning removes (what remains is still found).
    """
    span = find_legacy_span(text)
    return None if span is None else span[2]


def find_legacy_span(text: str) -> tuple[int, int, LegacyName] | None:
    """Return start, end and encoding of the first stretch of ``text`` that is TCVN3 or VNI, else None.

    A word tells when it is no Vietnamese syllable as it stands and is one when read through the table of an old
    font. Two such words close to each other are needed, so that a foreign name or a formula raises no alarm.
    """
    # Most texts are seen to be in order by their different words alone.
    different = {word for word in _WORDS.findall(text) if not word.isascii() and max(word) <= _LAST_OF_LATIN1}
    if sum(not _is_in_order(word) for word in different) < _LEAST_TELLING:
        return None
    words = list(_iterate_words(text))
    stretches = [
        stretch
        for name, reads in _READERS.items()
        for stretch in _iterate_stretches(words, name, reads)
        if stretch.is_convincing()
    ]
    if not stretches:
        return None
    # Where both tables make something of the same place, the one that explains more words is right.
    first = min(stretches, key=lambda stretch: stretch.start)
    rivals = (stretch for stretch in stretches if stretch.start < first.end)
    best = max(rivals, key=lambda stretch: len(stretch.telling))
    return best.start, best.end, best.name


def _iterate_words(text: str) -> Iterator[_Word]:
    for index, match in enumerate(_WORDS.finditer(text)):
        word = match[0]
        if word.isascii():
            continue
        is_unicode = max(word) > _LAST_OF_LATIN1
        if is_unicode or not _is_in_order(word):
            yield _Word(word, match.start(), index, is_unicode)


def _is_in_order(word: str) -> bool:
    """Whether a Latin-1 word is Vietnamese as it stands, or says nothing: a bullet, a unit, a long string."""
    if len(word) > _LONGEST_WORD or _DIGIT.search(word) or not _LETTER.search(word):
        return True
    return is_syllable(word)


def _iterate_stretches(words: Iterable[_Word], name: LegacyName, reads: Callable[[str], bool]) -> Iterator[_Stretch]:
    stretch = _Stretch(name)
    strange = 0
    for word in words:
        if stretch.telling and (word.is_unicode or word.position - stretch.telling[-1].position > _LARGEST_GAP + 1):
            yield stretch
            stretch, strange = _Stretch(name), 0
        if word.is_unicode:
            continue
        if reads(word.text):
            stretch.telling.append(word)
            stretch.strange += strange
            strange = 0
        elif stretch.telling:
            strange += 1
    if stretch.telling:
        yield stretch


def _reads_as_tcvn3(word: str) -> bool:
    reading = read_tcvn3(word).lower()
    return is_syllable(reading) or is_syllable(re.sub(_LOST_HORN, "ư", reading))


def _reads_as_vni(word: str) -> bool:
    return is_syllable(read_vni(word))


_READERS: Final[dict[LegacyName, Callable[[str], bool]]] = {"TCVN3": _reads_as_tcvn3, "VNI": _reads_as_vni}
