"""What a clerk types into search: words, "phrases", numbers and notations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from docgen.errors import InputError
from docgen.records.search_words import Words, read_words

_PARTS: Final = re.compile(r"[\"“”„]([^\"“”„]*)(?:[\"“”„]|$)|([^\s\"“”„]+)")
_ISO_DAY: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b", re.ASCII)
_MOST_TERMS: Final = 32


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side. ``is_exact``: they were typed with diacritics, and are meant so."""

    words: tuple[str, ...]
    is_exact: bool
    folded: tuple[str, ...]

    def stands_in(self, text: Words) -> bool:
        """Whether a text holds the words, side by side."""
        return f" {' '.join(self.words)} " in f" {text.exact if self.is_exact else text.folded} "


def parse_query(text: str) -> tuple[Term, ...]:
    """Return the terms of a query, all of which a record must hold; none for an empty query.

    A word typed with diacritics matches only the word with them, a word without matches either: ``ke hoach`` finds
    Kế hoạch. Inside quotes one word with diacritics makes the whole phrase exact. Words joined by a stroke or a hyphen
    (12/KH-UBND) are a phrase. 2026-09-15 finds 15/9/2026.

    Raises InputError when there is no word in it, or more than 32.
    """
    terms: dict[Term, None] = {}
    for match in _PARTS.finditer(text):
        part = match[1] if match[1] is not None else match[2]
        # Records show days as people write them.
        read = read_words(_ISO_DAY.sub(r"\3/\2/\1", part))
        folded, exact = tuple(read.folded.split()), tuple(read.exact.split())
        if folded:
            is_exact = folded != exact
            terms[Term(exact if is_exact else folded, is_exact, folded)] = None
    if text.strip() and not terms:
        raise InputError(f"câu hỏi “{text.strip()}” không có chữ nào để tìm", hint='ví dụ: "ke hoach" cchc 2026')
    if len(terms) > _MOST_TERMS:
        raise InputError(f"câu hỏi có hơn {_MOST_TERMS} từ", hint="bớt từ, hoặc đặt cả cụm trong dấu ngoặc kép")
    return tuple(terms)
