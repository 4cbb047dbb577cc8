"""The end of a document (ô 7, 9b, 12): who signs, who receives, side by side or one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docgen.checking.recognition.components import Recipients, SignatureBlock
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.signers import is_name, is_note, is_signing_line, read_signature
from docgen.checking.recognition.slots import Slot, split_paragraph
from docgen.checking.recognition.words import DRAFTER_MARK, RECIPIENTS
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts

_REACH = 40  # paragraphs in which a signature without table may stand around "Nơi nhận"
_BELOW = 14  # paragraphs between a position and the name below it


@dataclass(frozen=True)
class Closing:
    """What stands at the end: paragraphs ``start`` to ``end`` (left out)."""

    start: int
    end: int
    signature: SignatureBlock | None = None
    second_signature: SignatureBlock | None = None
    recipients: Recipients | None = None
    drafter_mark: Passage | None = None


def find_closing(facts: DocumentFacts, start: int, end: int) -> Closing | None:
    """Return the end of the document whose text stands in paragraphs ``start`` to ``end``, or None."""
    title = _find_recipients_title(facts, start, end)
    if title is None:
        return _find_signature_alone(facts, start, end)
    if title.cell.table >= 0:
        closing = _read_table(facts, title.cell.table)
        if closing.signature is not None or not _has_two_columns(facts, title.cell.table):
            return closing if closing.signature is not None else _join_signature(facts, closing, start)
        return closing
    closing = _read_paragraphs(facts, title, start, end)
    return closing if closing.signature is not None else _join_signature(facts, closing, start)


def _find_recipients_title(facts: DocumentFacts, start: int, end: int) -> Slot | None:
    for paragraph in facts.paragraphs[start:end]:
        if not paragraph.ink or "hận" not in paragraph.text.lower() or _is_in_content_table(facts, paragraph):
            continue
        for slot in split_paragraph(paragraph):
            if RECIPIENTS.fullmatch(fold(slot.passage.shown)):
                return slot
    return None


def _is_in_content_table(facts: DocumentFacts, paragraph: ParagraphFacts) -> bool:
    table = paragraph.place.table
    return 0 <= table < len(facts.tables) and facts.tables[table].has_borders


def _has_two_columns(facts: DocumentFacts, table: int) -> bool:
    return 0 <= table < len(facts.tables) and any(len(row) > 1 for row in facts.tables[table].rows)


def _read_table(facts: DocumentFacts, table: int) -> Closing:
    """Read a table without borders: recipients or a second signer left, the signer right."""
    paragraphs = [paragraph for paragraph in facts.paragraphs if paragraph.place.table == table]
    slots = [slot for paragraph in paragraphs if paragraph.ink for slot in split_paragraph(paragraph)]
    columns = sorted({slot.cell.column for slot in slots})
    left = [slot for slot in slots if slot.cell.column == columns[0]]
    right = [slot for slot in slots if slot.cell.column == columns[-1]] if len(columns) > 1 else []
    start, end = paragraphs[0].place.index, paragraphs[-1].place.index + 1
    has_title = any(RECIPIENTS.fullmatch(fold(slot.passage.shown)) for slot in left)
    closing = Closing(start, end, signature=read_signature(facts, right))
    if has_title:
        return _add_recipients(closing, left)
    second = read_signature(facts, left)
    return replace(closing, second_signature=replace(second, side="left") if second else None)


def _add_recipients(closing: Closing, slots: Sequence[Slot]) -> Closing:
    """Read "Nơi nhận:", its list and the drafter's mark from the passages of one column."""
    position = next(i for i, slot in enumerate(slots) if RECIPIENTS.fullmatch(fold(slot.passage.shown)))
    items: list[Passage] = []
    mark = None
    for slot in slots[position + 1 :]:
        passage = slot.passage
        if DRAFTER_MARK.fullmatch(passage.text) and any(character.isdigit() for character in passage.text):
            mark = passage
        elif _is_item(passage, items):
            items.append(passage)
    return replace(closing, recipients=Recipients(slots[position].passage, tuple(items)), drafter_mark=mark)


def _is_item(passage: Passage, items: Sequence[Passage]) -> bool:
    """After "Lưu: …" only what has a dash of its own still belongs to the list."""
    has_dash = passage.shown.startswith(("-", "–", "—", "+", "•"))
    return has_dash or not any(fold(item.shown).lstrip("-+• ").startswith("luu") for item in items)


def _read_paragraphs(facts: DocumentFacts, title: Slot, start: int, end: int) -> Closing:
    """Read "Nơi nhận:" and a signature laid out with tabs, text boxes or as paragraphs."""
    if title.cell.text_box >= 0:
        return _read_boxes(facts, title, start, end)
    first = title.passage.index
    left: list[Slot] = [title]
    right: list[Slot] = []
    last = first
    for paragraph in facts.paragraphs[first : min(end, first + _REACH)]:
        if paragraph.place.table >= 0 or (paragraph.page_break_before and paragraph.place.index > first):
            break
        if not paragraph.ink:
            continue
        if paragraph.place.section != title.passage.paragraph.place.section:
            break
        placed = _place_slots(paragraph, title, left)
        if placed is None:
            break
        left += placed[0]
        right += placed[1]
        last = paragraph.place.index
    closing = Closing(first, last + 1, signature=read_signature(facts, right))
    return _add_recipients(closing, left)


