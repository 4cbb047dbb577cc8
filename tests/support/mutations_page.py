"""Mutations of pages: paper, margins, page numbers, sections."""

from __future__ import annotations

import copy
from typing import Any

from docx_package import Package, properties, set_property, w
from lxml import etree
from mutations import find_paragraphs, mutation


def find_sections(package: Package, nth: int | None = None) -> list[Any]:
    """Return the w:sectPr elements (all, or the ``nth``)."""
    found = list(package.part().iter(w("sectPr")))
    return found if nth is None else [found[nth]]


@mutation
def set_page_size(package: Package, *, width: int, height: int, nth: int | None = None) -> None:
    """Set the paper, in twips."""
    for section in find_sections(package, nth):
        size = section.find(w("pgSz"))
        size.set(w("w"), str(width))
        size.set(w("h"), str(height))


@mutation
def set_page_margin(package: Package, *, side: str, twips: int, nth: int | None = None) -> None:
    """Set one margin (top, bottom, left, right, header, footer), in twips."""
    for section in find_sections(package, nth):
        section.find(w("pgMar")).set(w(side), str(twips))


@mutation
def turn_page(package: Package, *, nth: int = 0) -> None:
    """Turn the paper of a section."""
    for section in find_sections(package, nth):
        size = section.find(w("pgSz"))
        width, height = size.get(w("w")), size.get(w("h"))
        size.set(w("w"), height)
        size.set(w("h"), width)
        size.set(w("orient"), "landscape")


@mutation
def set_title_page(package: Package, *, on: bool, nth: int | None = None) -> None:
    """Let page 1 have a header of its own, or not."""
    for section in find_sections(package, nth):
        for found in section.findall(w("titlePg")):
            section.remove(found)
        if on:
            section.append(etree.Element(w("titlePg")))


@mutation
def set_page_start(package: Package, *, start: int | None = None, style: str | None = None, nth: int = 0) -> None:
    """Set the number of the first page and the kind of numerals (lowerRoman …); None takes the start away."""
    for section in find_sections(package, nth):
        found = section.find(w("pgNumType"))
        if found is None:
            found = etree.Element(w("pgNumType"))
            section.find(w("pgMar")).addnext(found)
        for key, value in (("start", start), ("fmt", style)):
            if value is None:
                found.attrib.pop(w(key), None)
            else:
                found.set(w(key), str(value))


@mutation
def remove_page_number(package: Package) -> None:
    """Take the PAGE field out of every header."""
    for paragraph in find_paragraphs(package, "page_number"):
        for run in paragraph.findall(w("r")):
            paragraph.remove(run)


@mutation
def write_page_number(package: Package, *, text: str = "2") -> None:
    """Write a fixed number in the place of the PAGE field."""
    for paragraph in find_paragraphs(package, "page_number"):
        runs = paragraph.findall(w("r"))
        for run in runs:
            paragraph.remove(run)
        if runs:
            run = etree.SubElement(paragraph, w("r"))
            etree.SubElement(run, w("t")).text = text


@mutation
def move_page_number_to_footer(package: Package) -> None:
    """Put the page number at the foot: the default footer gets the field, the header loses it."""
    number = next(p for p in find_paragraphs(package, "page_number") if p.find(w("r")) is not None)
    name = "word/footer9.xml"
    root = etree.Element(w("ftr"), nsmap=number.nsmap)
    root.append(copy.deepcopy(number))
    remove_page_number(package)
    package.members[name] = etree.tostring(root)
    types = package.part("[Content_Types].xml")
    override = etree.SubElement(types, types[0].tag.replace("Default", "Override"))
    override.set("PartName", f"/{name}")
    override.set("ContentType", "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml")
    relations = package.part("word/_rels/document.xml.rels")
    relation = etree.SubElement(relations, relations[0].tag)
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    for key, value in (("Id", "rId99"), ("Type", f"{kind}/footer"), ("Target", "footer9.xml")):
        relation.set(key, value)
    for section in find_sections(package):
        reference = etree.Element(w("footerReference"))
        reference.set(w("type"), "default")
        reference.set(f"{{{kind}}}id", "rId99")
        section.insert(0, reference)


@mutation
def show_number_on_first_page(package: Package) -> None:
    """Give the first page's header the page number too."""
    numbers = find_paragraphs(package, "page_number")
    full = next(p for p in numbers if p.find(w("r")) is not None)
    for paragraph in numbers:
        if paragraph.find(w("r")) is None:
            for run in full.findall(w("r")):
                paragraph.append(copy.deepcopy(run))


@mutation
def join_sections(package: Package) -> None:
    """Take the section breaks away: appendices stand in the section of the document, on a new page."""
    body = package.body
    for paragraph in list(body.iter(w("p"))):
        found = paragraph.find(f"{w('pPr')}/{w('sectPr')}")
        if found is not None:
            found.getparent().remove(found)
            following = paragraph.getnext()
            if following is not None and following.tag == w("p"):
                set_property(properties(following, "pPr"), "pageBreakBefore")


@mutation
def remove_lines(package: Package, *, target: str, nth: int | None = None) -> None:
    """Take the drawn line of ``motto_line`` (nth 0: the agency's, 1: the Tiêu ngữ's) or ``subject_line`` away."""
    for paragraph in find_paragraphs(package, target, nth):
        paragraph.getparent().remove(paragraph)
