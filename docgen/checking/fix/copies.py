"""The older copies of text boxes: Word keeps each box twice, and what is mended in one is mended in the other."""

from __future__ import annotations

import copy
from typing import Any

from docgen.ooxml.names import ALTERNATE, CHOICE, FALLBACK, TEXT_BOX, P, T


def find_copies(paragraph: Any) -> tuple[Any, ...]:
    """Return the paragraphs that repeat this one in other branches of mc:AlternateContent: same place, same text."""
    branch = paragraph
    while branch is not None and branch.tag not in (CHOICE, FALLBACK):
        branch = branch.getparent()
    if branch is None or branch.getparent() is None or branch.getparent().tag != ALTERNATE:
        return ()
    place = list(_paragraphs(branch)).index(paragraph) if paragraph in _paragraphs(branch) else -1
    count = len(_paragraphs(branch))
    copies = []
    for other in branch.getparent():
        if other is branch or other.tag not in (CHOICE, FALLBACK) or place < 0:
            continue
        found = _paragraphs(other)
        if len(found) == count and _text_of(found[place]) == _text_of(paragraph):
            copies.append(found[place])
    return tuple(copies)


def renew_copy(old: Any, mended: Any) -> None:
    """Put what was mended in the place of its older copy."""
    fresh = copy.deepcopy(mended)
    fresh.tail = old.tail
    old.getparent().replace(old, fresh)


def _paragraphs(branch: Any) -> list[Any]:
    return [paragraph for box in branch.iter(TEXT_BOX) for paragraph in box.iter(P)]


def _text_of(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(T))
