"""Drawn lines under a component: shapes, borders of an empty paragraph, rows of characters, the font's underline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from docgen.checking.recognition.components import DrawnLine, Heading
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.slots import cell_of
from docgen.checking.recognition.words import SEPARATOR
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts, Twips

_LINE_HEIGHT = 60  # a picture or box as flat as this is a line
_LOOKAHEAD = 3
_MOTTO_LINE = Twips(2000)  # the Tiêu ngữ is about 2,800 twips wide at 13 pt


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


def add_heading_lines(facts: DocumentFacts, heading: Heading) -> Heading:
    """Return the heading with the lines under Tiêu ngữ and agency."""
    motto = heading.motto or heading.nation
    motto_line = find_line_under(facts, motto) if motto else None
    organ_line = find_line_under(facts, heading.organ[-1]) if heading.organ else None
    # Programs anchor a shape in any paragraph nearby, both lines often in the same one.
    shapes = [shape for paragraph in facts.paragraphs[heading.start : heading.end] for shape in find_shapes(paragraph)]
    same = motto_line is not None and organ_line is not None and motto_line.paragraph is organ_line.paragraph
    if shapes and (motto_line is None or organ_line is None or same):
        motto_line, organ_line = _share_shapes(shapes, motto_line, organ_line)
    return replace(heading, motto_line=motto_line, organ_line=organ_line)


def _share_shapes(
    shapes: Sequence[DrawnLine], motto: DrawnLine | None, organ: DrawnLine | None
) -> tuple[DrawnLine | None, DrawnLine | None]:
    """Give the longest shape to the Tiêu ngữ and the next to the agency; one alone goes where its length fits."""
    ranked = sorted(shapes, key=lambda shape: shape.width, reverse=True)
    if len(ranked) >= 2:
        return ranked[0], ranked[1]
    only = ranked[0]
    if motto is not None and motto is not only and motto.kind != "shape":
        return motto, organ or only
    if organ is not None and organ.kind != "shape":
        return motto or only, organ
    return (only, None) if only.width == 0 or only.width >= _MOTTO_LINE else (None, only)
