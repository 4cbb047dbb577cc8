"""The tags that a clerk writes into a template, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from docgen.rendering.looks import W

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_PARAGRAPH_TAG = re.compile(r"\{\{p\s+(\w+)\s*\}\}")
_PART_NAME = re.compile(r"word/(?:(document)|(header|footer|footnotes|endnotes)(\d*))\.xml")
_PART_WORDS = {"header": "đầu trang", "footer": "chân trang", "footnotes": "chú thích", "endnotes": "chú thích cuối"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands, the way somebody finds it in Word: everything counts from 1, empty paragraphs too.

    ``cells`` are (table, row, cell) from the outermost table inwards; ``paragraph`` counts in the innermost cell, or in
    the part where there is none.
    """

    part: str
    paragraph: int
    cells: tuple[tuple[int, int, int], ...] = ()
    is_only: bool = False

    def __str__(self) -> str:
        words = [name] if (name := self._name_part()) else []
        words += [f"bảng {table}, hàng {row}, ô {cell}" for table, row, cell in self.cells]
        # In a cell of one paragraph its number would say nothing.
        if not self.is_only:
            words.append(f"đoạn {self.paragraph}")
        return ", ".join(words)

    def _name_part(self) -> str:
        match = _PART_NAME.fullmatch(self.part)
        if match is None or match[1]:
            return ""
        return f"{_PART_WORDS[match[2]]} {match[3]}".strip() + f" ({self.part})"


@dataclass(frozen=True, slots=True)
class PlacedParagraph:
    """A paragraph of a template: its element, its text over all runs, where it stands."""

    element: Any
    text: str
    place: Place


def read_text(paragraph: Any) -> str:
    """Return the text of a paragraph, over all its runs: Word cuts a tag into several at will.

    What stands in a text box of the paragraph has paragraphs of its own.
    """
    texts = paragraph.iter(f"{W}t")
    if next(paragraph.iter(f"{W}txbxContent"), None) is not None:
        texts = (text for text in texts if next(text.iterancestors(f"{W}p")) is paragraph)
    return "".join(text.text or "" for text in texts)


def find_paragraph_tag(paragraph: Any) -> str | None:
    """Return the name in the ``{{p name }}`` that stands alone in a paragraph, or None."""
    match = _PARAGRAPH_TAG.fullmatch(read_text(paragraph).strip())
    return match[1] if match else None


def place_paragraphs(parts: Mapping[str, Any]) -> Iterator[PlacedParagraph]:
    """Yield every paragraph of the parts (name and root element) in reading order."""
    for name, root in parts.items():
        body = root.find(f"{W}body")
        yield from _walk(name, root if body is None else body, ())


def _walk(part: str, container: Any, cells: tuple[tuple[int, int, int], ...]) -> Iterator[PlacedParagraph]:
    found = list(_find_blocks(container))
    is_only = bool(cells) and sum(block.tag == f"{W}p" for block in found) == 1
    paragraphs = tables = 0
    for block in found:
        if block.tag == f"{W}p":
            paragraphs += 1
            yield PlacedParagraph(block, read_text(block), Place(part, paragraphs, cells, is_only))
            for box in block.iter(f"{W}txbxContent"):
                # A text box is drawn twice, the second time for old programs.
                if next(box.iterancestors(_FALLBACK), None) is None:
                    yield from _walk(part, box, cells)
            continue
        tables += 1
        for row_number, row in enumerate(_find_all(block, f"{W}tr"), start=1):
            for cell_number, cell in enumerate(_find_all(row, f"{W}tc"), start=1):
                yield from _walk(part, cell, (*cells, (tables, row_number, cell_number)))


_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_WRAPPERS = tuple(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "footnote", "endnote"))


def _find_blocks(container: Any) -> Iterator[Any]:
    """Yield paragraphs and tables, also those that a content control or a tracked change wraps."""
    for child in container:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _find_blocks(child)


def _find_all(container: Any, tag: str) -> Iterator[Any]:
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _find_all(child, tag)
