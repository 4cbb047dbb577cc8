"""Drawn lines under a component: shapes, borders of an empty paragraph, rows of characters, the font's underline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docgen.checking.recognition.components import DrawnLine
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.slots import cell_of
from docgen.checking.recognition.words import SEPARATOR
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts, Twips

_LINE_HEIGHT = 60  # a picture or box as flat as this is a line
_LOOKAHEAD = 3


def is_separator(paragraph: ParagraphFacts) -> bool:
    """Whether a paragraph is nothing but a row of line characters."""
    text = paragraph.text.strip()
    return len(text) >= 3 and SEPARATOR.fullmatch(text) is not None


def find_shapes(paragraph: ParagraphFacts) -> tuple[DrawnLine, ...]:
    """Return the lines that are drawn as shapes anchored in a paragraph."""
    return tuple(
        DrawnLine("shape", drawing.width, paragraph)
        for drawing in paragraph.drawings
        if drawing.kind == "line" or (0 <= drawing.height <= _LINE_HEIGHT < drawing.width)
    )


def find_line_under(
    facts: DocumentFacts, passage: Passage, *, claimed: Iterable[ParagraphFacts] = ()
) -> DrawnLine | None:
    """Return the line under a passage: in its own paragraph, or in the next ones of its cell before other text."""
    paragraph = passage.paragraph
    taken = {id(line) for line in claimed}
    for shape in find_shapes(paragraph):
        if id(paragraph) not in taken:
            return shape
    if "bottom" in paragraph.borders:
        return DrawnLine("border", measure_border(facts, paragraph), paragraph)
    follower = _find_in_followers(facts, paragraph)
    if follower is not None:
        return follower
    if passage.ink and all(run.underline for run in passage.ink):
        return DrawnLine("underline", Twips(0), paragraph)
    return None


def _find_in_followers(facts: DocumentFacts, paragraph: ParagraphFacts) -> DrawnLine | None:
    for follower in _follow(facts.paragraphs, paragraph):
        if is_separator(follower):
            return DrawnLine("characters", Twips(0), follower)
        shapes = find_shapes(follower)
        if shapes:
            return shapes[0]
        if "top" in follower.borders and (not follower.ink or "bottom" not in follower.borders):
            # A frame around the next text (a stamp) is no line under this one.
            return DrawnLine("border", measure_border(facts, follower), follower)
        if follower.ink:
            return None
        if "bottom" in follower.borders:
            return DrawnLine("border", measure_border(facts, follower), follower)
    return None


def _follow(paragraphs: Sequence[ParagraphFacts], paragraph: ParagraphFacts) -> Sequence[ParagraphFacts]:
    cell = cell_of(paragraph)
    position = paragraph.place.index + 1
    return [p for p in paragraphs[position : position + _LOOKAHEAD] if cell_of(p) == cell]


def measure_border(facts: DocumentFacts, paragraph: ParagraphFacts) -> Twips:
    """Return the length of a paragraph's border: its column without the indents; 0 where the column is not known."""
    place = paragraph.place
    if place.table >= 0 and place.table < len(facts.tables):
        rows = facts.tables[place.table].rows
        cells = rows[place.row] if 0 <= place.row < len(rows) else ()
        width = next((cell.width for cell in cells if cell.column == place.column), Twips(0))
    else:
        section = next((section for section in facts.sections if section.index == place.section), None)
        width = Twips(section.text_width) if section else Twips(0)
    return Twips(max(0, width - paragraph.left - paragraph.right)) if width else Twips(0)
