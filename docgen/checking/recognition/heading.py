"""The heading block (ô 1–4, 5b, 10, 11): found by its fixed words, then read column by column."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.checking.recognition.code_and_date import find_code_start, read_code, read_place_and_date
from docgen.checking.recognition.components import Code, Heading, Layout, PlaceAndDate
from docgen.checking.recognition.folding import fold, resembles
from docgen.checking.recognition.lines import add_heading_lines, is_separator
from docgen.checking.recognition.organs import split_organs
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.slots import Slot, split_paragraph
from docgen.checking.recognition.words import (
    CIRCULATION,
    MOTTO,
    NATION,
    PARTY,
    PLACE_START,
    SECRECY,
    TYPES,
    URGENCY,
    is_opening_line,
)
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts

_WINDOW = 60  # paragraphs with ink among which a heading is looked for


class HeadingFinder:
    """Finds the heading block that begins at or after paragraph ``start``."""

    def __init__(self, facts: DocumentFacts, start: int = 0, end: int | None = None) -> None:
        self._facts = facts
        self._slots = _open_window(facts.paragraphs[start:end])
        self._start = start
        self._folded = {id(slot): fold(slot.passage.shown) for slot in self._slots}
        self._claimed: set[int] = set()

    def find(self) -> Heading:
        """Return what was found; an empty Heading where nothing is like one."""
        nation = self._find_words(NATION)
        motto = self._find_words(MOTTO)
        party = self._find_words(PARTY, least=0.9)
        code, code_slot = self._find_code()
        date, date_slot = self._find_date()
        marks = {name: self._find_mark(words) for name, words in _MARKS.items()}
        anchors = [slot for slot in (nation, motto, code_slot, date_slot, party) if slot is not None]
        if not anchors:
            return Heading(start=self._start, end=self._start)
        self._cut_window(anchors)
        letter = self._find_letter_subject(code_slot)
        left = self._find_left_column(nation or motto, code_slot)
        parent, organ = split_organs([slot.passage for slot in left])
        heading = Heading(
            layout=_name_layout(anchors),
            nation=_passage(nation),
            motto=_passage(motto),
            parent_organ=parent,
            organ=organ,
            code=code,
            place_and_date=date,
            letter_subject=tuple(slot.passage for slot in letter),
            urgency=_passage(marks["urgency"]),
            circulation=_passage(marks["circulation"]),
            secrecy=_passage(marks["secrecy"]),
            party=_passage(party),
            start=self._start,
            end=self._find_end([*anchors, *letter, *left, *(mark for mark in marks.values() if mark)]),
        )
        return add_heading_lines(self._facts, heading)

    def _claim(self, slot: Slot | None) -> Slot | None:
        if slot is not None:
            self._claimed.add(id(slot))
        return slot

    def _find_words(self, words: str, *, least: float = 0.84) -> Slot | None:
        exact = next((slot for slot in self._slots if self._folded[id(slot)] == words), None)
        found = exact or next(
            (
                slot
                for slot in self._slots
                if id(slot) not in self._claimed and resembles(self._folded[id(slot)], words, least)
            ),
            None,
        )
        return self._claim(found)

    def _find_code(self) -> tuple[Code | None, Slot | None]:
        for slot in self._slots:
            code = read_code(slot.passage)
            if code is not None:
                return code, self._claim(slot)
        for slot in self._slots:
            # "Số:" and the rest in a passage of its own, or broken beyond reading: the place is known all the same.
            if find_code_start(slot.passage):
                text = slot.passage.text
                number = "".join(character for character in text if character.isdigit())
                return Code(slot.passage, number, "", ""), self._claim(slot)
        return None, None

    def _find_date(self) -> tuple[PlaceAndDate | None, Slot | None]:
        for slot in self._slots:
            if id(slot) in self._claimed:
                continue
            date = read_place_and_date(slot.passage)
            if date is not None:
                return date, self._claim(slot)
        return None, None

    def _find_mark(self, words: frozenset[str]) -> Slot | None:
        found = next((slot for slot in self._slots if self._folded[id(slot)] in words and slot.passage.is_caps), None)
        return self._claim(found)

    def _cut_window(self, anchors: Sequence[Slot]) -> None:
        """Leave what stands in the heading's table or boxes, or before its last anchor and just after the code."""
        tables = {slot.cell.table for slot in anchors if slot.cell.table >= 0}
        last = max(slot.passage.index for slot in anchors)
        self._slots = [
            slot
            for slot in self._slots
            if slot.cell.table in tables
            or slot.passage.index <= last
            or (slot.cell.table < 0 and slot.passage.index <= last + _WINDOW)
        ]
        self._last = last
        self._tables = tables

    def _find_letter_subject(self, code: Slot | None) -> tuple[Slot, ...]:
        """Return the "V/v …" lines under the number, with the lines that go on with them."""
        found: list[Slot] = []
        for slot in self._slots:
            folded = self._folded[id(slot)]
            if not found:
                if folded.startswith(("v/v", "v/ v", "v / v", "vv ")) or (
                    folded.startswith("ve viec") and code is not None and self._is_below(slot, code)
                ):
                    found.append(slot)
                continue
            if not self._goes_on(slot, found):
                break
            found.append(slot)
        for slot in found:
            self._claim(slot)
        return tuple(found)

    def _is_below(self, slot: Slot, code: Slot) -> bool:
        same_cell = slot.cell[0] == code.cell[0] and slot.cell[0] >= 0
        return same_cell and slot.cell.column == code.cell.column

    def _goes_on(self, slot: Slot, found: Sequence[Slot]) -> bool:
        """Whether a passage goes on with "V/v …": in the same cell, or in the next line of the same left column."""
        first = found[0]
        if id(slot) in self._claimed or slot.passage.is_caps or is_separator(slot.passage.paragraph):
            return False
        if first.cell != slot.cell:
            return False
        if first.cell.table >= 0 or first.cell.text_box >= 0:
            return True
        folded = self._folded[id(slot)]
        return (
            slot.passage.index <= found[-1].passage.index + 1
            and slot.is_only
            and not is_opening_line(folded)
            and (
                slot.passage.paragraph.align == first.passage.paragraph.align
                and slot.passage.paragraph.right == first.passage.paragraph.right
                and first.passage.paragraph.right > 0
                and len(slot.passage.text) < 80
            )
        )

    def _find_left_column(self, nation: Slot | None, code: Slot | None) -> tuple[Slot, ...]:
        """Return the passages that name the agency: left of the national title, above the number."""
        limit = code.passage.index if code is not None else self._last
        found = []
        for slot in self._slots:
            if id(slot) in self._claimed or is_separator(slot.passage.paragraph) or self._is_draft_mark(slot):
                continue
            if code is not None and _comes_after(slot, code):
                continue
            if slot.passage.index > limit or not self._is_left(slot, nation):
                continue
            if slot.cell.table < 0 and not self._may_name_organ(slot):
                continue
            found.append(slot)
        return tuple(found)

    def _is_left(self, slot: Slot, nation: Slot | None) -> bool:
        if nation is None:
            return True
        if nation.cell.table >= 0:
            return slot.cell.table == nation.cell.table and slot.cell.column < nation.cell.column
        if nation.cell.text_box >= 0:
            return slot.cell != nation.cell
        if slot.count > 1:
            return slot.order == 0
        # Alone on its line: fewer tabs before it than before the national title; else its words must tell.
        return slot.lead < nation.lead or nation.is_only or "\t" not in slot.passage.paragraph.text

    def _may_name_organ(self, slot: Slot) -> bool:
        letters = [letter for letter in slot.passage.shown if letter.isalpha()]
        return (bool(letters) and len(letters) <= 120 and sum(map(str.isupper, letters)) >= 0.5 * len(letters)) or bool(
            self._folded[id(slot)].startswith(("uy ban", "ubnd", "so ", "bo ", "hoi dong"))
            or PLACE_START.match(self._folded[id(slot)])
        )

    def _is_draft_mark(self, slot: Slot) -> bool:
        folded = self._folded[id(slot)].strip("() .")
        return folded.startswith(("du thao", "mau so", "mau ", "phu luc"))

    def _find_end(self, slots: Sequence[Slot]) -> int:
        """Return the index after the last paragraph of the block; a table belongs to it as a whole."""
        last = max(slot.passage.index for slot in slots)
        paragraphs = self._facts.paragraphs
        for paragraph in paragraphs[last + 1 :]:
            if paragraph.place.table not in self._tables or paragraph.place.table < 0:
                break
            last = paragraph.place.index
        return last + 1


