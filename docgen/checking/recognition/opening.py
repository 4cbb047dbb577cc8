"""What stands between the heading block and the body: type and subject, Kính gửi, authority, bases, resolution."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from docgen.checking.recognition.components import Addressees, Code, DrawnLine
from docgen.checking.recognition.folding import fold, resembles
from docgen.checking.recognition.lines import find_line_under, is_separator
from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.checking.recognition.slots import Slot, split_paragraph
from docgen.checking.recognition.words import (
    ADDRESSEES,
    BASIS,
    DISPATCH,
    FIRST_BASIS,
    INVITATION,
    ISSUED_WITH,
    LEGAL_TYPES,
    RESOLUTION,
    TYPES,
    TYPES_BY_ABBREVIATION,
)
from docgen.model import DOCUMENT_TYPES, DocumentType
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts

_TITLE_WINDOW = 12  # paragraphs with ink after the heading among which the type stands
_AUTHORITY = (
    "chu tich", "uy ban", "ubnd", "hoi dong", "giam doc", "bo truong", "cuc truong", "thu tuong", "chinh phu", "so ",
    "truong ", "hieu truong", "chi cuc truong", "tong cuc truong", "vien truong", "tong giam doc", "ban ", "thu truong",
    "thuong truc", "tham quyen", "chanh ", "tong ", "bo ", "benh vien", "trung tam",
)  # fmt: skip


@dataclass(frozen=True)
class Title:
    """Tên loại, trích yếu and the line below; ``end`` is the index after the last paragraph."""

    end: int
    type_name: Passage | None = None
    document_type: DocumentType | None = None
    subject: tuple[Passage, ...] = ()
    line: DrawnLine | None = None
    foreign_type: str = ""


@dataclass(frozen=True)
class Opening:
    """Kính gửi, authority, bases, "QUYẾT ĐỊNH:"; ``body_start`` is the index where the body begins."""

    body_start: int
    addressees: Addressees | None = None
    authority: tuple[Passage, ...] = ()
    legal_bases: tuple[Passage, ...] = ()
    resolution: Passage | None = None


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
        if seen > _TITLE_WINDOW:
            break
        slots.extend(split_paragraph(paragraph))
    return slots


def _find_type(slots: Sequence[Slot], code: Code | None) -> int | None:
    """Return the position of the type: its exact words; words like it; else a short line in bold capitals."""
    for position, slot in enumerate(slots):
        folded = fold(slot.passage.shown).rstrip(" .:")
        if _is_opening_line(folded):
            break
        if (folded in TYPES or folded in LEGAL_TYPES) and _is_prominent(slot.passage):
            return position
    for position, slot in enumerate(slots[:3]):
        if _part_type(slot.passage)[1] is not None and _is_prominent(slot.passage):
            return position
    for position, slot in enumerate(slots):
        folded = fold(slot.passage.shown).rstrip(" .:")
        if _is_opening_line(folded):
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
            and not fold(slot.passage.shown).startswith(_AUTHORITY)
            and not _is_opening_line(fold(slot.passage.shown))
        ),
        None,
    )


def _is_prominent(passage: Passage) -> bool:
    """Whether a line may be a title by its looks: one of centred, bold, capitals is enough."""
    return passage.paragraph.align == "center" or passage.all_bold or passage.is_caps


def _is_opening_line(folded: str) -> bool:
    return bool(
        FIRST_BASIS.match(folded)
        or ADDRESSEES.match(folded)
        or folded.startswith(("dieu 1.", "quyet dinh:", "quyet nghi:"))
    )


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
    if is_separator(passage.paragraph) or _is_opening_line(folded) or ISSUED_WITH.match(folded):
        return True
    if passage.is_caps and folded.startswith(_AUTHORITY) and passage.paragraph is not previous.paragraph:
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


def find_opening(facts: DocumentFacts, start: int, end: int) -> Opening:
    """Find what stands between the title and the body of a document."""
    reader = _OpeningReader(facts, start, end)
    return reader.read()


AddressingKind = Literal["letter", "dispatch", "invitation"]


def _name_addressing(folded: str) -> AddressingKind | None:
    if ADDRESSEES.match(folded):
        return "letter"
    if FIRST_BASIS.match(folded):
        return None
    if INVITATION.match(folded):
        return "invitation"
    return "dispatch" if DISPATCH.match(folded) and len(folded) < 140 else None


class _OpeningReader:
    """Reads paragraph by paragraph; every step takes what it knows and leaves the rest."""

    def __init__(self, facts: DocumentFacts, start: int, end: int) -> None:
        self._facts = facts
        self._rest = [p for p in facts.paragraphs[start:end] if p.ink and not is_separator(p)]
        self._position = 0
        self._start = start
        self._end = end

    def read(self) -> Opening:
        addressees = self._take_addressees()
        authority = self._take_authority()
        bases = self._take_bases()
        resolution = self._take_resolution()
        if resolution is None and not bases and authority:
            # A line in capitals before anything else may be the first heading of the body.
            authority = ()
            self._position = 0
            addressees = self._take_addressees()
        following = self._peek()
        body_start = following.place.index if following else self._end
        return Opening(body_start, addressees, authority, bases, resolution)

    def _peek(self, ahead: int = 0) -> ParagraphFacts | None:
        position = self._position + ahead
        return self._rest[position] if position < len(self._rest) else None

    def _take_addressees(self) -> Addressees | None:
        for ahead in range(3):
            paragraph = self._peek(ahead)
            if paragraph is None:
                return None
            folded = fold(paragraph.text)
            kind = _name_addressing(folded)
            if kind is not None:
                self._position += ahead + 1
                return self._read_addressees(paragraph, kind)
        return None

    def _read_addressees(self, paragraph: ParagraphFacts, kind: AddressingKind) -> Addressees:
        passage = whole_passage(paragraph)
        colon = passage.text.find(":")
        cut = colon + 1 if colon >= 0 else len("Kính gửi")
        rest = passage.text[cut:].strip()
        opening = passage.cut(0, cut) if rest else passage
        inline = passage.cut(cut, len(passage.text)) if rest else None
        items: list[Passage] = []
        while (following := self._peek()) is not None and self._is_addressee(following, bool(items), bool(rest)):
            items.append(whole_passage(following))
            self._position += 1
        return Addressees(opening, kind, inline, tuple(items))

    def _is_addressee(self, paragraph: ParagraphFacts, has_items: bool, has_inline: bool) -> bool:
        """Whether a paragraph goes on with the list: a dash, or set in from the left as the list is."""
        shown = paragraph.shown
        if len(shown) > 200 or _is_opening_line(fold(shown)) or paragraph.page_break_before:
            return False
        has_dash = shown.startswith(("-", "–", "—", "+", "•"))
        previous = self._rest[self._position - 1]
        set_in = paragraph.left + max(paragraph.first_line, 0) >= 1500
        if has_dash:
            # After an item that ended with "." a dash opens the body.
            return set_in or not (has_items or has_inline) or previous.shown.endswith(";")
        return set_in and shown.endswith((";", ".")) and (has_items or not has_inline)

    def _take_authority(self) -> tuple[Passage, ...]:
        found: list[Passage] = []
        while (paragraph := self._peek()) is not None and len(found) < 3:
            passage = whole_passage(paragraph)
            folded = fold(passage.shown)
            if not (passage.is_caps or (passage.all_bold and paragraph.align == "center")) or len(folded) > 160:
                break
            if RESOLUTION.fullmatch(folded) or not (found or folded.startswith(_AUTHORITY)):
                break
            found.append(passage)
            self._position += 1
        return tuple(found)

    def _take_bases(self) -> tuple[Passage, ...]:
        first = self._peek()
        if first is None or not self._opens_bases(first):
            return ()
        found: list[Passage] = []
        while (paragraph := self._peek()) is not None and self._is_basis(paragraph, found):
            found.append(whole_passage(paragraph))
            self._position += 1
        return tuple(found)

    def _opens_bases(self, paragraph: ParagraphFacts) -> bool:
        folded = fold(paragraph.text[:60])
        return bool(FIRST_BASIS.match(folded) or (BASIS.match(folded) and self._has_bases_ahead()))

    def _has_bases_ahead(self) -> bool:
        """Whether "QUYẾT ĐỊNH:" follows soon: only then "Theo …" and "Xét …" open the bases."""
        return any(
            RESOLUTION.fullmatch(fold(paragraph.text))
            for paragraph in self._rest[self._position : self._position + 40]
            if len(paragraph.text) < 20
        )

    def _is_basis(self, paragraph: ParagraphFacts, found: Sequence[Passage]) -> bool:
        text = paragraph.text.strip()
        folded = fold(text[:60])
        if RESOLUTION.fullmatch(fold(text)) or paragraph.in_table:
            return False
        if FIRST_BASIS.match(folded):
            # "Căn cứ …, Ủy ban nhân dân ban hành …:" in a plan opens the body, it is not a basis on a line of its own.
            return not text.endswith((":", "./.")) and not self._opens_body(text)
        if not found:
            return BASIS.match(folded) is not None
        if BASIS.match(folded) and not text.endswith(":"):
            return self._has_bases_ahead() or (found[-1].all_italic and whole_passage(paragraph).all_italic)
        ended = found[-1].text.endswith(".")
        return not ended and whole_passage(paragraph).all_italic and not text.endswith(":")

    @staticmethod
    def _opens_body(text: str) -> bool:
        """Whether a sentence that begins with "Căn cứ" goes on to say what the agency does."""
        return len(text) > 60 and any(
            word in text
            for word in (
                "như sau",
                "ban hành Kế hoạch",
                "xây dựng Kế hoạch",
                "báo cáo kết quả",
                "kính trình",
                "đề nghị các",
                "yêu cầu các",
            )
        )

    def _take_resolution(self) -> Passage | None:
        for ahead in range(2):
            paragraph = self._peek(ahead)
            if paragraph is not None and len(paragraph.text) < 40 and RESOLUTION.fullmatch(fold(paragraph.text)):
                self._position += ahead + 1
                return whole_passage(paragraph)
        return None
