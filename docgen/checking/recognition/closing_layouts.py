"""How the end of a document is laid out (ô 7, 9b, 12): table, tabs or text boxes, read into the same values."""

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

REACH = 40  # paragraphs in which a signature without table may stand around "Nơi nhận"
_WIDE = 60  # characters: more does not fit into one half of the page


@dataclass(frozen=True)
class Closing:
    """What stands at the end: paragraphs ``start`` to ``end`` (left out)."""

    start: int
    end: int
    signature: SignatureBlock | None = None
    second_signature: SignatureBlock | None = None
    recipients: Recipients | None = None
    drafter_mark: Passage | None = None


def has_two_columns(facts: DocumentFacts, table: int) -> bool:
    """Whether a table has rows of two cells or more."""
    return 0 <= table < len(facts.tables) and any(len(row) > 1 for row in facts.tables[table].rows)


def read_table(facts: DocumentFacts, table: int) -> Closing:
    """Read a table without borders: recipients or a second signer left, the signer right.

    Minutes have their signers above and "Nơi nhận:" below in the same left column.
    """
    paragraphs = [paragraph for paragraph in facts.paragraphs if paragraph.place.table == table]
    slots = [slot for paragraph in paragraphs if paragraph.ink for slot in split_paragraph(paragraph)]
    columns = sorted({slot.cell.column for slot in slots})
    title = next((slot for slot in slots if is_recipients_title(slot)), None)
    first = title.cell.column if title else columns[0]
    left = [slot for slot in slots if slot.cell.column == first]
    right = [slot for slot in slots if slot.cell.column == columns[-1] != first]
    border = left.index(title) if title else len(left)
    start, end = paragraphs[0].place.index, paragraphs[-1].place.index + 1
    closing = Closing(start, end, read_signature(facts, right), read_second(facts, left[:border]))
    return _add_recipients(closing, left[border:]) if border < len(left) else closing


def is_recipients_title(slot: Slot) -> bool:
    """Whether a passage is "Nơi nhận:" alone."""
    return RECIPIENTS.fullmatch(fold(slot.passage.shown)) is not None


def read_second(facts: DocumentFacts, slots: Sequence[Slot]) -> SignatureBlock | None:
    """Return the signer on the left, or None."""
    second = read_signature(facts, slots)
    return replace(second, side="left") if second is not None else None


def _add_recipients(closing: Closing, slots: Sequence[Slot]) -> Closing:
    """Read "Nơi nhận:", its list and the drafter's mark from the passages of one column."""
    position = next(i for i, slot in enumerate(slots) if is_recipients_title(slot))
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


def read_paragraphs(facts: DocumentFacts, title: Slot, start: int, end: int) -> Closing:
    """Read "Nơi nhận:" and a signature laid out with tabs, text boxes or as paragraphs."""
    if title.cell.text_box >= 0:
        return read_boxes(facts, title, start, end)
    first = title.passage.index
    left: list[Slot] = [title]
    right: list[Slot] = []
    last = first
    for paragraph in facts.paragraphs[first : min(end, first + REACH)]:
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


def read_boxes(facts: DocumentFacts, title: Slot, start: int, end: int) -> Closing:
    """Read "Nơi nhận:" in a text box and the signers in the boxes near it."""
    own = [p for p in facts.paragraphs[start:end] if p.place.text_box == title.cell.text_box]
    slots = [slot for paragraph in own if paragraph.ink for slot in split_paragraph(paragraph)]
    closing = Closing(own[0].place.index, own[-1].place.index + 1)
    low, high = max(start, closing.start - REACH), min(end, closing.end + REACH)
    signers = find_signing_boxes(facts, low, high)
    return _add_recipients(join_boxes(facts, closing, signers), slots)


def find_signing_boxes(facts: DocumentFacts, start: int, end: int) -> list[list[Slot]]:
    """Return the passages of every text box in which somebody signs."""
    boxes: dict[int, list[Slot]] = {}
    for paragraph in facts.paragraphs[start:end]:
        if paragraph.place.text_box >= 0 and paragraph.ink:
            boxes.setdefault(paragraph.place.text_box, []).extend(split_paragraph(paragraph))
    return [slots for slots in boxes.values() if any(is_signing_line(slot.passage) for slot in slots)]


def join_boxes(facts: DocumentFacts, closing: Closing, boxes: Sequence[Sequence[Slot]]) -> Closing:
    """Add the signers of text boxes: the last one signs the document, the one before it is the second signer."""
    if not boxes:
        return closing
    indexes = [slot.passage.index for slots in boxes[-2:] for slot in slots]
    return replace(
        closing,
        start=min(closing.start, *indexes),
        end=max(closing.end, max(indexes) + 1),
        signature=read_signature(facts, boxes[-1]),
        second_signature=read_second(facts, boxes[-2]) if len(boxes) > 1 else None,
    )
