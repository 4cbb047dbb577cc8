"""Which headers and footers a section shows, and where in them the number of the page stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docgen.checking.subject import Subject
from docgen.ooxml.facts import HeaderKind, ParagraphFacts, SectionFacts

_TYPED_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?\d{1,4}[-–—\s.]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageNumber:
    """A paragraph with a PAGE field, and whether it stands at the head of the page."""

    paragraph: ParagraphFacts
    is_header: bool


def has_page_field(paragraph: ParagraphFacts) -> bool:
    """Whether a paragraph shows the number of its page."""
    return any(instruction.split()[:1] == ["PAGE"] for instruction in map(str.upper, paragraph.fields))


def has_condition(paragraph: ParagraphFacts) -> bool:
    """Whether an IF field decides what a paragraph shows: on which pages cannot be told without laying them out."""
    return any(instruction.split()[:1] == ["IF"] for instruction in map(str.upper, paragraph.fields))


def is_typed_number(paragraph: ParagraphFacts) -> bool:
    """Whether a paragraph is a number that somebody typed where the PAGE field should stand."""
    return not paragraph.fields and _TYPED_NUMBER.fullmatch(paragraph.shown) is not None


def first_page_kind(section: SectionFacts) -> HeaderKind:
    """Return which header the first page of a section shows."""
    return "first" if section.title_page else "default"


def later_kinds(subject: Subject) -> tuple[HeaderKind, ...]:
    """Return which headers the pages after the first show."""
    return ("default", "even") if subject.facts.even_and_odd_headers else ("default",)


def find_page_numbers(subject: Subject) -> Iterator[PageNumber]:
    """Yield the page numbers that some page shows, each once."""
    seen: set[tuple[str, int]] = set()
    for section in subject.facts.sections:
        kinds = {first_page_kind(section), *later_kinds(subject)}
        for parts, is_header in ((section.headers, True), (section.footers, False)):
            for paragraph in _paragraphs(parts, kinds):
                key = (paragraph.place.part, paragraph.place.index)
                if key not in seen and has_page_field(paragraph):
                    seen.add(key)
                    yield PageNumber(paragraph, is_header)


def find_shown(subject: Subject) -> Iterator[ParagraphFacts]:
    """Yield every paragraph of headers and footers that some page shows, each once."""
    seen: set[tuple[str, int]] = set()
    for section in subject.facts.sections:
        kinds = {first_page_kind(section), *later_kinds(subject)}
        for parts in (section.headers, section.footers):
            for paragraph in _paragraphs(parts, kinds):
                key = (paragraph.place.part, paragraph.place.index)
                if key not in seen and paragraph.ink:
                    seen.add(key)
                    yield paragraph


def _paragraphs(
    parts: Mapping[HeaderKind, tuple[ParagraphFacts, ...]], kinds: set[HeaderKind]
) -> Iterator[ParagraphFacts]:
    for kind in sorted(kinds):
        yield from parts.get(kind, ())
