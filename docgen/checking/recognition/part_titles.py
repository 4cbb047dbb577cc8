"""The head of an appendix or an attached document: label, type, title, the "(Kèm theo …)" line."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.checking.recognition.folding import fold, resembles
from docgen.checking.recognition.lines import is_separator
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.slots import Slot, split_paragraph
from docgen.checking.recognition.words import APPENDIX_LABEL, ISSUED_WITH, NATION, TYPES
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts

MOST_TITLE_LINES = 8


def find_label(paragraph: ParagraphFacts) -> Slot | None:
    """Return the "Phụ lục …" that a paragraph is or begins with; a sentence that speaks of one is none."""
    if len(paragraph.text) > 300 or "ụ" not in paragraph.text.lower():
        return None
    for slot in split_paragraph(paragraph):
        match = APPENDIX_LABEL.fullmatch(fold(slot.passage.shown))
        if match and (not match["title"] or slot.passage.is_caps or slot.passage.all_bold):
            return slot
    return None


def has_nation(facts: DocumentFacts, table: int) -> bool:
    """Whether the national title stands in a table: then it is a heading block."""
    return any(
        resembles(fold(paragraph.shown), NATION)
        for paragraph in facts.paragraphs
        if paragraph.place.table == table and paragraph.ink
    )


class PartTitle:
    """Reads label, type, title and the "(Kèm theo …)" line at the head of a part."""

    def __init__(self, facts: DocumentFacts, start: int, end: int) -> None:
        self._facts = facts
        self._start = start
        self._stop = end
        self.label: Passage | None = None
        self.type_name: Passage | None = None
        self.issued_with: Passage | None = None
        self.lines: list[Passage] = []
        self.end = start

    def read(self) -> None:
        """Read until the first paragraph that is not of the title."""
        for slot in self._slots():
            if not self._take(slot):
                return
            self.end = slot.passage.index + 1

    def _slots(self) -> Sequence[Slot]:
        slots: list[Slot] = []
        for paragraph in self._facts.paragraphs[self._start : self._stop]:
            if paragraph.ink:
                slots.extend(split_paragraph(paragraph))
            if len(slots) > 30:
                break
        return slots

    def _take(self, slot: Slot) -> bool:
        passage, paragraph = slot.passage, slot.passage.paragraph
        folded = fold(passage.shown)
        if is_separator(paragraph) or (paragraph.in_table and not self._is_content(paragraph)):
            return True
        if paragraph.in_table:
            return False
        match = APPENDIX_LABEL.fullmatch(folded) if self.label is None and not self.lines else None
        if match:
            self._take_label(passage, match["title"])
            return True
        if ISSUED_WITH.match(folded) or (self._is_open_bracket() and self.issued_with is not None):
            self.issued_with = self.issued_with or passage
            return True
        if self.issued_with is not None:
            return False
        if paragraph.align != "center" and not (passage.all_bold and passage.is_caps):
            return False
        if not (passage.all_bold or passage.is_caps or not self.lines) or len(self.lines) >= MOST_TITLE_LINES:
            return False
        if self.type_name is None and not self.lines and folded.rstrip(" .:") in TYPES:
            self.type_name = passage
        else:
            self.lines.append(passage)
        return True

    def _take_label(self, passage: Passage, title: str | None) -> None:
        if not title:
            self.label = passage
            return
        cut = next((i for i, character in enumerate(passage.text) if character in ".:;-–—"), len(passage.text))
        self.label = passage.cut(0, cut)
        self.lines.append(passage.cut(cut + 1, len(passage.text)))

    def _is_open_bracket(self) -> bool:
        """Whether the "(Kèm theo …" that was read is not closed yet: it goes on in the next paragraph."""
        text = self.issued_with.text if self.issued_with else ""
        return (
            text.startswith("(")
            and ")" not in text
            and self.end == (self.issued_with.index + 1 if self.issued_with else -1)
        )

    def _is_content(self, paragraph: ParagraphFacts) -> bool:
        """Whether a table is the content of the part: a heading block is laid out in one without borders."""
        table = paragraph.place.table
        return (
            self._facts.tables[table].has_borders or not has_nation(self._facts, table)
            if table < len(self._facts.tables)
            else True
        )
