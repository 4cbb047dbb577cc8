"""Two texts beside each other: paragraph by paragraph, and inside a paragraph word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

_WORDS: Final = re.compile(r"\s+|[^\s]+")
# Paragraphs less alike than this are another text, not a changed one.
_ALIKE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that is in both texts, or in one ("" in the other). ``words``: kind (same, out, in) and text."""

    before: str
    after: str
    words: tuple[tuple[str, str], ...]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed."""
        return self.before == self.after


def compare_paragraphs(before: Sequence[str], after: Sequence[str]) -> list[Change]:
    """Return the paragraphs of both texts in order, those that changed as one."""
    changes: list[Change] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, a1, a2, b1, b2 in matcher.get_opcodes():
        if kind == "equal":
            changes += [Change(text, text, (("same", text),)) for text in before[a1:a2]]
        else:
            changes += [_compare(old, new) for old, new in pair_paragraphs(before[a1:a2], after[b1:b2])]
    return changes


def pair_paragraphs(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of paragraphs, in order: as many for as many, else those that are alike; "" stands for none."""
    if len(before) == len(after):
        yield from zip(before, after, strict=True)
        return
    start = 0
    for old in before:
        ratios = [SequenceMatcher(None, old, new, autojunk=False).ratio() for new in after[start:]]
        best = max(range(len(ratios)), key=ratios.__getitem__, default=-1)
        if best < 0 or ratios[best] < _ALIKE:
            yield old, ""
            continue
        for new in after[start : start + best]:
            yield "", new
        yield old, after[start + best]
        start += best + 1
    for new in after[start:]:
        yield "", new


def _compare(before: str, after: str) -> Change:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    words: list[tuple[str, str]] = []
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            words.append(("same", "".join(old[a1:a2])))
            continue
        if a2 > a1:
            words.append(("out", "".join(old[a1:a2])))
        if b2 > b1:
            words.append(("in", "".join(new[b1:b2])))
    return Change(before, after, tuple(words))
