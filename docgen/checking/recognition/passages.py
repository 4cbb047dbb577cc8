"""Passages: a paragraph, or the stretch of one that is a component by itself.

In a heading laid out with tabs one paragraph holds the agency on the left and the national title on the right: two
passages, each with its own runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from docgen.checking.findings import Where, shorten
from docgen.ooxml.facts import ParagraphFacts, RunFacts


@dataclass(frozen=True, eq=False)
class Passage:
    """A stretch of a paragraph. ``start`` and ``end`` are offsets in ``paragraph.text``, outer white space left out.

    ``is_whole``: nothing else stands in the paragraph, so that its alignment, indents and spacing are the passage's.
    """

    paragraph: ParagraphFacts
    start: int
    end: int
    is_whole: bool = True

    @cached_property
    def runs(self) -> tuple[RunFacts, ...]:
        """The runs of the passage alone, cut where it begins and ends."""
        if self.is_whole and self.start == 0 and self.end >= len(self.paragraph.text):
            return self.paragraph.runs
        return tuple(_cut_runs(self.paragraph.runs, self.start, self.end))

    @cached_property
    def ink(self) -> tuple[RunFacts, ...]:
        """The runs that leave a mark on the paper."""
        return tuple(run for run in self.runs if run.text.strip())

    @cached_property
    def text(self) -> str:
        """The text as stored: no capitals by format, spaces as they are."""
        return self.paragraph.text[self.start : self.end]

    @cached_property
    def shown(self) -> str:
        """The text as Word shows it, every white space one space; with the automatic label of a whole paragraph."""
        label = self.paragraph.label if self.is_whole else ""
        return " ".join((f"{label} " + "".join(run.shown for run in self.runs)).split())

    @property
    def where(self) -> Where:
        """Where the passage stands, for a fault."""
        place = self.paragraph.place
        return Where(place.part, place.index, shorten(self.shown))

    @property
    def index(self) -> int:
        """The index of the paragraph in its part."""
        return self.paragraph.place.index

    @property
    def sizes(self) -> frozenset[float]:
        """The sizes of type, in points."""
        return frozenset(run.size_pt for run in self.ink)

    @property
    def all_bold(self) -> bool:
        """Whether everything is bold."""
        return all(run.bold for run in self.ink)

    @property
    def any_bold(self) -> bool:
        """Whether something is bold."""
        return any(run.bold for run in self.ink)

    @property
    def all_italic(self) -> bool:
        """Whether everything is italic."""
        return all(run.italic for run in self.ink)

    @property
    def any_italic(self) -> bool:
        """Whether something is italic."""
        return any(run.italic for run in self.ink)

    @property
    def is_caps(self) -> bool:
        """Whether it shows letters, and capitals only; a font's small capitals count as capitals."""
        shown = "".join(run.text.upper() if run.small_caps else run.shown for run in self.ink)
        return shown.isupper()

    def cut(self, start: int, end: int) -> Passage:
        """Return the part of this passage between two offsets of its text, outer white space left out."""
        piece = self.text[start:end]
        left = self.start + start + len(piece) - len(piece.lstrip())
        return Passage(self.paragraph, left, left + len(piece.strip()), is_whole=False)


def whole_passage(paragraph: ParagraphFacts) -> Passage:
    """Return a paragraph as one passage."""
    text = paragraph.text
    start = len(text) - len(text.lstrip())
    return Passage(paragraph, start, max(start, len(text.rstrip())))


def _cut_runs(runs: tuple[RunFacts, ...], start: int, end: int) -> Iterator[RunFacts]:
    position = 0
    for run in runs:
        left, right = max(start - position, 0), min(end - position, len(run.text))
        if left < right:
            yield run if (left, right) == (0, len(run.text)) else replace(run, text=run.text[left:right])
        position += len(run.text)
