"""About how many pages a section fills: enough to tell one page from two, not more."""

from __future__ import annotations

import math
from collections import defaultdict

from docgen.checking.subject import Subject
from docgen.ooxml.facts import ParagraphFacts, SectionFacts

_CHARACTER = 0.46  # average width of a character, in sizes of type
_LINE = 1.15  # height of a single line, in sizes of type
_TWIPS_PER_PT = 20


def estimate_pages(subject: Subject, section: SectionFacts) -> float:
    """Return about how many pages the paragraphs of a section fill; cells of a row stand side by side."""
    widths = _cell_widths(subject)
    rows: dict[tuple[int, int], dict[int, float]] = defaultdict(lambda: defaultdict(float))
    total = 0.0
    for paragraph in subject.paragraphs_of(section):
        place = paragraph.place
        if place.text_box >= 0:
            continue
        if place.table < 0:
            total += _measure(paragraph, section.text_width)
        else:
            width = widths.get((place.table, place.row, place.column), 0) or section.text_width // 3
            rows[place.table, place.row][place.column] += _measure(paragraph, width)
    total += sum(max(columns.values()) for columns in rows.values())
    height = section.page_height - section.top - section.bottom
    return total / max(height, 1)


def _cell_widths(subject: Subject) -> dict[tuple[int, int, int], int]:
    return {
        (table.index, row, cell.column): cell.width
        for table in subject.facts.tables
        for row, cells in enumerate(table.rows)
        for cell in cells
    }


def _measure(paragraph: ParagraphFacts, width: int) -> float:
    size = max((run.size_pt for run in paragraph.ink), default=13.0) * _TWIPS_PER_PT
    line = paragraph.line if paragraph.line_rule == "exact" else _LINE * size * max(paragraph.line, 240) / 240
    if paragraph.line_rule == "atLeast":
        line = max(paragraph.line, _LINE * size)
    room = max(width - max(paragraph.left, 0) - max(paragraph.right, 0), 400)
    lines = max(1, math.ceil(len(paragraph.text) * _CHARACTER * size / room))
    return lines * line + paragraph.before + paragraph.after
