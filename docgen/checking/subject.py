"""The subject: all that a rule may ask about one document, computed once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from docgen.checking.findings import CannotJudge, NotConcerned, Where, shorten
from docgen.checking.recognition import recognize
from docgen.checking.recognition.components import BodyParagraph, Components, Part, PartKind
from docgen.checking.settings import CheckSettings
from docgen.ooxml.facts import DocumentFacts, ParagraphFacts, SectionFacts

MAIN_PART = "word/document.xml"

T = TypeVar("T")


@dataclass(frozen=True)
class Subject:
    """Facts, recognised components and settings of one document. Rules read it and change nothing."""

    facts: DocumentFacts
    settings: CheckSettings = field(default_factory=CheckSettings)

    @cached_property
    def components(self) -> Components:
        """The components of the document; what was not found is None or empty."""
        return recognize(self.facts)

    @cached_property
    def is_issued(self) -> bool:
        """Whether the document is one with number and date, by the settings or by the number being there."""
        if self.settings.issued is not None:
            return self.settings.issued
        code = self.components.heading.code
        return code is not None and any(character.isdigit() for character in code.number)

    @cached_property
    def body(self) -> tuple[BodyParagraph, ...]:
        """The running text of the document itself: no tables, heading, bases or signature; no empty paragraphs."""
        return self.components.main.body

    @cached_property
    def all_bodies(self) -> tuple[tuple[BodyParagraph, ...], ...]:
        """The running texts of all parts, the document itself first."""
        return tuple(part.body for part in self.components.parts)

    @cached_property
    def texts(self) -> tuple[ParagraphFacts, ...]:
        """Every paragraph of the main part with ink, tables and appendices included, and every footnote."""
        notes = [note for notes in self.facts.footnotes.values() for note in notes]
        return tuple(paragraph for paragraph in (*self.facts.paragraphs, *notes) if paragraph.ink)

    def sections_of(self, *kinds: PartKind) -> tuple[SectionFacts, ...]:
        """Return the sections of the parts of these kinds (all parts without any)."""
        wanted = {index for part in self.components.parts if not kinds or part.kind in kinds for index in part.sections}
        return tuple(section for section in self.facts.sections if section.index in wanted)

    def part_of(self, paragraph: ParagraphFacts) -> Part | None:
        """Return the part in which a paragraph of the main part stands, or None."""
        index = paragraph.place.index
        return next((part for part in self.components.parts if part.start <= index < part.end), None)

    def paragraphs_of(self, section: SectionFacts) -> Iterator[ParagraphFacts]:
        """Yield the paragraphs that stand in a section."""
        return (paragraph for paragraph in self.facts.paragraphs if paragraph.place.section == section.index)

    def where_section(self, section: SectionFacts) -> Where:
        """Return the place of a section: its first paragraph with ink."""
        first = next((paragraph for paragraph in self.paragraphs_of(section) if paragraph.ink), None)
        if first is None:
            return Where(MAIN_PART)
        return Where(MAIN_PART, first.place.index, shorten(first.shown))

    def require(self, value: T | None, name: str, *, expected: bool = True) -> T:
        """Return a component that the rule judges; without it the rule is "not checked", and the reason says so.

        ``expected`` is whether such a document has the component at all: where it has not, nothing is reported.
        """
        if value is not None and value != ():
            return value
        if expected:
            raise CannotJudge(f"không tìm thấy {name}")
        raise NotConcerned

    @property
    def rests_on_bases(self) -> bool:
        """Whether documents of this type state legal bases and an authority (forms 1.1–1.3)."""
        kind = self.components.document_type
        return kind is not None and kind.has_legal_bases

    @property
    def has_printed_subject(self) -> bool:
        """Whether documents of this type print a subject (all but forms 1.8 and 1.10)."""
        kind = self.components.document_type
        return kind is None or kind.has_subject
