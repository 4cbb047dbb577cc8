"""Slots: where in a two-column layout a passage stands; a table, tabs, spaces or text boxes make the columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts

# Tabs and long gaps part the columns; a line break parts the lines of one paragraph.
_GAP = re.compile(r"\n|\s*\t\s*| {4,}")
# The room that a draft leaves for number and day is not a gap between columns.
_BLANKS = re.compile(
    r"[Ss][ốỐ]\s*:?[ .…_\d\t]*/ *[A-ZĐ]|ngày[ .…_\d\t]*tháng[ .…_\d\t]*năm[ .…_\d]*", re.IGNORECASE | re.UNICODE
)
_LONGEST = 2000  # characters; a paragraph beyond is running text, whatever gaps it has


class Cell(NamedTuple):
    """What holds a paragraph together with others: a table's column, a text box, or nothing (-1, -1, -1)."""

    table: int
    column: int
    text_box: int


@dataclass(frozen=True, eq=False, slots=True)
class Slot:
    """A passage of a layout. ``line`` counts the lines of its paragraph; ``lead`` are the tabs and gaps before it.

    ``order`` counts the passages of its line from the left, ``count`` is how many there are.
    """

    passage: Passage
    cell: Cell
    line: int
    lead: int
    is_only: bool
    order: int = 0
    count: int = 1


def cell_of(paragraph: ParagraphFacts) -> Cell:
    """Return the table column or text box of a paragraph."""
    place = paragraph.place
    return Cell(place.table, place.column, place.text_box)


def is_in_content_table(facts: DocumentFacts, paragraph: ParagraphFacts) -> bool:
    """Whether a paragraph stands in a table that shows its lines, not in one that only holds a layout."""
    place = paragraph.place
    if not 0 <= place.table < len(facts.tables) or not facts.tables[place.table].has_borders:
        return False
    rows = facts.tables[place.table].rows
    cells = rows[place.row] if 0 <= place.row < len(rows) else ()
    return any(cell.has_border for cell in cells if cell.column == place.column)


def find_slots(paragraphs: Sequence[ParagraphFacts]) -> Iterator[Slot]:
    """Yield the passages of paragraphs with ink, in reading order."""
    for paragraph in paragraphs:
        if paragraph.ink:
            yield from split_paragraph(paragraph)


def split_paragraph(paragraph: ParagraphFacts) -> tuple[Slot, ...]:
    """Return the passages of one paragraph."""
    text = paragraph.text
    cell = cell_of(paragraph)
    if len(text) > _LONGEST or (not _GAP.search(text.strip()) and not text.startswith(("\t", "    "))):
        return (Slot(whole_passage(paragraph), cell, 0, 0, is_only=True),)
    pieces = tuple(_split(text))
    single = len(pieces) == 1
    counts = Counter(line for _, _, line, _ in pieces)
    placed: Counter[int] = Counter()
    slots = []
    for start, end, line, lead in pieces:
        passage = whole_passage(paragraph) if single else Passage(paragraph, start, end, is_whole=False)
        slots.append(Slot(passage, cell, line, lead, is_only=single, order=placed[line], count=counts[line]))
        placed[line] += 1
    return tuple(slots)


def _split(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, line, gaps before on this line) of the passages in a text."""
    kept = [match.span() for match in _BLANKS.finditer(text)]
    start = line = lead = 0
    for gap in _GAP.finditer(text):
        if "\n" not in gap[0] and any(left < gap.end() and gap.start() < right for left, right in kept):
            continue
        if text[start : gap.start()].strip():
            yield _strip(text, start, gap.start(), line, lead)
        if gap[0] == "\n":
            line, lead = line + 1, 0
        else:
            lead += max(1, gap[0].count("\t"))
        start = gap.end()
    if text[start:].strip():
        yield _strip(text, start, len(text), line, lead)


def _strip(text: str, start: int, end: int, line: int, lead: int) -> tuple[int, int, int, int]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return start, start + len(piece.strip()), line, lead
