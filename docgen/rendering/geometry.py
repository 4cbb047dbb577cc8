"""What rendering reads from a template's layout: sections, the width of the columns, the sizes of the styles."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

_NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
_W = f"{{{_NS['w']}}}"


@dataclass(frozen=True, slots=True)
class Section:
    """A section as its w:sectPr and the width of its text, in twips."""

    xml: str
    text_width: int


@dataclass(frozen=True, slots=True)
class StyleFont:
    """Size in points and weight of a named style."""

    size_pt: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Geometry:
    """The layout of a template. ``part`` is the section of attached documents and appendices."""

    main: Section
    part: Section
    landscape_part: Section
    column_widths: Mapping[str, int]
    fonts: Mapping[str, StyleFont]

    def width_of(self, tag: str) -> int:
        """Return the width of the column in which the paragraph tag ``{{p tag }}`` stands, in twips."""
        return self.column_widths.get(tag, self.main.text_width)

    def font_of(self, style: str) -> StyleFont:
        """Return the font of a style; 14 pt regular, the size of the body, where the template lost the style."""
        return self.fonts.get(style, StyleFont(14, bold=False))


@dataclass(frozen=True, slots=True)
class TakenSections:
    """The w:sectPr elements taken out of a template's body."""

    main: Any
    part: Any


def take_sections(root: Any) -> TakenSections:
    """Put tags in the place of the sections, so that rendering can end each part with its own.

    The last section of a template is that of appendices; the one before, which a paragraph carries, the main one. A
    template with one section uses it for both.
    """
    body = root.find(f"{_W}body")
    final = body.find(f"{_W}sectPr")
    carriers = [p for p in body.iterchildren(f"{_W}p") if p.find(f"{_W}pPr/{_W}sectPr") is not None]
    main = final
    if carriers:
        carrier = carriers[-1]
        main = carrier.find(f"{_W}pPr/{_W}sectPr")
        _put_tag(carrier, "{{p main_end }}")
    else:
        carrier = etree.SubElement(body, f"{_W}p")
        _put_tag(carrier, "{{p main_end }}")
    closing = etree.SubElement(body, f"{_W}p")
    _put_tag(closing, "{{p final_section }}")
    taken = TakenSections(copy.deepcopy(main), copy.deepcopy(final))
    body.remove(final)
    return taken


def _put_tag(paragraph: Any, tag: str) -> None:
    for child in list(paragraph):
        paragraph.remove(child)
    text = etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}t")
    text.text = tag


def read_geometry(root: Any, sections: TakenSections, styles: Any) -> Geometry:
    """Read the layout of a template from its body, its sections and its w:styles."""
    part = copy.deepcopy(sections.part)
    _restart_pages(part)
    return Geometry(
        main=_measure_section(sections.main),
        part=_measure_section(part),
        landscape_part=_measure_section(_turn(part)),
        column_widths=_read_columns(root),
        fonts=_read_fonts(styles),
    )


def _measure_section(section: Any) -> Section:
    size, margins = section.find(f"{_W}pgSz"), section.find(f"{_W}pgMar")
    width = int(size.get(f"{_W}w")) - int(margins.get(f"{_W}left")) - int(margins.get(f"{_W}right"))
    return Section(etree.tostring(section, encoding="unicode"), width)


def _restart_pages(section: Any) -> None:
    """Each appendix counts its own pages from 1 (Annex I, part I, III.1.đ)."""
    numbering = section.find(f"{_W}pgNumType")
    if numbering is None:
        numbering = etree.Element(f"{_W}pgNumType")
        section.find(f"{_W}pgMar").addnext(numbering)
    numbering.set(f"{_W}start", "1")


def _turn(section: Any) -> Any:
    """Return a copy of the section in landscape."""
    turned = copy.deepcopy(section)
    size = turned.find(f"{_W}pgSz")
    width, height = size.get(f"{_W}w"), size.get(f"{_W}h")
    size.set(f"{_W}w", height)
    size.set(f"{_W}h", width)
    size.set(f"{_W}orient", "landscape")
    return turned


def _read_columns(root: Any) -> dict[str, int]:
    """Return the width of the table cell around each ``{{p tag }}`` that stands in one."""
    widths = {}
    for text in root.iter(f"{_W}t"):
        tag = (text.text or "").strip()
        cell = next(text.iterancestors(f"{_W}tc"), None)
        width = cell.find(f"{_W}tcPr/{_W}tcW") if cell is not None else None
        if tag.startswith("{{p ") and width is not None:
            widths[tag[4:-2].strip()] = int(width.get(f"{_W}w"))
    return widths


def _read_fonts(styles: Any) -> dict[str, StyleFont]:
    fonts = {}
    for style in styles.iterfind(f"{_W}style"):
        size = style.find(f"{_W}rPr/{_W}sz")
        if size is not None:
            bold = style.find(f"{_W}rPr/{_W}b") is not None
            fonts[style.get(f"{_W}styleId")] = StyleFont(int(size.get(f"{_W}val")) / 2, bold)
    return fonts
