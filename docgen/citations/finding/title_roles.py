"""The part of its sentence that a citation is: that decides what the sentence still lacks behind its title.

A subject lacks its predicate ("Quyết định số … còn chậm"); an adverb ("Theo Quyết định số …") a comma and a clause; an
object nothing.
"""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.finding.folding import Page, spaced
from docgen.citations.finding.title_words import ADVERBIALS_MARKED, SUBORDINATORS_MARKED, VERBS_MARKED

_REACH: Final = 160
_BEGINS: Final = re.compile(
    r"[.!?;:](?=\s)|\n(?=\s*(?:[-+*•]|\d|[a-zđ]\)|[A-ZĐÀ-Ỹ]|\n))|[|\"“]"
)
_ITEM: Final = re.compile(r"[\s\-+*•\d.)]*")
_ADVERBIAL: Final = spaced(rf"(?:{ADVERBIALS_MARKED})(?!\w)")
_VERB: Final = spaced(rf"(?:.{{0,150}}? )?(?:{VERBS_MARKED})(?!\w)")
_SUBORDINATOR: Final = spaced(rf"(?<!\w)(?:{SUBORDINATORS_MARKED})(?: các)?\s*\Z")
_PLURAL: Final = re.compile(r"\s*(?:các)?\s*\Z")


def find_role(page: Page, citation: int) -> str:
    """Return the part of its sentence that a citation is which begins at ``citation``.

    "subject"; "noun", it says more of a subject; "adverb"; "basis", that of a căn cứ; "object", a verb stands before it.
    """
    before = page.text[max(0, citation - _REACH) : citation]
    start = 0
    for begin in _BEGINS.finditer(before):
        start = begin.end()
    clause = before[_ITEM.match(before, start).end() :].lower()
    if clause.startswith("căn cứ"):
        return "basis"
    if _PLURAL.match(clause) or _SUBORDINATOR.search(clause):
        return "subject"
    head, comma, tail = clause.rpartition(",")
    if comma and _PLURAL.match(tail):
        return "subject"
    if _ADVERBIAL.match(tail.lstrip()):
        return "adverb"
    return "object" if _VERB.match(tail.lstrip()) else "noun"
