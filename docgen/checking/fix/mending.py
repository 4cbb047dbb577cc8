"""One pass of mending over a document: what the menders ask for is done, gathered and told here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from docgen.checking.findings import Finding, Where, where_is
from docgen.checking.fix.change import Change
from docgen.checking.fix.copies import find_copies, renew_copy
from docgen.checking.fix.properties import find_or_make, set_property
from docgen.checking.fix.run_looks import RunLook, set_look
from docgen.checking.fix.run_text import RunPieces, find_segments
from docgen.checking.fix.text_edits import TextEdit, apply_edits
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.ooxml.facts import ParagraphFacts, RunFacts
from docgen.ooxml.names import PPR, RPR, R, W
from docgen.ooxml.package import Package

Decide = Callable[[RunFacts], RunLook | None]
_FIELD_SIGNS: Final = (f"{W}fldChar", f"{W}instrText")


@dataclass(slots=True)
class _Edits:
    paragraph: ParagraphFacts
    edits: list[tuple[TextEdit, Change]]


class Mending:
    """What menders work with. Formatting is set at once, at the smallest place; words change in ``finish``."""

    def __init__(self, subject: Subject, package: Package, findings: Sequence[Finding] = ()) -> None:
        self.subject = subject
        self.package = package
        self.code = ""
        """The rule at work."""
        self._findings = findings
        self.changes: list[Change] = []
        self.parts: dict[str, Any] = {}
        """Parts that changed: root elements, or bytes, by name."""
        self._pieces = RunPieces()
        self._edits: dict[int, _Edits] = {}
        self._copies: dict[Any, tuple[Any, ...]] = {}

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rule at work found."""
        return tuple(finding for finding in self._findings if finding.code == self.code)

    def tell(self, message: str, where: Where) -> None:
        """Note a change of the present rule."""
        self.changes.append(Change(self.code, message, where))

    def touch(self, paragraph: ParagraphFacts) -> Any:
        """Say that a paragraph's element is about to change, and return it."""
        node = paragraph.node
        if node not in self._copies:
            self._copies[node] = find_copies(node)
        self.parts[paragraph.place.part] = node.getroottree().getroot()
        return node

    def set_paragraph(self, paragraph: ParagraphFacts, properties: Mapping[str, Mapping[str, str | None]]) -> bool:
        """Set children of a paragraph's w:pPr; return whether anything changed."""
        owner = find_or_make(self.touch(paragraph), PPR)
        changed = False
        for name, attributes in properties.items():
            changed |= set_property(owner, name, attributes)
        return changed

    def format_passage(self, passage: Passage, decide: Decide) -> bool:
        """Set the looks that ``decide`` gives for the runs of a passage; return whether anything changed."""
        return self.format_stretch(passage.paragraph, passage.start, passage.end, decide)

    def format_paragraph(self, paragraph: ParagraphFacts, decide: Decide) -> bool:
        """Set the looks that ``decide`` gives for all runs of a paragraph; return whether anything changed."""
        return self.format_stretch(paragraph, 0, len(paragraph.text), decide)

    def format_stretch(self, paragraph: ParagraphFacts, start: int, end: int, decide: Decide) -> bool:
        """Set looks between two offsets of a paragraph's text, runs cut where they must be."""
        sizes: dict[Any, int] = {}
        for run in paragraph.runs:
            sizes[run.node] = sizes.get(run.node, 0) + len(run.text)
        changed = False
        fields: RunLook | None = None
        looks = []
        for segment in find_segments(paragraph):
            left, right = max(segment.start, start), min(segment.end, end)
            look = decide(segment.run) if left < right else None
            if look is None:
                continue
            self.touch(paragraph)
            shift = segment.offset - segment.start
            for run in self._pieces.cover(segment, left + shift, right + shift, sizes[segment.run.node]):
                changed |= set_look(find_or_make(run, RPR), look)
            fields = look if segment.run.is_field else fields
            looks.append(look)
        covers_all = not paragraph.text[:start].strip() and not paragraph.text[end:].strip()
        if fields is not None:
            self._format_field_codes(paragraph, fields)
        if changed and covers_all and paragraph.label:
            # An automatic number looks like the mark of its paragraph.
            mark = find_or_make(paragraph.node, PPR)
            set_property(mark, "rPr", {})
            set_look(mark.find(RPR), looks[0])
        return changed

    @staticmethod
    def _format_field_codes(paragraph: ParagraphFacts, look: RunLook) -> None:
        """Word makes a field anew in the look of its code."""
        for run in paragraph.node.iter(R):
            if any(child.tag in _FIELD_SIGNS for child in run):
                set_look(find_or_make(run, RPR), look)

    def find_runs(self, paragraph: ParagraphFacts, start: int, end: int) -> list[Any]:
        """Return the w:r elements that hold just a stretch of a paragraph's text, cut where they must be."""
        self.touch(paragraph)
        found: list[Any] = []
        for segment in find_segments(paragraph):
            left, right = max(segment.start, start), min(segment.end, end)
            if left < right:
                shift = segment.offset - segment.start
                size = sum(len(run.text) for run in paragraph.runs if run.node is segment.run.node)
                found += self._pieces.cover(segment, left + shift, right + shift, size)
        return found

    def replace(
        self, paragraph: ParagraphFacts, start: int, end: int, new: str, message: str, where: Where | None = None
    ) -> None:
        """Ask for other words between two offsets of a paragraph's text."""
        if paragraph.text[start:end] == new:
            return
        change = Change(self.code, message, where or where_is(paragraph))
        asked = self._edits.setdefault(id(paragraph.node), _Edits(paragraph, []))
        # What two rules ask of the same words waits for the next pass.
        if all(end <= edit.start or edit.end <= start for edit, _ in asked.edits) and all(
            (edit.start, edit.end) != (start, end) for edit, _ in asked.edits
        ):
            asked.edits.append((TextEdit(start, end, new), change))

    def finish(self) -> None:
        """Change the words that were asked for, then renew the older copies of text boxes."""
        for asked in self._edits.values():
            self.touch(asked.paragraph)
            done = set(apply_edits(asked.paragraph, [edit for edit, _ in asked.edits], self._pieces))
            told: set[Change] = set()
            for edit, change in asked.edits:
                if edit in done and change not in told:
                    told.add(change)
                    self.changes.append(change)
        for node, copies in self._copies.items():
            for old in copies:
                renew_copy(old, node)
