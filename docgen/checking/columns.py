"""Whether a component of the heading is centred in its column, where the layout lets one tell."""

from __future__ import annotations

from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.checking.text_width import estimate_width

_SLACK = 400  # twips by which a line set in with indents or spaces may miss the middle


def stands_beside_middle(subject: Subject, passage: Passage) -> bool:
    """Whether a passage is surely not centred: alone in a cell's paragraph, flush with one side, short of the other."""
    paragraph = passage.paragraph
    if not passage.is_whole or not paragraph.in_table or paragraph.place.text_box >= 0 or paragraph.align == "center":
        return False
    if "\t" in paragraph.text or paragraph.text.startswith(("  ", "\u00a0")):
        return False
    width = _find_cell_width(subject, passage)
    left = paragraph.left + paragraph.first_line
    free = width - max(left, 0) - paragraph.right - estimate_width(passage)
    if width <= 0 or free <= 2 * _SLACK:
        # It fills its line: however it is aligned, it looks the same.
        return False
    return left <= _SLACK if paragraph.align != "right" else paragraph.right <= _SLACK


def _find_cell_width(subject: Subject, passage: Passage) -> int:
    place = passage.paragraph.place
    if not 0 <= place.table < len(subject.facts.tables):
        return 0
    rows = subject.facts.tables[place.table].rows
    cells = rows[place.row] if 0 <= place.row < len(rows) else ()
    return next((cell.width for cell in cells if cell.column == place.column), 0)
