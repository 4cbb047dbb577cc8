"""Reads a template's layout: its sections, the width of its columns."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from docgen.rendering.geometry import Geometry, Section
from docgen.rendering.looks import Look, W
from docgen.rendering.tags import find_paragraph_tag, read_text


@dataclass(frozen=True, slots=True)
class TakenSections:
    """The w:sectPr elements taken out of a template's body; ``main_end`` is the tag left where the main one ends."""

    main: Any
    part: Any
    main_end: Any


def take_sections(root: Any) -> TakenSections:
    """Put tags in the place of the sections, so that rendering can end each part with its own.

    The last section of a template is that of appendices; the one before, which a paragraph carries, the main one. A
    template with one section uses it for both: its main part ends before the first attached document or appendix.
    """
    body = root.find(f"{W}body")
    final = body.find(f"{W}sectPr")
    carriers = [p for p in body.iterchildren(f"{W}p") if p.find(f"{W}pPr/{W}sectPr") is not None]
    main_end = _make_tag_paragraph("{{p main_end }}")
    if carriers:
        main = carriers[-1].find(f"{W}pPr/{W}sectPr")
        carriers[-1].addnext(main_end)
        main.getparent().remove(main)
        if not read_text(carriers[-1]):
            body.remove(carriers[-1])
    else:
        main = final
        loops = (p for p in body.iterchildren(f"{W}p") if "in attachments" in read_text(p) or _opens_appendices(p))
        next(loops, final).addprevious(main_end)
    final.addprevious(_make_tag_paragraph("{{p final_section }}"))
    body.remove(final)
    return TakenSections(copy.deepcopy(main), copy.deepcopy(final), main_end)


def _opens_appendices(paragraph: Any) -> bool:
    return "in appendices" in read_text(paragraph)


def _make_tag_paragraph(tag: str) -> Any:
    paragraph = etree.Element(f"{W}p", nsmap={"w": W[1:-1]})
    etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}t").text = tag
    return paragraph


def read_geometry(root: Any, sections: TakenSections, looks: Mapping[str, Look]) -> Geometry:
    """Read the layout of a template from its body, its sections and its styles."""
    part = copy.deepcopy(sections.part)
    _restart_pages(part)
    main = _measure_section(sections.main)
    tags = ((find_paragraph_tag(paragraph), paragraph) for paragraph in root.iter(f"{W}p"))
    return Geometry(
        main=main,
        part=_measure_section(part),
        landscape_part=_measure_section(_turn(part)),
        column_widths={tag: measure_column(paragraph, main.text_width) for tag, paragraph in tags if tag},
        looks=looks,
    )


def _measure_section(section: Any) -> Section:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    taken = sum(int(margins.get(f"{W}{side}", "0")) for side in ("left", "right", "gutter"))
    return Section(etree.tostring(section, encoding="unicode", with_tail=False), int(size.get(f"{W}w")) - taken)


def _restart_pages(section: Any) -> None:
    """Each appendix counts its own pages from 1 (Annex I, part I, III.1.đ)."""
    numbering = section.find(f"{W}pgNumType")
    if numbering is None:
        numbering = etree.Element(f"{W}pgNumType")
        # Between these two the schema has paper source, page borders and line numbers.
        before = ("lnNumType", "pgBorders", "paperSrc", "pgMar")
        next(found for name in before if (found := section.find(f"{W}{name}")) is not None).addnext(numbering)
    numbering.set(f"{W}start", "1")


def _turn(section: Any) -> Any:
    """Return a copy of the section in landscape."""
    turned = copy.deepcopy(section)
    size = turned.find(f"{W}pgSz")
    short, long = sorted(int(size.get(f"{W}{side}")) for side in ("w", "h"))
    size.set(f"{W}w", str(long))
    size.set(f"{W}h", str(short))
    size.set(f"{W}orient", "landscape")
    return turned


def measure_column(paragraph: Any, text_width: int) -> int:
    """Return the width in twips that a paragraph has: that of its table cell, or the text width of its section."""
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return text_width
    table = next(cell.iterancestors(f"{W}tbl"))
    margins = table.findall(f"{W}tblPr/{W}tblCellMar/*")
    sides = (f"{W}left", f"{W}right", f"{W}start", f"{W}end")
    return _measure_cell(cell, table) - sum(int(m.get(f"{W}w", "0")) for m in margins if m.tag in sides)


def _measure_cell(cell: Any, table: Any) -> int:
    """Return the width of a cell from the columns of its table; LibreOffice looks at nothing else."""
    columns = [int(column.get(f"{W}w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    start = sum(_count_columns(other) for other in cell.itersiblings(f"{W}tc", preceding=True))
    return sum(columns[start : start + _count_columns(cell)])


def _count_columns(cell: Any) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(span.get(f"{W}val"))
