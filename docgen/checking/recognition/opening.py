"""What stands between the title and the body: Kính gửi, the authority to issue, legal bases, "QUYẾT ĐỊNH:"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from docgen.checking.recognition.components import Addressees
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.lines import is_separator
from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.checking.recognition.words import (
    ADDRESSEES,
    AUTHORITY,
    BASIS,
    DISPATCH,
    FIRST_BASIS,
    INVITATION,
    RESOLUTION,
    is_opening_line,
)
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts


@dataclass(frozen=True)
class Opening:
    """Kính gửi, authority, bases, "QUYẾT ĐỊNH:"; ``body_start`` is the index where the body begins."""

    body_start: int
    addressees: Addressees | None = None
    authority: tuple[Passage, ...] = ()
    legal_bases: tuple[Passage, ...] = ()
    resolution: Passage | None = None


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
        if len(shown) > 200 or is_opening_line(fold(shown)) or paragraph.page_break_before:
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
            if RESOLUTION.fullmatch(folded) or not (found or folded.startswith(AUTHORITY)):
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
