"""Where a sequence of articles, clauses or points breaks, with the tolerance that real documents need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.checking.recognition.components import BodyKind, BodyParagraph
from docgen.checking.recognition.passages import whole_passage
from docgen.checking.text_levels import HEADINGS, own_paragraphs
from docgen.errors import InputError
from docgen.vietnamese.numerals import POINT_LETTERS, parse_roman

# After "sửa đổi … như sau:" the numbers may be those of another document.
_AMENDS = re.compile(
    r"(?:sửa đổi|bổ sung|thay thế|bãi bỏ|đính chính|điều chỉnh|như sau).*:\s*$", re.IGNORECASE | re.DOTALL
)
# From there on, and to the end of the article, unquoted wording of another document may stand between its own clauses.
_REWORDS = re.compile(r"(?:sửa đổi|bổ sung|thay thế)\b.*:\s*$", re.IGNORECASE | re.DOTALL)
_HEADING = 200  # characters
_ABOVE_CLAUSE = (*HEADINGS, BodyKind.HEADING_TITLE, BodyKind.ARTICLE, BodyKind.ROMAN)
_ABOVE_POINT = (*_ABOVE_CLAUSE, BodyKind.CLAUSE, BodyKind.DECIMAL)


@dataclass(frozen=True, slots=True)
class Break:
    """A paragraph whose number does not follow the one before; ``previous`` is "" where it should be the first."""

    item: BodyParagraph
    expected: int
    previous: int


def read_number(text: str) -> int | None:
    """Return the value of an Arabic or Roman number, or None."""
    if text.isdecimal() and text.isascii():
        return int(text)
    try:
        return parse_roman(text)
    except InputError:
        return None


def find_article_breaks(body: Sequence[BodyParagraph]) -> Iterator[Break]:
    """Yield the articles that do not count 1, 2, 3 … (5a after 5 is in order)."""
    last = 0
    skipped: int | None = None  # what was expected where another number stood: the count may go on from there
    previous: BodyParagraph | None = None
    for item in own_paragraphs(body):
        digits = re.match(r"\d+", item.number) if item.kind is BodyKind.ARTICLE else None
        if digits is not None:
            value = int(digits[0])
            is_inserted = digits[0] != item.number and value == last
            amends = (
                previous is not None and _leads_on(previous) and _AMENDS.search(previous.paragraph.text) is not None
            )
            if not is_inserted and value != last + 1 and value - 1 != skipped and not amends:
                yield Break(item, last + 1, last)
                skipped = last + 1
                last = value
            elif not amends or value == last + 1:
                last, skipped = value, None
        previous = item


def find_clause_breaks(body: Sequence[BodyParagraph]) -> Iterator[Break]:
    """Yield the clauses that skip or repeat a number; each article or heading may begin anew or go on."""
    yield from _find_breaks(body, BodyKind.CLAUSE, _ABOVE_CLAUSE)


def find_point_breaks(body: Sequence[BodyParagraph]) -> Iterator[Break]:
    """Yield the points that skip or repeat a letter of a, b, c, d, đ, e, g …"""
    yield from _find_breaks(body, BodyKind.POINT, _ABOVE_POINT)


def _find_breaks(body: Sequence[BodyParagraph], kind: BodyKind, above: tuple[BodyKind, ...]) -> Iterator[Break]:
    counter = _Counter()
    previous: BodyParagraph | None = None
    rewords = False
    for item in own_paragraphs(body):
        if item.kind is BodyKind.ARTICLE:
            rewords = False
        rewords = rewords or (_leads_on(item) and _REWORDS.search(item.paragraph.text) is not None)
        if item.kind in above or _is_heading(item):
            counter.reset()
        elif item.kind is kind and (value := _read_value(item)) is not None:
            expected = counter.take(value, may_repeat=_may_open_list(previous))
            amends = (
                previous is not None and _leads_on(previous) and _AMENDS.search(previous.paragraph.text) is not None
            )
            if expected is not None and not amends and not rewords:
                yield Break(item, expected, expected - 1)
        previous = item


def _read_value(item: BodyParagraph) -> int | None:
    if item.kind is BodyKind.POINT:
        position = POINT_LETTERS.find(item.number)
        return position + 1 if position >= 0 else None
    return int(item.number) if item.number.isdecimal() else None


def _is_heading(item: BodyParagraph) -> bool:
    """Whether a paragraph is a heading without number ("PHẦN THỨ NHẤT", "A. TÌNH HÌNH CHUNG", a bold line)."""
    if item.kind is BodyKind.POINT:
        return item.number.isupper()
    if item.kind is not BodyKind.TEXT:
        return False
    if item.paragraph.align == "center":
        return True
    return whole_passage(item.paragraph).all_bold and len(item.paragraph.text) < _HEADING


def _amends(item: BodyParagraph | None) -> bool:
    """Whether a paragraph leads on to the wording of another document."""
    return item is not None and _leads_on(item) and _AMENDS.search(item.paragraph.text) is not None


def _leads_on(item: BodyParagraph) -> bool:
    return item.paragraph.text.rstrip().endswith(":")


def _may_open_list(previous: BodyParagraph | None) -> bool:
    """Whether a list of its own may begin after a paragraph: a colon or a heading leads to one."""
    return previous is None or previous.is_titled or previous.paragraph.text.rstrip().endswith(":")


class _Counter:
    """Counts nested lists: 1, 2 (a list of its own: 1, 2), 3."""

    def __init__(self) -> None:
        self._open: list[int] = []
        self._before = 0
        self._taken = 0
        self._skipped: int | None = None

    def reset(self) -> None:
        """Begin anew under another heading."""
        self._before = self._open[0] if self._open else self._before
        self._open = []
        self._taken = 0
        self._skipped = None

    def take(self, value: int, *, may_repeat: bool) -> int | None:
        """Count a number in; return what was expected where it does not follow, else None."""
        self._taken += 1
        if value == 1 and (may_repeat or self._open != [1] or self._taken > 2):
            self._open.append(1)
            return None
        for depth in range(len(self._open) - 1, -1, -1):
            if self._open[depth] + 1 == value:
                del self._open[depth + 1 :]
                self._open[depth] = value
                return None
        if not self._open and value == self._before + 1:
            self._open = [value]
            return None
        if self._skipped is not None and value == self._skipped + 1:
            # One number was wrong, and the count goes on as if it had been right.
            self._open = [*self._open[:-1], value]
            self._skipped = None
            return None
        expected = self._open[-1] + 1 if self._open else 1
        self._skipped = expected
        self._open = [*self._open[:-1], value]
        return expected
