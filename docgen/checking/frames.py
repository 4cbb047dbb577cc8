"""Frames around stamps and the colour of their letters."""

from __future__ import annotations

from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.ooxml.facts import ParagraphFacts, RunFacts
from docgen.ooxml.names import W

_SIDES = frozenset({"top", "bottom", "left", "right"})
_LEAST_RED = 0xB0
_MOST_OTHER = 0x50


def is_framed(subject: Subject, passage: Passage) -> bool | None:
    """Whether a frame is drawn around a passage; None where that cannot be told."""
    paragraph = passage.paragraph
    if set(paragraph.borders) >= _SIDES or _is_in_bordered_cell(subject, paragraph):
        return True
    if any(drawing.kind == "box" for drawing in paragraph.drawings):
        return True
    if all(_has_own_frame(run) for run in passage.ink):
        return True
    if not passage.is_whole:
        # Beside other text on one line: a shape drawn over the line may frame it.
        return None
    if paragraph.place.text_box < 0:
        return False
    # The box of a text box is anchored in a paragraph outside it; which one is not among the facts.
    has_box = any(drawing.kind == "box" for other in subject.facts.paragraphs for drawing in other.drawings)
    return True if has_box else None


def _has_own_frame(run: RunFacts) -> bool:
    """Whether the characters have a border of their own, which is not among the facts."""
    return run.node is not None and run.node.find(f"{W}rPr/{W}bdr") is not None


def _is_in_bordered_cell(subject: Subject, paragraph: ParagraphFacts) -> bool:
    place = paragraph.place
    if not 0 <= place.table < len(subject.facts.tables):
        return False
    rows = subject.facts.tables[place.table].rows
    cells = rows[place.row] if 0 <= place.row < len(rows) else ()
    return any(cell.has_border for cell in cells if cell.column == place.column)


def read_rgb(color: str) -> tuple[int, int, int]:
    """Return red, green and blue of RRGGBB; black for automatic and for what is no colour."""
    try:
        value = int(color, 16) if len(color) == 6 else 0
    except ValueError:
        value = 0
    return value >> 16, value >> 8 & 0xFF, value & 0xFF


def is_red(color: str) -> bool:
    """Whether a colour is a bright red."""
    red, green, blue = read_rgb(color)
    return red >= _LEAST_RED and green <= _MOST_OTHER and blue <= _MOST_OTHER
