"""Where a title (trích yếu) ends, and the sentence around it goes on.

A title is a phrase, and what ends it is often no mark: "Nghị quyết … về hỗ trợ hợp tác xã còn chậm". So every place
where it may end is weighed: the words before it, what stands there, and what the sentence around it still lacks. The
place with the highest sum is the end. The weights are learnt (``tests/support/title_training.py``).
"""

from __future__ import annotations

from typing import Final

from docgen.citations.finding.folding import Page
from docgen.citations.finding.title_places import Course, Surroundings
from docgen.citations.finding.title_weights import load_weights
from docgen.citations.finding.worn import is_worn

TITLE_REACH: Final = 420
"""No title is read further than so many characters."""

# No signs of a place outweigh words that speak so much against it.
_SIGNS_MAX: Final = 8.0


def find_title_end(page: Page, start: int, around: Surroundings) -> int:
    """Return where the title ends that begins at ``start``."""
    weights = load_weights(worn=is_worn(page.text, start))
    course = Course(page, start, around)
    texts, word, sign = course.texts, weights.words.get, weights.signs.get
    best, highest, inside, before = around.limit, float("-inf"), 0.0, ""
    read = 0
    for place in course.list_places(weights.openings):
        for text in texts[read : place.words]:
            inside += word(text, 0.0) + word(f"{before} {text}", 0.0)
            before = text
        read = place.words
        score = inside + sum([sign(each, 0.0) for each in place.signs])
        if score > highest:
            best, highest = place.position, score
        elif inside + _SIGNS_MAX < highest:
            break
    return best
