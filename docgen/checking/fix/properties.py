"""Setting properties of paragraphs, runs and sections in the places where Word wants them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from lxml import etree

from docgen.ooxml.names import PPR, RPR, SECT_PR, W

_PARAGRAPH: Final = """
    pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
    snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange
"""
_RUN: Final = """
    ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint
    noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText
    vertAlign rtl cs em lang eastAsianLayout specVanish oMath
"""
_SECTION: Final = """
    headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols
    formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange
"""
_ORDERS: Final[Mapping[str, Sequence[str]]] = {
    owner: names.split() for owner, names in ((PPR, _PARAGRAPH), (RPR, _RUN), (SECT_PR, _SECTION))
}


def find_or_make(element: Any, kind: str) -> Any:
    """Return the w:pPr of a paragraph or the w:rPr of a run, made where it is missing."""
    found = element.find(kind)
    if found is None:
        found = etree.Element(kind)
        element.insert(0, found)
    return found


def set_property(owner: Any, name: str, attributes: Mapping[str, str | None]) -> bool:
    """Set a child of w:pPr, w:rPr or w:sectPr; attributes with None go. Return whether anything changed."""
    found = owner.find(W + name)
    changed = found is None
    if found is None:
        found = insert_child(owner, etree.Element(W + name))
    for key, value in attributes.items():
        if value is None:
            changed |= found.attrib.pop(W + key, None) is not None
        elif found.get(W + key) != value:
            found.set(W + key, value)
            changed = True
    return changed


def insert_child(owner: Any, child: Any) -> Any:
    """Put a child of w:pPr, w:rPr or w:sectPr into its place, after others of its name, and return it."""
    order = _ORDERS[owner.tag]
    rank = _rank(child, order)
    position = next((index for index, other in enumerate(owner) if _rank(other, order) > rank), len(owner))
    owner.insert(position, child)
    return child


def remove_property(owner: Any, name: str) -> bool:
    """Remove children of a name; return whether there were any."""
    found = owner.findall(W + name)
    for child in found:
        owner.remove(child)
    return bool(found)


def _rank(child: Any, order: Sequence[str]) -> int:
    if not isinstance(child.tag, str) or not child.tag.startswith(W):
        return len(order)
    name = child.tag[len(W) :]
    # A record of the former look stands last of all.
    return order.index(name) if name in order else len(order) + name.endswith("Change")
