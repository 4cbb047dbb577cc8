"""Changing words of a paragraph across its runs: each edit replaces a stretch of the paragraph's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from docgen.checking.fix.run_text import Atom, RunPieces, find_segments, show_text, write_text
from docgen.ooxml.facts import ParagraphFacts
from docgen.ooxml.names import RPR, R, T


@dataclass(frozen=True, slots=True)
class TextEdit:
    """``new`` in the place of the signs ``start`` to ``end`` of a paragraph's text."""

    start: int
    end: int
    new: str


def shrink_edit(text: str, edit: TextEdit) -> TextEdit:
    """Return the edit without what stays the same at its beginning and end."""
    old, new = text[edit.start : edit.end], edit.new
    front = _count_same(old, new)
    back = _count_same(old[front:][::-1], new[front:][::-1])
    return TextEdit(edit.start + front, edit.end - back, new[front : len(new) - back])


def _count_same(one: str, other: str) -> int:
    differing = (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def apply_edits(paragraph: ParagraphFacts, edits: Sequence[TextEdit], pieces: RunPieces) -> tuple[TextEdit, ...]:
    """Change the text of a paragraph; return the edits that could be made. They must not overlap."""
    atoms = _find_paragraph_atoms(paragraph, pieces)
    editor = _Editor(atoms)
    done = tuple(edit for edit in edits if editor.edit(shrink_edit(paragraph.text, edit)))
    editor.write()
    return done


def _find_paragraph_atoms(paragraph: ParagraphFacts, pieces: RunPieces) -> list[Atom | None]:
    """Return the sign behind each character of a paragraph's text, None where it cannot be changed."""
    found: list[Atom | None] = []
    known: dict[Any, list[Atom]] = {}
    sizes: dict[Any, int] = {}
    for run in paragraph.runs:
        sizes[run.node] = sizes.get(run.node, 0) + len(run.text)
    for segment in find_segments(paragraph):
        node = segment.run.node
        if node not in known:
            known[node] = pieces.atoms(node)
        size = segment.end - segment.start
        fits = len(known[node]) == sizes[node]
        found += known[node][segment.offset : segment.offset + size] if fits else [None] * size
    return found


class _Editor:
    """Gathers what becomes of each sign, then writes all of it at once."""

    def __init__(self, atoms: Sequence[Atom | None]) -> None:
        self._atoms = atoms
        self._signs: dict[Any, list[str]] = {}
        self._dropped: list[Any] = []

    def edit(self, edit: TextEdit) -> bool:
        """Make an edit; return False where a sign that it needs cannot be changed."""
        if edit.start == edit.end and not edit.new:
            return False
        taken = self._atoms[edit.start : edit.end]
        before = edit.start > 0 and not taken
        anchor = (taken or self._atoms[max(0, edit.start - 1) :])[:1]
        if not anchor or None in taken or anchor[0] is None:
            return False
        for atom in taken:
            if atom is not None:
                self._drop(atom)
        if edit.new:
            self._insert(anchor[0], edit.new, after=before)
        return True

    def _drop(self, atom: Atom) -> None:
        if atom.place < 0:
            self._dropped.append(atom.element)
        else:
            self._find_signs(atom.element)[atom.place] = ""

    def _insert(self, atom: Atom, text: str, *, after: bool) -> None:
        if atom.place >= 0:
            signs = self._find_signs(atom.element)
            signs[atom.place] = signs[atom.place] + text if after else text + signs[atom.place]
            return
        element = etree.Element(T)
        write_text(element, text)
        (atom.element.addnext if after else atom.element.addprevious)(element)

    def _find_signs(self, element: Any) -> list[str]:
        return self._signs.setdefault(element, list(show_text(element)))

    def write(self) -> None:
        """Write the texts; elements that hold nothing more go."""
        for element, signs in self._signs.items():
            write_text(element, "".join(signs))
            if not element.text:
                self._dropped.append(element)
        for element in self._dropped:
            parent = element.getparent()
            parent.remove(element)
            if parent.tag == R and all(child.tag == RPR for child in parent) and parent.getparent() is not None:
                parent.getparent().remove(parent)
