"""The parts of a file after the signature: attached documents and appendices, each with its own title."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.checking.recognition.closing import find_closing
from docgen.checking.recognition.components import Part, PartKind
from docgen.checking.recognition.folding import fold, resembles
from docgen.checking.recognition.heading import HeadingFinder
from docgen.checking.recognition.outline import read_body
from docgen.checking.recognition.part_titles import MOST_TITLE_LINES, PartTitle, find_label, has_nation
from docgen.checking.recognition.slots import is_in_content_table, split_paragraph
from docgen.checking.recognition.words import ISSUED_WITH, NATION, TYPES
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts

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
        if paragraph.ink and _opens_page(facts, paragraph) and find_label(paragraph) is not None:
            return paragraph.place.index
    return None


def _find_starts(facts: DocumentFacts, start: int) -> list[_Start]:
    starts: list[_Start] = []
    for paragraph in facts.paragraphs[start:]:
        index = paragraph.place.index
        if not paragraph.ink or is_in_content_table(facts, paragraph):
            continue
        kind = _find_start_kind(facts, paragraph, is_first=not starts)
        if kind is None:
            continue
        begin = _back_to_table_start(facts, paragraph, start)
        if starts and begin <= starts[-1].index:
            continue
        if starts and find_label(paragraph) is None and _is_still_title(facts, starts[-1].index, index):
            # The national title or the type below the first lines of a part: they say what the part is.
            if kind is PartKind.ATTACHMENT and find_label(facts.paragraphs[starts[-1].index]) is None:
                starts[-1] = _Start(starts[-1].index, kind)
            continue
        starts.append(_Start(begin, kind))
    return starts


def _find_start_kind(facts: DocumentFacts, paragraph: ParagraphFacts, *, is_first: bool) -> PartKind | None:
    if find_label(paragraph) is not None and (_is_prominent(paragraph) or _opens_page(facts, paragraph) or is_first):
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
    if opens and paragraph.place.table >= 0 and has_nation(facts, paragraph.place.table):
        return PartKind.ATTACHMENT
    # What begins on a page of its own after the signature belongs to the document, but is not the document.
    return PartKind.APPENDIX if is_first and opens else None


def _is_prominent(paragraph: ParagraphFacts) -> bool:
    return paragraph.align == "center" or all(run.bold for run in paragraph.ink)


def _names_type(paragraph: ParagraphFacts) -> bool:
    shown = split_paragraph(paragraph)[0].passage
    return fold(shown.shown).rstrip(" .:") in TYPES and _is_centred_title(paragraph)


def _is_centred_title(paragraph: ParagraphFacts) -> bool:
    return paragraph.align == "center" and all(run.bold for run in paragraph.ink)


def _has_issued_with(facts: DocumentFacts, paragraph: ParagraphFacts) -> bool:
    following = [p for p in facts.paragraphs[paragraph.place.index + 1 :][:6] if p.ink]
    return any(ISSUED_WITH.match(fold(p.shown)) for p in following[:4])


def _opens_page(facts: DocumentFacts, paragraph: ParagraphFacts) -> bool:
    """Whether a page begins here: a break before, a new section, a page break in the paragraph before."""
    if paragraph.page_break_before or paragraph.has_page_break:
        return True
    for index in range(paragraph.place.index - 1, -1, -1):
        previous = facts.paragraphs[index]
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
    if index - begin > 4 * MOST_TITLE_LINES:
        return False
    between = [p for p in facts.paragraphs[begin:index] if p.ink]
    return len(between) <= MOST_TITLE_LINES and all(
        p.align == "center" or p.in_table or "\t" in p.text for p in between
    )


def _read_part(facts: DocumentFacts, begin: _Start, end: int) -> Part:
    paragraphs = facts.paragraphs[begin.index : end]
    sections = tuple(sorted({p.place.section for p in paragraphs if p.ink}))
    heading = HeadingFinder(facts, begin.index, end).find() if begin.kind is PartKind.ATTACHMENT else None
    if heading is not None and heading.nation is None:
        heading = None
    title = PartTitle(facts, heading.end if heading else begin.index, end)
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
