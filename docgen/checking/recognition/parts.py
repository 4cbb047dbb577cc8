"""The parts of a file after the signature: attached documents and appendices, each with its own title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.checking.recognition.closing import find_closing
from docgen.checking.recognition.components import Part, PartKind
from docgen.checking.recognition.folding import fold, resembles
from docgen.checking.recognition.heading import HeadingFinder
from docgen.checking.recognition.lines import is_separator
from docgen.checking.recognition.outline import read_body
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.slots import Slot, split_paragraph
from docgen.checking.recognition.words import APPENDIX_LABEL, ISSUED_WITH, NATION, TYPES
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts

_TITLE_LINES = 8
_LIST_TITLES = ("danh sach", "danh muc", "bieu", "bang", "mau", "phieu", "noi dung", "ke hoach", "so do", "de cuong")


@dataclass(frozen=True)
class _Start:
    """Where a part begins and what shows it."""

    index: int
    kind: PartKind


def find_parts_after(facts: DocumentFacts, start: int) -> tuple[Part, ...]:
    """Return the parts that stand in the paragraphs from ``start`` on."""
    starts = _find_starts(facts, start)
    ends = [*(begin.index for begin in starts), len(facts.paragraphs)][1:]
    return tuple(_read_part(facts, begin, end) for begin, end in zip(starts, ends, strict=True))


def find_first_appendix(facts: DocumentFacts, start: int) -> int | None:
    """Return where the first appendix begins in a file whose signature was not found: a label that opens a page."""
    for paragraph in facts.paragraphs[start:]:
        if paragraph.ink and _opens_page(facts, paragraph) and _find_label(paragraph) is not None:
            return paragraph.place.index
    return None


def _find_starts(facts: DocumentFacts, start: int) -> list[_Start]:
    starts: list[_Start] = []
    for paragraph in facts.paragraphs[start:]:
        index = paragraph.place.index
        if not paragraph.ink or _is_in_content_table(facts, paragraph):
            continue
        kind = _find_start_kind(facts, paragraph, is_first=not starts)
        if kind is None:
            continue
        begin = _back_to_table_start(facts, paragraph, start)
        if starts and begin <= starts[-1].index:
            continue
        if starts and _find_label(paragraph) is None and _is_still_title(facts, starts[-1].index, index):
            # The national title or the type below the first lines of a part: they say what the part is.
            if kind is PartKind.ATTACHMENT and _find_label(facts.paragraphs[starts[-1].index]) is None:
                starts[-1] = _Start(starts[-1].index, kind)
            continue
        starts.append(_Start(begin, kind))
    return starts


def _find_start_kind(facts: DocumentFacts, paragraph: ParagraphFacts, *, is_first: bool) -> PartKind | None:
    if _find_label(paragraph) is not None and (_is_prominent(paragraph) or _opens_page(facts, paragraph) or is_first):
        return PartKind.APPENDIX
    folded = fold(paragraph.shown)
    if len(folded) < 160 and any(resembles(fold(slot.passage.shown), NATION) for slot in split_paragraph(paragraph)):
        return PartKind.ATTACHMENT
    opens = _opens_page(facts, paragraph)
    if (opens or is_first) and _names_type(paragraph):
        return PartKind.ATTACHMENT
    is_title = (opens or is_first) and _is_centred_title(paragraph) and paragraph.place.table < 0
    if is_title and (folded.startswith(_LIST_TITLES) or _has_issued_with(facts, paragraph)):
        return PartKind.APPENDIX
    if opens and paragraph.place.table >= 0 and _has_nation(facts, paragraph.place.table):
        return PartKind.ATTACHMENT
    # What begins on a page of its own after the signature belongs to the document, but is not the document.
    return PartKind.APPENDIX if is_first and opens else None


def _find_label(paragraph: ParagraphFacts) -> Slot | None:
    if len(paragraph.text) > 300 or "ụ" not in paragraph.text.lower():
        return None
    for slot in split_paragraph(paragraph):
        match = APPENDIX_LABEL.fullmatch(fold(slot.passage.shown))
        if match and (not match["title"] or slot.passage.is_caps or slot.passage.all_bold):
            return slot
    return None


def _is_prominent(paragraph: ParagraphFacts) -> bool:
    return paragraph.align == "center" or all(run.bold for run in paragraph.ink)


def _names_type(paragraph: ParagraphFacts) -> bool:
    shown = split_paragraph(paragraph)[0].passage
    return fold(shown.shown).rstrip(" .:") in TYPES and _is_centred_title(paragraph)


def _is_centred_title(paragraph: ParagraphFacts) -> bool:
    return paragraph.align == "center" and all(run.bold for run in paragraph.ink)


def _is_in_content_table(facts: DocumentFacts, paragraph: ParagraphFacts) -> bool:
    table = paragraph.place.table
    return 0 <= table < len(facts.tables) and facts.tables[table].has_borders


def _has_nation(facts: DocumentFacts, table: int) -> bool:
    return any(
        resembles(fold(paragraph.shown), NATION)
        for paragraph in facts.paragraphs
        if paragraph.place.table == table and paragraph.ink
    )


def _has_issued_with(facts: DocumentFacts, paragraph: ParagraphFacts) -> bool:
    following = [p for p in facts.paragraphs[paragraph.place.index + 1 :][:6] if p.ink]
    return any(ISSUED_WITH.match(fold(p.shown)) for p in following[:4])


def _opens_page(facts: DocumentFacts, paragraph: ParagraphFacts) -> bool:
    """Whether a page begins here: a break before, a new section, a page break in the paragraph before."""
    if paragraph.page_break_before or paragraph.has_page_break:
        return True
    for previous in reversed(facts.paragraphs[: paragraph.place.index]):
        if previous.place.section != paragraph.place.section:
            return True
        if previous.has_page_break:
            return True
        if previous.ink:
            return False
        if previous.page_break_before:
            return True
    return True


def _back_to_table_start(facts: DocumentFacts, paragraph: ParagraphFacts, start: int) -> int:
    table = paragraph.place.table
    if table < 0:
        return paragraph.place.index
    first = next(p.place.index for p in facts.paragraphs if p.place.table == table)
    return max(first, start)


def _is_still_title(facts: DocumentFacts, begin: int, index: int) -> bool:
    between = [p for p in facts.paragraphs[begin:index] if p.ink]
    return len(between) <= _TITLE_LINES and all(p.align == "center" or p.in_table or "\t" in p.text for p in between)


def _read_part(facts: DocumentFacts, begin: _Start, end: int) -> Part:
    paragraphs = facts.paragraphs[begin.index : end]
    sections = tuple(sorted({p.place.section for p in paragraphs if p.ink}))
    heading = HeadingFinder(facts, begin.index, end).find() if begin.kind is PartKind.ATTACHMENT else None
    if heading is not None and heading.nation is None:
        heading = None
    title = _TitleReader(facts, heading.end if heading else begin.index, end)
    title.read()
    closing = find_closing(facts, title.end, end)
    body_end = closing.start if closing is not None and _ends_part(facts, closing.end, end) else end
    return Part(
        kind=begin.kind,
        start=begin.index,
        end=end,
        sections=sections,
        heading=heading,
        label=title.label,
        title=tuple(title.lines),
        issued_with=title.issued_with,
        type_name=title.type_name if begin.kind is PartKind.ATTACHMENT else None,
        body=tuple(read_body(facts.paragraphs[title.end : body_end])),
    )


def _ends_part(facts: DocumentFacts, start: int, end: int) -> bool:
    return not any(p.ink for p in facts.paragraphs[start:end])


class _TitleReader:
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
        if not (passage.all_bold or passage.is_caps or not self.lines) or len(self.lines) >= _TITLE_LINES:
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
            self._facts.tables[table].has_borders or not _has_nation(self._facts, table)
            if table < len(self._facts.tables)
            else True
        )


def read_main(facts: DocumentFacts, end: int, body_start: int, body_end: int) -> Part:
    """Return the part that is the document itself."""
    sections = sorted({p.place.section for p in facts.paragraphs[:end] if p.ink}) or [0]
    return Part(
        kind=PartKind.MAIN,
        start=0,
        end=end,
        sections=tuple(sections),
        body=tuple(read_body(facts.paragraphs[body_start:body_end])),
    )
