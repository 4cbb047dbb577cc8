"""The end of a document (ô 7, 9b, 12): who signs, who receives, side by side or one under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from docgen.checking.recognition.components import Recipients, SignatureBlock
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.checking.recognition.signers import is_name, is_note, is_signing_line, read_signature
from docgen.checking.recognition.slots import Slot, split_paragraph
from docgen.checking.recognition.words import COMPETENCE, DRAFTER_MARK, RECIPIENTS
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts

_REACH = 40  # paragraphs in which a signature without table may stand around "Nơi nhận"
_WIDE = 60  # characters: more does not fit into one half of the page
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
            if _is_title(slot):
                return slot
    return None


def _is_in_content_table(facts: DocumentFacts, paragraph: ParagraphFacts) -> bool:
    """Whether a paragraph stands in a table that shows its lines, not in one that only holds a layout."""
    place = paragraph.place
    if not 0 <= place.table < len(facts.tables) or not facts.tables[place.table].has_borders:
        return False
    rows = facts.tables[place.table].rows
    cells = rows[place.row] if 0 <= place.row < len(rows) else ()
    return any(cell.has_border for cell in cells if cell.column == place.column)


def _has_two_columns(facts: DocumentFacts, table: int) -> bool:
    return 0 <= table < len(facts.tables) and any(len(row) > 1 for row in facts.tables[table].rows)


def _read_table(facts: DocumentFacts, table: int) -> Closing:
    """Read a table without borders: recipients or a second signer left, the signer right.

    Minutes have their signers above and "Nơi nhận:" below in the same left column.
    """
    paragraphs = [paragraph for paragraph in facts.paragraphs if paragraph.place.table == table]
    slots = [slot for paragraph in paragraphs if paragraph.ink for slot in split_paragraph(paragraph)]
    columns = sorted({slot.cell.column for slot in slots})
    title = next((slot for slot in slots if _is_title(slot)), None)
    first = title.cell.column if title else columns[0]
    left = [slot for slot in slots if slot.cell.column == first]
    right = [slot for slot in slots if slot.cell.column == columns[-1] != first]
    border = left.index(title) if title else len(left)
    start, end = paragraphs[0].place.index, paragraphs[-1].place.index + 1
    closing = Closing(start, end, read_signature(facts, right), _read_second(facts, left[:border]))
    return _add_recipients(closing, left[border:]) if border < len(left) else closing


def _is_title(slot: Slot) -> bool:
    return RECIPIENTS.fullmatch(fold(slot.passage.shown)) is not None


def _read_second(facts: DocumentFacts, slots: Sequence[Slot]) -> SignatureBlock | None:
    second = read_signature(facts, slots)
    return replace(second, side="left") if second is not None else None


def _add_recipients(closing: Closing, slots: Sequence[Slot]) -> Closing:
    """Read "Nơi nhận:", its list and the drafter's mark from the passages of one column."""
    position = next(i for i, slot in enumerate(slots) if _is_title(slot))
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
        others = [s for s in split_paragraph(paragraph) if s.passage.start != title.passage.start]
        # On the title's own line another column; on further lines of the paragraph the list itself.
        return [s for s in others if s.line > title.line and s.order == 0], [
            s for s in others if s.line == title.line or s.order > 0
        ]
    if len(slots) >= 2:
        return [slots[0]], list(slots[1:])
    slot = slots[0]
    shown = slot.passage.shown
    if shown.startswith(("-", "–", "+", "•")):
        return [slot], []
    if (
        (slot.lead > title.lead and len(shown) < _WIDE)
        or is_signing_line(slot.passage)
        or is_note(slot.passage)
        or is_name(slot.passage)
    ):
        return [], [slot]
    if DRAFTER_MARK.fullmatch(slot.passage.text):
        return [slot], []
    done = any(fold(other.passage.shown).lstrip("- ").startswith("luu") for other in left)
    if done or paragraph.align == "center" or len(shown) > 120:
        return None
    return [slot], []


def _read_boxes(facts: DocumentFacts, title: Slot, start: int, end: int) -> Closing:
    own = [p for p in facts.paragraphs[start:end] if p.place.text_box == title.cell.text_box]
    slots = [slot for paragraph in own if paragraph.ink for slot in split_paragraph(paragraph)]
    closing = Closing(own[0].place.index, own[-1].place.index + 1)
    low, high = max(start, closing.start - _REACH), min(end, closing.end + _REACH)
    signers = _find_signing_boxes(facts, low, high)
    return _add_recipients(_join_boxes(facts, closing, signers), slots)


def _find_signing_boxes(facts: DocumentFacts, start: int, end: int) -> list[list[Slot]]:
    """Return the passages of every text box in which somebody signs."""
    boxes: dict[int, list[Slot]] = {}
    for paragraph in facts.paragraphs[start:end]:
        if paragraph.place.text_box >= 0 and paragraph.ink:
            boxes.setdefault(paragraph.place.text_box, []).extend(split_paragraph(paragraph))
    return [slots for slots in boxes.values() if any(is_signing_line(slot.passage) for slot in slots)]


def _join_boxes(facts: DocumentFacts, closing: Closing, boxes: Sequence[Sequence[Slot]]) -> Closing:
    """Add the signers of text boxes: the last one signs the document, the one before it is the second signer."""
    if not boxes:
        return closing
    indexes = [slot.passage.index for slots in boxes[-2:] for slot in slots]
    return replace(
        closing,
        start=min(closing.start, *indexes),
        end=max(closing.end, max(indexes) + 1),
        signature=read_signature(facts, boxes[-1]),
        second_signature=_read_second(facts, boxes[-2]) if len(boxes) > 1 else None,
    )


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
    """Return the last signature in a stretch: a table of signers, text boxes, or lines with a name below."""
    for paragraph in reversed(facts.paragraphs[start:end]):
        if not paragraph.ink or _is_in_content_table(facts, paragraph):
            continue
        if paragraph.place.table >= 0:
            table = _read_table(facts, paragraph.place.table)
            if table.start >= start and _is_signed(table):
                return table
        elif paragraph.place.text_box >= 0:
            index = paragraph.place.index
            boxes = _find_signing_boxes(facts, max(start, index - _REACH), index + 1)
            if boxes:
                return _join_boxes(facts, Closing(index, index + 1), boxes)
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
    closing = Closing(first, last + 1, signature, _read_second(facts, left))
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
