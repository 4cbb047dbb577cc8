"""Where a title (trích yếu) ends, and the sentence around it goes on.

A title is a phrase, and what ends it is often no mark: "Nghị quyết … về hỗ trợ hợp tác xã còn chậm". So every place
where it may end is weighed: the words before it, what stands there, and what the sentence around it still lacks. The
place with the highest sum is the end. The weights are learnt (``tests/support/title_training.py``).
"""

from __future__ import annotations

from itertools import accumulate
from typing import Final

from docgen.citations.finding.folding import Page
from docgen.citations.finding.title_places import Surroundings, follow_title
from docgen.citations.finding.title_weights import load_weights
from docgen.citations.finding.worn import is_worn

TITLE_REACH: Final = 420
"""No title is read further than so many characters."""


def find_title_end(page: Page, start: int, around: Surroundings) -> int:
    """Return where the title ends that begins at ``start``."""
    weights = load_weights(worn=is_worn(page.text, start))
    course = follow_title(page, start, around, weights.openings)
    word, sign = weights.words.get, weights.signs.get
    before = list(accumulate((sum([word(each, 0.0) for each in inner]) for inner in course.inner), initial=0.0))
    return max(
        course.places, key=lambda place: before[place.words] + sum([sign(each, 0.0) for each in place.signs])
    ).position
