"""The text of w:r elements, sign by sign: where each stands, runs cut in two, text changed across runs."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from lxml import etree

from docgen.ooxml.facts import ParagraphFacts, RunFacts
from docgen.ooxml.names import ALTERNATE, RPR, XML_SPACE, R, T, W
from docgen.ooxml.shapes import choose_branch

_SIGNS: Final = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}sym": "?"}
_BLANKS: Final = " \t\r\n"


class Atom(NamedTuple):
    """One shown sign: the w:t that holds it and its place there, or the element that stands for it (place -1)."""

    element: Any
    place: int


@dataclass(frozen=True, slots=True)
class Segment:
    """The facts of a run with its place: offsets in the text of the paragraph, and where it begins in its w:r."""

    run: RunFacts
    start: int
    end: int
    offset: int


def find_segments(paragraph: ParagraphFacts) -> Iterator[Segment]:
    """Yield the runs of a paragraph with their places."""
    position = 0
    offsets: dict[Any, int] = {}
    for run in paragraph.runs:
        offset = offsets.get(run.node, 0)
        yield Segment(run, position, position + len(run.text), offset)
        position += len(run.text)
        offsets[run.node] = offset + len(run.text)


def find_atoms(run: Any) -> list[Atom]:
    """Return the signs that a w:r shows, in order; what reading takes for no text is left out."""
    atoms: list[Atom] = []
    for child in run:
        if child.tag == ALTERNATE:
            branch = choose_branch(child)
            inner = branch.findall(T) if branch is not None else ()
            for text in inner:
                atoms += [Atom(text, index) for index in range(len(show_text(text)))]
        else:
            atoms += _find_own_atoms(child)
    return atoms


def _find_own_atoms(child: Any) -> list[Atom]:
    if child.tag == T:
        return [Atom(child, index) for index in range(len(show_text(child)))]
    is_line_break = child.tag == f"{W}br" and child.get(f"{W}type", "textWrapping") == "textWrapping"
    return [Atom(child, -1)] if is_line_break or child.tag in _SIGNS else []


def show_text(element: Any) -> str:
    """Return the text of a w:t as shown: outer white space counts only where xml:space keeps it."""
    text: str = element.text or ""
    if text[:1] in _BLANKS or text[-1:] in _BLANKS:
        above = element.getparent()
        keeps = (element.get(XML_SPACE), above.get(XML_SPACE), element.getroottree().getroot().get(XML_SPACE))
        if "preserve" not in keeps:
            text = text.strip(_BLANKS)
    return text.replace("\n", " ")


def write_text(element: Any, text: str) -> None:
    """Put text into a w:t so that all of it shows."""
    element.text = text
    if text != text.strip(_BLANKS):
        element.set(XML_SPACE, "preserve")


def split_run(run: Any, offset: int) -> Any:
    """Cut a w:r before the sign at ``offset`` and return the second half, a w:r that looks the same."""
    later = etree.Element(run.tag, dict(run.attrib), nsmap=run.nsmap)
    properties = run.find(RPR)
    if properties is not None:
        later.append(copy.deepcopy(properties))
    position = 0
    for child in list(run):
        if child.tag == RPR:
            continue
        size = len(_find_own_atoms(child))
        if position >= offset:
            later.append(child)
        elif position + size > offset:
            text = show_text(child)
            rest = etree.SubElement(later, T)
            write_text(rest, text[offset - position :])
            write_text(child, text[: offset - position])
        position += size
    run.addnext(later)
    return later


class RunPieces:
    """Which elements each w:r of the facts has been cut into; offsets are those of the facts all along."""

    def __init__(self) -> None:
        self._pieces: dict[Any, list[tuple[int, Any]]] = {}
        self._sizes: dict[Any, int] = {}

    def cover(self, segment: Segment, start: int, end: int, size: int) -> Sequence[Any]:
        """Return the w:r elements that hold just the signs ``start`` to ``end`` of a segment's w:r (``size`` signs).

        The run is cut where it must be; nothing is returned where that cannot be done.
        """
        node = segment.run.node
        if node is None or node.tag != R:
            return ()
        pieces = self._pieces.setdefault(node, [(0, node)])
        if (start, end) != (0, size):
            known = self._sizes.setdefault(node, len(find_atoms(node)))
            if known != size or any(child.tag == ALTERNATE for child in node):
                return ()
            self._cut(pieces, start)
            self._cut(pieces, end)
        return [piece for begin, piece in pieces if start <= begin < end]

    def atoms(self, node: Any) -> list[Atom]:
        """Return the signs of a w:r of the facts, wherever they stand now."""
        if node is None or node.tag != R:
            return []
        return [atom for _, piece in self._pieces.get(node, [(0, node)]) for atom in find_atoms(piece)]

    @staticmethod
    def _cut(pieces: list[tuple[int, Any]], offset: int) -> None:
        index = max(index for index, (begin, _) in enumerate(pieces) if begin <= offset)
        begin, piece = pieces[index]
        if begin < offset < begin + len(find_atoms(piece)):
            pieces.insert(index + 1, (offset, split_run(piece, offset - begin)))