_MARKS = {"urgency": URGENCY, "circulation": CIRCULATION, "secrecy": SECRECY}


def _open_window(paragraphs: Sequence[ParagraphFacts]) -> list[Slot]:
    """Return the passages among which a heading may stand: up to where a document's own text begins."""
    slots: list[Slot] = []
    seen = 0
    for paragraph in paragraphs:
        if not paragraph.ink:
            continue
        seen += 1
        pieces = split_paragraph(paragraph)
        folded = fold(paragraph.shown)
        if seen > _WINDOW or is_opening_line(folded) or any(fold(slot.passage.shown) in TYPES for slot in pieces):
            break
        slots.extend(pieces)
    return slots


def _comes_after(slot: Slot, code: Slot) -> bool:
    """Whether a passage stands below or beside the number."""
    if slot.passage.index != code.passage.index:
        return slot.passage.index > code.passage.index and slot.cell[:2] == code.cell[:2]
    return slot.line >= code.line


def _name_layout(anchors: Sequence[Slot]) -> Layout:
    if any(slot.cell.table >= 0 for slot in anchors):
        return Layout.TABLE
    if any(slot.cell.text_box >= 0 for slot in anchors):
        return Layout.TEXT_BOXES
    return Layout.PLAIN if all(slot.is_only and slot.lead == 0 for slot in anchors) else Layout.TABS


def _passage(slot: Slot | None) -> Passage | None:
    return slot.passage if slot is not None else None