def _place_slots(paragraph: ParagraphFacts, title: Slot, left: Sequence[Slot]) -> tuple[list[Slot], list[Slot]] | None:
    """Return what a paragraph adds to the left and to the right; None where the end of the document is over."""
    slots = [slot for slot in split_paragraph(paragraph) if slot.passage is not title.passage]
    if paragraph is title.passage.paragraph:
        slots = [s for s in split_paragraph(paragraph) if s.passage.start != title.passage.start]
        return [], slots
    if len(slots) >= 2:
        return [slots[0]], list(slots[1:])
    slot = slots[0]
    shown = slot.passage.shown
    if shown.startswith(("-", "–", "+", "•")):
        return [slot], []
    if slot.lead > title.lead or is_signing_line(slot.passage) or is_note(slot.passage) or is_name(slot.passage):
        return [], [slot]
    if DRAFTER_MARK.fullmatch(slot.passage.text):
        return [slot], []
    done = any(fold(other.passage.shown).lstrip("- ").startswith("luu") for other in left)
    if done or paragraph.align == "center" or len(shown) > 120:
        return None
    return [slot], []


def _read_boxes(facts: DocumentFacts, title: Slot, start: int, end: int) -> Closing:
    paragraphs = [p for p in facts.paragraphs[start:end] if p.place.text_box == title.cell.text_box]
    slots = [slot for paragraph in paragraphs if paragraph.ink for slot in split_paragraph(paragraph)]
    closing = Closing(paragraphs[0].place.index, paragraphs[-1].place.index + 1)
    others = [
        p
        for p in facts.paragraphs[max(start, title.passage.index - _REACH) : min(end, closing.end + _REACH)]
        if p.place.text_box >= 0 and p.place.text_box != title.cell.text_box and p.ink
    ]
    right = [slot for paragraph in others for slot in split_paragraph(paragraph)]
    if right:
        indexes = [slot.passage.index for slot in right]
        closing = replace(
            closing,
            start=min(closing.start, *indexes),
            end=max(closing.end, max(indexes) + 1),
            signature=read_signature(facts, right),
        )
    return _add_recipients(closing, slots)


def _join_signature(facts: DocumentFacts, closing: Closing, start: int) -> Closing:
    """Look for the signature above "Nơi nhận" (minutes, agreements, plain paragraphs), then below it."""
    above = _find_signature_alone(facts, start, closing.start)
    if above is not None and closing.start - above.end <= _REACH:
        return replace(closing, start=above.start, signature=above.signature, second_signature=above.second_signature)
    below = _find_signature_alone(facts, closing.end, min(len(facts.paragraphs), closing.end + _REACH))
    if below is not None:
        return replace(closing, end=below.end, signature=below.signature, second_signature=below.second_signature)
    return closing


def _find_signature_alone(facts: DocumentFacts, start: int, end: int) -> Closing | None:
    """Return the last signature in a stretch: a table of signers, or lines of competence with a name below."""
    for paragraph in reversed(facts.paragraphs[start:end]):
        if not paragraph.ink or _is_in_content_table(facts, paragraph):
            continue
        if paragraph.place.table >= 0:
            table = _read_table(facts, paragraph.place.table)
            if table.start >= start and any(
                block is not None and any(is_signing_line(line) for line in block.lines)
                for block in (table.signature, table.second_signature)
            ):
                return table
            continue
        if any(is_signing_line(slot.passage) for slot in split_paragraph(paragraph)):
            return _read_signature_from(facts, paragraph.place.index, start, end)
    return None


def _read_signature_from(facts: DocumentFacts, last_line: int, start: int, end: int) -> Closing | None:
    first = last_line
    while first > start and _is_signing_paragraph(facts.paragraphs[first - 1]):
        first -= 1
    left: list[Slot] = []
    right: list[Slot] = []
    last = last_line
    for paragraph in facts.paragraphs[first : min(end, last_line + _BELOW)]:
        if not paragraph.ink:
            continue
        slots = split_paragraph(paragraph)
        if paragraph.place.table >= 0 or (
            paragraph.place.index > last_line
            and not all(is_name(s.passage) or is_note(s.passage) or s.passage.is_caps for s in slots)
        ):
            break
        if len(slots) >= 2:
            left.append(slots[0])
        right.append(slots[-1])
        last = paragraph.place.index
    signature = read_signature(facts, right)
    if signature is None:
        return None
    second = read_signature(facts, left)
    return Closing(first, last + 1, signature, replace(second, side="left") if second else None)


def _is_signing_paragraph(paragraph: ParagraphFacts) -> bool:
    return (
        bool(paragraph.ink)
        and paragraph.place.table < 0
        and any(is_signing_line(slot.passage) for slot in split_paragraph(paragraph))
    )
