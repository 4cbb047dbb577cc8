"""A .docx file as parts that tests change: XML in, XML out, bytes that are the same for the same changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = {"w": W}
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"

# The order in which Word wants the children of w:pPr and w:rPr.
_P_ORDER = (  # noqa: SIM905  # one word a line would fill two pages
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
_R_ORDER = (  # noqa: SIM905
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
).split()


def w(name: str) -> str:
    """Return the name of a w: element or attribute for lxml."""
    return f"{{{W}}}{name}"


class Package:
    """The parts of a .docx file; ``part`` parses one once and ``save`` writes all of them."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}
        self._parsed: dict[str, Any] = {}

    def part(self, name: str = DOCUMENT) -> Any:
        """Return the root of a part; changes to it are written by ``save``."""
        if name not in self._parsed:
            self._parsed[name] = etree.fromstring(self.members[name])
        return self._parsed[name]

    @property
    def body(self) -> Any:
        """The w:body element."""
        return self.part().find(w("body"))

    def text_parts(self) -> Iterator[str]:
        """Yield the names of the parts with text: document, headers, footers, footnotes."""
        for name in sorted(self.members):
            if re.fullmatch(r"word/(document|header\d*|footer\d*|footnotes)\.xml", name):
                yield name

    def save(self) -> bytes:
        """Return the file as bytes."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            for name, data in self.members.items():
                member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                member.compress_type = zipfile.ZIP_STORED
                root = self._parsed.get(name)
                archive.writestr(
                    member,
                    data
                    if root is None
                    else etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True),
                )
        return buffer.getvalue()


def properties(element: Any, kind: str) -> Any:
    """Return the w:pPr or w:rPr of an element (paragraph, run or style), made where it is missing."""
    found = element.find(w(kind))
    if found is None:
        found = etree.Element(w(kind))
        if element.tag == w("style"):
            rpr = element.find(w("rPr"))
            if kind == "pPr" and rpr is not None:
                rpr.addprevious(found)
            else:
                element.append(found)
        else:
            element.insert(0, found)
    return found


def set_property(owner: Any, name: str, /, **attributes: str | int | float | None) -> Any:
    """Set one child of a w:pPr or w:rPr in its place; attributes with None go; attributes not named stay."""
    order = _P_ORDER if owner.tag == w("pPr") else _R_ORDER
    found = owner.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        rank = order.index(name)
        position = next(
            (i for i, child in enumerate(owner) if _rank(child, order) > rank),
            len(owner),
        )
        owner.insert(position, found)
    for key, value in attributes.items():
        if value is None:
            found.attrib.pop(w(key), None)
        else:
            found.set(w(key), str(value))
    return found


def _rank(child: Any, order: list[str]) -> int:
    name = etree.QName(child).localname
    return order.index(name) if name in order else len(order)


def remove_property(owner: Any, *names: str) -> None:
    """Remove children of a w:pPr or w:rPr."""
    for name in names:
        for child in owner.findall(w(name)):
            owner.remove(child)


def style_of(paragraph: Any) -> str:
    """Return the id of a paragraph's style, "" for none."""
    found = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return "" if found is None else found.get(w("val"), "")


def text_of(paragraph: Any) -> str:
    """Return the text of a paragraph, tabs as tabs."""
    return "".join(
        "\t" if node.tag == w("tab") and node.getparent().tag == w("r") else (node.text or "")
        for node in paragraph.iter(w("t"), w("tab"))
    )


def set_text(paragraph: Any, text: str) -> None:
    """Put a text into the first run of a paragraph; its other runs with text go."""
    nodes = list(paragraph.iter(w("t")))
    if not nodes:
        run = etree.SubElement(paragraph, w("r"))
        nodes = [etree.SubElement(run, w("t"))]
    nodes[0].text = text
    nodes[0].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    for node in nodes[1:]:
        run = node.getparent()
        run.remove(node)
        if run.getparent() is not None and not [child for child in run if child.tag != w("rPr")]:
            run.getparent().remove(run)
