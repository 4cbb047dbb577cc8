"""Tên loại and trích yếu (ô 5a): the type by its words, the subject by its place and looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.checking.recognition.components import Code, DrawnLine
from docgen.checking.recognition.folding import fold, resembles
from docgen.checking.recognition.lines import find_line_under, is_separator
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.slots import Slot, split_paragraph
from docgen.checking.recognition.words import (
    AUTHORITY,
    DISPATCH,
    ISSUED_WITH,
    LEGAL_TYPES,
    TYPES,
    TYPES_BY_ABBREVIATION,
    is_opening_line,
)
from docgen.model import DOCUMENT_TYPES, DocumentType
from docgen.ooxml.facts import DocumentFacts

_WINDOW = 12  # paragraphs with ink after the heading among which the type stands


@dataclass(frozen=True)
class Title:
    """Tên loại, trích yếu and the line below; ``end`` is the index after the last paragraph."""

    end: int
    type_name: Passage | None = None
    document_type: DocumentType | None = None
    subject: tuple[Passage, ...] = ()
    line: DrawnLine | None = None
    foreign_type: str = ""


def find_title(facts: DocumentFacts, start: int, end: int, code: Code | None) -> Title:
    """Find type and subject among the first paragraphs of a document's text."""
    slots = _take_window(facts, start, end)
    position = _find_type(slots, code)
    if position is None:
        return Title(start)
    type_slot = slots[position]
    type_name, rest = _part_type(type_slot.passage)
    folded = fold(type_name.shown).rstrip(" .:")
    kind = _match_type(folded)
    subject = (rest,) if rest else _find_subject(facts, slots[position + 1 :], type_slot, kind)
    last = subject[-1] if subject else type_name
    line = find_line_under(facts, last)
    stop = max(last.index, line.paragraph.place.index if line else 0) + 1
    foreign = folded if kind is None and folded in LEGAL_TYPES else ""
    return Title(stop, type_name, kind, subject, line, foreign)


def _part_type(passage: Passage) -> tuple[Passage, Passage | None]:
    """Part "KẾ HOẠCH CẢI CÁCH HÀNH CHÍNH", type and subject run together in one line."""
    words = fold(passage.shown).split()
    if " ".join(words) in TYPES:
        return passage, None
    for count in (3, 2):
        if len(words) > count and " ".join(words[:count]) in TYPES and passage.is_caps:
            cut = re.match(rf"\s*(?:\S+\s+){{{count - 1}}}\S+", passage.text)
            if cut:
                return passage.cut(0, cut.end()), passage.cut(cut.end(), len(passage.text))
    return passage, None


def find_type_by_notation(code: Code | None) -> DocumentType | None:
    """Return the type that a notation names, or công văn for one that begins with an agency."""
    if code is None or not code.notation:
        return None
    found = TYPES_BY_ABBREVIATION.get(code.abbreviation.upper())
    return found or (DOCUMENT_TYPES["cong-van"] if "-" in code.notation else None)


def _match_type(folded: str) -> DocumentType | None:
    exact = TYPES.get(folded)
    return exact or next((kind for name, kind in TYPES.items() if resembles(folded, name, 0.9)), None)


def _take_window(facts: DocumentFacts, start: int, end: int) -> list[Slot]:
    slots: list[Slot] = []
    seen = 0
    for paragraph in facts.paragraphs[start:end]:
        if not paragraph.ink:
            continue
        seen += 1
        if seen > _WINDOW:
            break
        slots.extend(split_paragraph(paragraph))
    return slots


def _find_type(slots: Sequence[Slot], code: Code | None) -> int | None:
    """Return the position of the type: its exact words; words like it; else a short line in bold capitals."""
    for position, slot in enumerate(slots):
        folded = fold(slot.passage.shown).rstrip(" .:")
        if is_opening_line(folded):
            break
        if (folded in TYPES or folded in LEGAL_TYPES) and _is_prominent(slot.passage):
            return position
    for position, slot in enumerate(slots[:3]):
        if _part_type(slot.passage)[1] is not None and _is_prominent(slot.passage):
            return position
    for position, slot in enumerate(slots):
        folded = fold(slot.passage.shown).rstrip(" .:")
        if is_opening_line(folded):
            break
        if len(folded) <= 40 and _is_prominent(slot.passage) and _match_type(folded):
            return position
    notation = find_type_by_notation(code)
    if notation is not None and notation.slug == "cong-van":
        return None
    return next(
        (
            position
            for position, slot in enumerate(slots[:4])
            if slot.passage.is_caps
            and len(slot.passage.shown) <= 40
            and slot.passage.paragraph.align == "center"
            and slot.passage.all_bold
            and not fold(slot.passage.shown).startswith(AUTHORITY)
            and not is_opening_line(fold(slot.passage.shown))
        ),
        None,
    )


def _is_prominent(passage: Passage) -> bool:
    """Whether a line may be a title by its looks: one of centred, bold, capitals is enough."""
    return passage.paragraph.align == "center" or passage.all_bold or passage.is_caps


def _find_subject(
    facts: DocumentFacts, slots: Sequence[Slot], type_slot: Slot, kind: DocumentType | None
) -> tuple[Passage, ...]:
    """Return the lines under the type that are as prominent as its first one, down to a line or another component."""
    found: list[Passage] = []
    for slot in slots:
        passage = slot.passage
        previous = found[-1] if found else type_slot.passage
        if kind is not None and not kind.has_subject:
            break
        if _ends_subject(facts, passage, previous) or (found and not _continues(passage, found[0])):
            break
        if not found and not (_is_prominent(passage) or (len(passage.text) <= 200 and not _is_sentence(passage))):
            break
        found.append(passage)
    return tuple(found)


def _ends_subject(facts: DocumentFacts, passage: Passage, previous: Passage) -> bool:
    folded = fold(passage.shown)
    if is_separator(passage.paragraph) or is_opening_line(folded) or ISSUED_WITH.match(folded):
        return True
    if passage.is_caps and folded.startswith(AUTHORITY) and passage.paragraph is not previous.paragraph:
        return True
    between = facts.paragraphs[previous.index + 1 : passage.index]
    return any(p.borders or p.drawings for p in between) or DISPATCH.fullmatch(folded) is not None


def _continues(passage: Passage, first: Passage) -> bool:
    if passage.paragraph is first.paragraph:
        return True
    return (
        passage.paragraph.align == first.paragraph.align
        and passage.all_bold == first.all_bold
        and (passage.all_bold or passage.paragraph.align == "center")
        and passage.is_caps == first.is_caps
    )


def _is_sentence(passage: Passage) -> bool:
    return passage.shown.endswith((".", ";", ":")) or passage.paragraph.first_line > 0
