"""All text that a reader of the document sees, and runs of paragraphs that share a fault."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from docgen.checking.page_numbers import find_shown
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.ooxml.facts import ParagraphFacts

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Stretch(Generic[K]):
    """Neighbouring paragraphs with the same fault."""

    key: K
    paragraphs: tuple[ParagraphFacts, ...]

    @property
    def extent(self) -> str:
        """How long it is, for a message: "" for one paragraph, else " (12 đoạn liền nhau)"."""
        count = len(self.paragraphs)
        return "" if count == 1 else f" ({count} đoạn liền nhau)"


def visible_paragraphs(subject: Subject) -> Iterator[ParagraphFacts]:
    """Yield every paragraph with ink: the document with its tables, footnotes, the headers and footers it shows."""
    yield from subject.texts
    yield from find_shown(subject)


def find_stretches(
    paragraphs: Iterable[ParagraphFacts], judge: Callable[[ParagraphFacts], K | None]
) -> Iterator[Stretch[K]]:
    """Yield the paragraphs with a fault; those that follow each other with the same one are one stretch."""
    judged = ((judge(paragraph), paragraph) for paragraph in paragraphs)
    for (key, _), group in groupby(judged, key=lambda pair: (pair[0], pair[1].place.part)):
        if key is not None:
            yield Stretch(key, tuple(paragraph for _, paragraph in group))


def written_passages(subject: Subject) -> Iterator[Passage]:
    """Yield what the drafter wrote as text: subject, bases, running text of all parts, addressees and recipients."""
    components = subject.components
    yield from components.subject
    yield from components.legal_bases
    if components.addressees is not None:
        yield from components.addressees.items
    for part in components.parts:
        yield from part.title
        yield from (paragraph.title for paragraph in part.body if paragraph.title is not None)
    if components.recipients is not None:
        yield from components.recipients.items
