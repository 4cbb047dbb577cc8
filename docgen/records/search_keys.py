"""The keys of a record: what the index of either database knows of it, a set of words without places.

A key is a word that stands anywhere (``ke``), the same with its diacritics when it has some (``=ke61``), and two words
side by side (``ke+hoach``); all of them once more with ``^`` when they stand in the title; and with ``@`` the facets:
kind, state, type, month, year, organ.

Keys without places are what keeps the index small, quick to write and quick to ask. What they leave open, whether the
words of a longer phrase stand in one row, is looked up in the records that hold all its pairs (``is_proven``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

from docgen.digest import sha256
from docgen.records.search_query import Term
from docgen.records.search_words import BOUNDARY

# Signs that stand in no word; FTS5 must be told that they belong to one (``search_postings``).
SIGNS: Final = "^=+@"
TITLE: Final = "^"
ANYWHERE: Final = ""
_FACET: Final = "@"
# Indexes of docgen 0.2 kept pairs of an organ's words beside the words, joined by this sign.
_OLD_JOINT: Final = "¦"
_MOST_MONTHS: Final = 12
_MOST_YEARS: Final = 3


def list_keys(row: Mapping[str, Any]) -> dict[str, None]:
    """Return the keys of a row of ``tables.search_texts``, in no order that means anything."""
    keys = _list_words(row["title_folded"], row["title_exact"])
    keys |= {TITLE + key: None for key in keys}
    keys |= dict.fromkeys(_list_facets(row["facets"]))
    for part in ("fields", "text"):
        keys |= _list_words(row[f"{part}_folded"], row[f"{part}_exact"])
    return keys


@lru_cache(maxsize=1 << 16)
def number_key(key: str, year: int) -> str:
    """Return a key of a record of some year as PostgreSQL keeps it: the digits of a number of eight bytes.

    The first is the year's, seven are the key's: what is entered in a year lies together in the index, and does not
    become slower with what was entered before. Among a million keys of a year two have the same number once in 140,000
    stores; a record is then found for a wrong word.
    """
    return str(number_year(year) + number_word(key))


def number_year(year: int) -> int:
    """Return what a year adds to the numbers of its keys."""
    return year % 256 - 128 << 56


def number_word(key: str) -> int:
    """Return the number of a key, of seven bytes, before its year is added."""
    return int.from_bytes(sha256(key.encode()).digest()[:7], "big")


def _list_facets(facets: str) -> Iterator[str]:
    words = [word for word in facets.split(" ") if _OLD_JOINT not in word]
    yield from (f"{_FACET}{word}" for word in words)
    yield from (year_key(int(word[1:5])) for word in words if word[:1] == "m")
    yield from _pair(_FACET, [word for word in words if word[:1] == "o"])


def _list_words(folded: str, exact: str) -> dict[str, None]:
    """Return the keys of some fields."""
    keys: dict[str, None] = {}
    for part, exact_part in zip(folded.split(BOUNDARY), exact.split(BOUNDARY), strict=False):
        words, typed = part.split(" "), exact_part.split(" ")
        keys |= dict.fromkeys(words)
        keys |= {f"={word}": None for word, plain in dict.fromkeys(zip(typed, words, strict=False)) if word != plain}
        keys |= dict.fromkeys(_pair("", words))
    keys.pop("", None)
    return keys


def _pair(mark: str, words: Sequence[str]) -> list[str]:
    return [f"{mark}{first}+{second}" for first, second in pairwise(words)]


def term_keys(term: Term, mark: str) -> list[str]:
    """Return the keys that every record has in which a term stands: anywhere, or in its title (``mark``)."""
    keys = _pair(mark, term.folded)
    if term.is_exact:
        keys += [f"{mark}={word}" for word, plain in zip(term.words, term.folded, strict=True) if word != plain]
    return keys or [f"{mark}{term.folded[0]}"]


def is_proven(term: Term) -> bool:
    """Whether a record that has all keys of a term holds the term."""
    return len(term.words) == 1 or (len(term.words) == 2 and not term.is_exact)


def facet_keys(words: Sequence[str]) -> list[str]:
    """Return the keys of facets that stand side by side; two or fewer are proven by them."""
    return _pair(_FACET, words) or [f"{_FACET}{words[0]}"]


def guess_breadth(key: str) -> int:
    """Return a guess of how many records have a key: 0 for an organ or a type, 1 for words, 2 for a state or a kind."""
    if not key.startswith(_FACET):
        return 1
    return 2 if key[1] in "sk" else 0


def month_key(year: int, month: int) -> str:
    """Return the key of the records of a month."""
    return f"{_FACET}m{year:04d}{month:02d}"


def year_key(year: int) -> str:
    """Return the key of the records of a year."""
    return f"{_FACET}y{year:04d}"


def span_keys(first: date, last: date) -> list[str]:
    """Return keys of which every record from one day to another has one; none for a span of many years."""
    start, end = (12 * day.year + day.month - 1 for day in (first, last))
    if end - start < _MOST_MONTHS:
        return [month_key(month // 12, month % 12 + 1) for month in range(start, end + 1)]
    if last.year - first.year < _MOST_YEARS:
        return [year_key(year) for year in range(first.year, last.year + 1)]
    return []
