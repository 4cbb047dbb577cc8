"""The end of a document: who signs, who receives, side by side or one under the other."""

from __future__ import annotations

from dataclasses import replace

from docgen.checking.recognition.closing_layouts import (
    REACH,
    Closing,
    find_signing_boxes,
    has_two_columns,
    is_recipients_title,
    join_boxes,
    read_paragraphs,
    read_second,
    read_table,
)
from docgen.checking.recognition.components import SignatureBlock
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import whole_passage
from docgen.checking.recognition.signers import is_name, is_note, is_signing_line, read_signature
from docgen.checking.recognition.slots import Slot, is_in_content_table, split_paragraph
from docgen.checking.recognition.words import COMPETENCE
from docgen.ooxml.facts import DocumentFacts

_BELOW = 14  # paragraphs between a position and the name below it


def find_closing(facts: DocumentFacts, start: int, end: int) -> Closing | None:
    """Return the end of the document whose text stands in paragraphs ``start`` to ``end``, or None."""
    title = _find_recipients_title(facts, start, end)
    if title is None:
        return _find_signature_alone(facts, start, end)
    if title.cell.table >= 0:
        closing = read_table(facts, title.cell.table)
        if closing.signature is not None or not has_two_columns(facts, title.cell.table):
            return closing if closing.signature is not None else _join_signature(facts, closing, start)
        return closing
    closing = read_paragraphs(facts, title, start, end)
    return closing if closing.signature is not None else _join_signature(facts, closing, start)


def _find_recipients_title(facts: DocumentFacts, start: int, end: int) -> Slot | None:
    for paragraph in facts.paragraphs[start:end]:
        if not paragraph.ink or "hận" not in paragraph.text.lower() or is_in_content_table(facts, paragraph):
            continue
        for slot in split_paragraph(paragraph):
            if is_recipients_title(slot):
                return slot
    return None


def _join_signature(facts: DocumentFacts, closing: Closing, start: int) -> Closing:
    """Look for the signature above "Nơi nhận" (minutes, agreements, plain paragraphs), then below it."""
    above = _find_signature_alone(facts, start, closing.start)
    if above is not None and closing.start - above.end <= REACH:
        return replace(closing, start=above.start, signature=above.signature, second_signature=above.second_signature)
    below = _find_signature_alone(facts, closing.end, min(len(facts.paragraphs), closing.end + REACH))
    if below is not None:
        return replace(closing, end=below.end, signature=below.signature, second_signature=below.second_signature)
    return closing


def _find_signature_alone(facts: DocumentFacts, start: int, end: int) -> Closing | None:
    """Return the last signature in a stretch: a table of signers, text boxes, or lines with a name below."""
    tried: set[int] = set()
    for paragraph in reversed(facts.paragraphs[start:end]):
        if not paragraph.ink or paragraph.place.table in tried or is_in_content_table(facts, paragraph):
            continue
        if paragraph.place.table >= 0:
            tried.add(paragraph.place.table)
            table = read_table(facts, paragraph.place.table)
            if table.start >= start and _is_signed(table):
                return table
        elif paragraph.place.text_box >= 0:
            index = paragraph.place.index
            boxes = find_signing_boxes(facts, max(start, index - REACH), index + 1)
            if boxes:
                return join_boxes(facts, Closing(index, index + 1), boxes)
        elif any(is_signing_line(slot.passage) for slot in split_paragraph(paragraph)):
            return _read_signature_from(facts, paragraph.place.index, start, end)
    return None


def _is_signed(closing: Closing) -> bool:
    return any(
        block is not None and any(is_signing_line(line) for line in block.lines)
        for block in (closing.signature, closing.second_signature)
    )


def _read_signature_from(facts: DocumentFacts, last_line: int, start: int, end: int) -> Closing | None:
    """Read the signature whose last line of position is paragraph ``last_line``."""
    first = _find_first_line(facts, last_line, start)
    left: list[Slot] = []
    right: list[Slot] = []
    last = last_line
    for paragraph in facts.paragraphs[first : min(end, last_line + _BELOW)]:
        if not paragraph.ink:
            continue
        slots = split_paragraph(paragraph)
        below = paragraph.place.index > last_line
        if paragraph.place.table >= 0 or (below and not all(map(_may_stand_below, slots))):
            break
        if len(slots) >= 2:
            left.append(slots[0])
        right.append(slots[-1])
        last = paragraph.place.index
    signature = read_signature(facts, right)
    if signature is None or not _is_signature(facts, signature, last + 1, end):
        return None
    closing = Closing(first, last + 1, signature, read_second(facts, left))
    return closing if left or signature.name is None else _add_signer_above(facts, closing, start)


def _is_signature(facts: DocumentFacts, signature: SignatureBlock, below: int, end: int) -> bool:
    """Whether lines in capitals are a signature and no heading: a competence opens, a name or nothing follows."""
    if signature.name is not None or any(COMPETENCE.match(fold(line.shown)) for line in signature.lines):
        return True
    return not any(p.ink for p in facts.paragraphs[below:end])


def _may_stand_below(slot: Slot) -> bool:
    return is_name(slot.passage) or is_note(slot.passage) or slot.passage.is_caps


def _find_first_line(facts: DocumentFacts, last_line: int, start: int) -> int:
    """Go up over further lines of competence and position and the room between them."""
    first = last_line
    for paragraph in reversed(facts.paragraphs[max(start, last_line - _BELOW) : last_line]):
        if not paragraph.ink:
            continue
        if paragraph.place.table >= 0 or not all(is_signing_line(s.passage) for s in split_paragraph(paragraph)):
            break
        first = paragraph.place.index
    return first


def _add_signer_above(facts: DocumentFacts, closing: Closing, start: int) -> Closing:
    """In plain paragraphs the second signer stands above the first: a block of the same kind just before."""
    above = [p for p in facts.paragraphs[max(start, closing.start - 6) : closing.start] if p.ink]
    if not above or not is_name(whole_passage(above[-1])) or above[-1].place.table >= 0:
        return closing
    other = _find_signature_alone(facts, start, closing.start)
    if other is None or other.end != above[-1].place.index + 1 or other.signature is None:
        return closing
    return replace(closing, start=other.start, second_signature=replace(other.signature, side="left"))
