"""Putting a document together from its regions: heading block, opening, body, end, further parts."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.recognition.closing import find_closing
from docgen.checking.recognition.closing_layouts import Closing
from docgen.checking.recognition.components import Components, Heading
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.heading import HeadingFinder
from docgen.checking.recognition.opening import find_opening
from docgen.checking.recognition.parts import find_first_appendix, find_parts_after, read_main
from docgen.checking.recognition.passages import whole_passage
from docgen.checking.recognition.title import Title, find_title, find_type_by_notation
from docgen.checking.recognition.words import CONTACT, SECRECY
from docgen.model import DOCUMENT_TYPES, DocumentType
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts


def recognize(facts: DocumentFacts) -> Components:
    """Return the components of a document. Never raises, whatever the document holds."""
    heading = _find_heading(facts)
    count = len(facts.paragraphs)
    title = Title(heading.end) if heading.letter_subject else find_title(facts, heading.end, count, heading.code)
    closing = find_closing(facts, title.end, count)
    parts = find_parts_after(facts, _find_tail(facts, title, closing))
    main_end = parts[0].start if parts else count
    opening = find_opening(facts, title.end, closing.start if closing else main_end)
    body_end = closing.start if closing else main_end
    main = read_main(facts, main_end, opening.body_start, body_end)
    return Components(
        heading=heading,
        document_type=_decide_type(heading, title),
        type_name=title.type_name,
        subject=heading.letter_subject or title.subject,
        subject_line=title.line,
        addressees=opening.addressees,
        authority=opening.authority,
        legal_bases=opening.legal_bases,
        resolution=opening.resolution,
        signature=closing.signature if closing else None,
        second_signature=closing.second_signature if closing else None,
        recipients=closing.recipients if closing else None,
        drafter_mark=closing.drafter_mark if closing else None,
        contact=tuple(_find_contact(facts, closing.end if closing else main_end, main_end)),
        page_numbers=tuple(_find_page_numbers(facts)),
        parts=(main, *parts),
    )


def _find_heading(facts: DocumentFacts) -> Heading:
    from dataclasses import replace

    heading = HeadingFinder(facts).find()
    if heading.secrecy is None:
        mark = next(_find_secret_marks(facts), None)
        if mark is not None:
            heading = replace(heading, secrecy=whole_passage(mark))
    return heading


def _find_secret_marks(facts: DocumentFacts) -> Iterator[ParagraphFacts]:
    """Yield stamps of secrecy outside the heading's text: in headers, text boxes and frames."""
    headers = (p for section in facts.sections for header in section.headers.values() for p in header)
    stamped = (p for p in facts.paragraphs if p.place.text_box >= 0 or len(p.borders) >= 3)
    for paragraph in (*headers, *stamped):
        if (
            paragraph.ink
            and len(paragraph.text) < 20
            and fold(paragraph.shown) in SECRECY
            and paragraph.shown.isupper()
        ):
            yield paragraph


def _find_tail(facts: DocumentFacts, title: Title, closing: Closing | None) -> int:
    """Return where further parts may begin: after the signature, or at a label that opens a page without one."""
    if closing is not None:
        return closing.end
    appendix = find_first_appendix(facts, title.end)
    return len(facts.paragraphs) if appendix is None else appendix


def _decide_type(heading: Heading, title: Title) -> DocumentType | None:
    if title.document_type is not None:
        return title.document_type
    if heading.letter_subject:
        return DOCUMENT_TYPES["cong-van"]
    if title.foreign_type:
        return None
    return find_type_by_notation(heading.code)


def _find_page_numbers(facts: DocumentFacts) -> Iterator[ParagraphFacts]:
    """Yield the paragraphs of headers and footers that show the page number, each once."""
    seen = set()
    for section in facts.sections:
        for paragraphs in (*section.headers.values(), *section.footers.values()):
            for paragraph in paragraphs:
                key = (paragraph.place.part, paragraph.place.index)
                if key not in seen and has_page_field(paragraph):
                    seen.add(key)
                    yield paragraph


def has_page_field(paragraph: ParagraphFacts) -> bool:
    """Whether a paragraph shows the number of the page."""
    return any(instruction.split()[:1] == ["PAGE"] for instruction in map(str.upper, paragraph.fields))


def _find_contact(facts: DocumentFacts, start: int, end: int) -> Iterator[ParagraphFacts]:
    """Yield the lines at the foot of page 1 (ô 13): the footer that page 1 shows, or such lines below the signature."""
    if facts.sections:
        section = facts.sections[0]
        footer = section.footers.get("first" if section.title_page else "default", ())
        yield from (paragraph for paragraph in footer if paragraph.ink and not has_page_field(paragraph))
    for paragraph in facts.paragraphs[start:end]:
        if paragraph.ink and CONTACT.search(fold(paragraph.shown)):
            yield paragraph
