"""Sections: paper, margins, page numbers, columns, and which headers and footers they show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from docgen.ooxml.facts import HeaderKind, ParagraphFacts, SectionFacts, Twips
from docgen.ooxml.names import R_ID, VAL, W
from docgen.ooxml.units import find_int, find_twips, is_on, is_switch

Paragraphs = tuple[ParagraphFacts, ...]
ReadPart = Callable[[str, int], Paragraphs | None]
"""Reads the header or footer behind a relationship id, for the section with an index."""

# Word's own page where a section does not say: Letter, one inch above and below, an inch and a quarter beside.
_PAGE: Final = (Twips(12240), Twips(15840))
_MARGINS: Final = {"top": 1440, "bottom": 1440, "left": 1800, "right": 1800, "header": 720, "footer": 720, "gutter": 0}
_KINDS: Final[tuple[HeaderKind, ...]] = ("default", "first", "even")


def read_sections(nodes: list[Any], read_part: ReadPart) -> tuple[SectionFacts, ...]:
    """Read w:sectPr elements in document order; without any the document is one section of Word's own making."""
    sections: list[SectionFacts] = []
    for index, node in enumerate(nodes or [None]):
        sections.append(_read_section(index, node, sections[-1] if sections else None, read_part))
    return tuple(sections)


def _read_section(index: int, node: Any | None, previous: SectionFacts | None, read_part: ReadPart) -> SectionFacts:
    size = _attributes(node, "pgSz")
    width = find_twips(size.get(f"{W}w")) or _PAGE[0]
    height = find_twips(size.get(f"{W}h")) or _PAGE[1]
    margins = _read_margins(node)
    numbers = _attributes(node, "pgNumType")
    kind = _attributes(node, "type").get(VAL, "nextPage")
    return SectionFacts(
        index=index,
        page_width=width,
        page_height=height,
        landscape=width > height or size.get(f"{W}orient") == "landscape",
        top=margins["top"],
        bottom=margins["bottom"],
        left=Twips(margins["left"] + margins["gutter"]),
        right=margins["right"],
        header_distance=margins["header"],
        footer_distance=margins["footer"],
        title_page=node is not None and is_switch(node.find(f"{W}titlePg")),
        page_start=find_int(numbers.get(f"{W}start")),
        page_format=numbers.get(f"{W}fmt", "decimal"),
        columns=_count_columns(node),
        headers=_read_parts(node, "header", previous.headers if previous else {}, read_part, index),
        footers=_read_parts(node, "footer", previous.footers if previous else {}, read_part, index),
        node=node,
        gutter=margins["gutter"],
        begins=kind,
    )


def _attributes(node: Any | None, name: str) -> dict[str, str]:
    child = node.find(W + name) if node is not None else None
    return dict(child.attrib) if child is not None else {}


def _read_margins(node: Any | None) -> dict[str, Twips]:
    """Negative margins at top and bottom are exact ones: the text may run into the header."""
    attributes = _attributes(node, "pgMar")
    margins = {}
    for name, default in _MARGINS.items():
        length = find_twips(attributes.get(W + name))
        margins[name] = Twips(default) if length is None else Twips(abs(length))
    return margins


def _count_columns(node: Any | None) -> int:
    columns = node.find(f"{W}cols") if node is not None else None
    if columns is None:
        return 1
    if columns.get(f"{W}equalWidth") is not None and not is_on(columns.get(f"{W}equalWidth")):
        return max(1, len(columns.findall(f"{W}col")))
    return max(1, find_int(columns.get(f"{W}num")) or 1)


def _read_parts(
    node: Any | None, name: str, inherited: Any, read_part: ReadPart, index: int
) -> dict[HeaderKind, Paragraphs]:
    parts: dict[HeaderKind, Paragraphs] = dict(inherited)
    for reference in node.iterchildren(f"{W}{name}Reference") if node is not None else ():
        kind = reference.get(f"{W}type", "default")
        paragraphs = read_part(reference.get(R_ID, ""), index)
        if kind in _KINDS and paragraphs is not None:
            parts[kind] = paragraphs
    return parts
