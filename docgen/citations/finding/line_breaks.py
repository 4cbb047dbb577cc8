"""Whether a line break only wraps a line, or ends what stands on it."""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.finding.folding import Page, spaced
from docgen.citations.finding.title_words import BEFORE_NUMBERS, OPEN_ENDS
from docgen.vietnamese.text import CAPITAL_LETTERS

# A line that begins so is an item, a căn cứ, a row: no wrapped line.
_ITEM: Final = spaced(
    r"\s{0,40}(?:[-+*#|\"•]|[0-9]{1,2}[.)]|[0-9]{1,3}\s(?!\s{0,3}(?:th[a-z]ng|n[a-z]m)\s)|[a-z]\)|dieu [0-9]"
    r"|can cu |quyet (?:dinh|nghi)\s?(?:[:\n]|\Z)|theo de nghi|xet |so(?: hieu)?\s?:|kinh gui|noi nhan|\Z)"
)
_OPEN_END: Final = spaced(rf"(?:,|-| (?:{OPEN_ENDS}))[ \t]{{0,4}}\Z")
# Behind the level of a place its name follows on the next line, two capitals; one capital begins a sentence.
_LEVEL_END: Final = spaced(r" (?:tinh|huyen|xa|phuong|thanh pho|thi xa|thi tran)[ \t]{0,4}\Z")
_PROPER_NAME: Final = re.compile(rf"[{CAPITAL_LETTERS}]\w*[\s-]{{1,3}}[{CAPITAL_LETTERS}]")
# With a capital these begin a sentence.
_OPENS_SENTENCE: Final = spaced(
    r"(?:thuc hien|trien khai|theo|de|nham|tai|trong|qua|sau|truoc|tren|tu|do|vi|ngay [0-9]|cac|viec|nay) [a-z0-9]"
)
_BEFORE_NUMBER: Final = spaced(rf" (?:{BEFORE_NUMBERS})[ \t]{{0,4}}\Z")
_REACH: Final = 16
_GAP: Final = re.compile(r"\s{1,80}(?=\S)")
# A blank line (``layout`` has left those that end something) is only passed over before a small letter, as in a cell.
_BREAKS_MAX: Final = 2
_LINE_MAX: Final = 130
_SPARE: Final = 8


def skip_wrap(page: Page, at: int) -> int | None:
    """Return where the text goes on behind the line break at ``at``, None when it ends there.

    It goes on with a small word, or with a word that had no room on the line before.
    """
    gap = _GAP.match(page.text, at)
    breaks = 0 if gap is None else page.text.count("\n", at, gap.end())
    if gap is None or breaks > _BREAKS_MAX or (breaks > 1 and page.text[gap.end()].isupper()):
        return None
    return gap.end() if _goes_on(page, at, gap.end()) else None


def _goes_on(page: Page, at: int, following: int) -> bool:
    text, first = page.text, page.text[following]
    if _ITEM.match(page.folded, following):
        return first.isdigit() and _BEFORE_NUMBER.search(page.folded, max(0, at - _REACH), at) is not None
    if not first.isupper() or _OPEN_END.search(page.folded, max(0, at - _REACH), at):
        return True
    if _LEVEL_END.search(page.folded, max(0, at - _REACH), at) and _PROPER_NAME.match(text, following):
        return True
    if _OPENS_SENTENCE.match(page.folded, following):
        return False
    line_start, line_end = text.rfind("\n", 0, at) + 1, text.find("\n", following)
    line_end = len(text) if line_end < 0 else line_end
    if text[following:line_end].isupper() and not text[line_start:at].isupper():
        return False
    length, word = len(text[line_start:at].rstrip()), len(text[following:line_end].split(" ", 1)[0])
    before = text[max(0, line_start - 2 * _LINE_MAX) : line_start].rstrip()
    neighbour = max(line_end - following, len(before) - before.rfind("\n") - 1)
    return length < _LINE_MAX and neighbour < _LINE_MAX and length + word + _SPARE > neighbour
