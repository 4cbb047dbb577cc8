"""The same document as people make it by hand: no named styles, tabs or plain paragraphs instead of a table.

``flatten_styles`` writes every look into the paragraphs and runs and leaves Word's own defaults (Calibri 11, 8 pt
after, 1.08 lines) in styles.xml, so that whatever reads only styles, or only the document, is wrong.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from docx_package import NS, STYLES, Package, properties, remove_property, set_property, style_of, text_of, w
from lxml import etree

_WORD_DEFAULTS = (
    f'<w:styles xmlns:w="{NS["w"]}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" '
    'w:eastAsia="Calibri" w:cs="Times New Roman"/><w:sz w:val="22"/><w:szCs w:val="22"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style></w:styles>'
)
_BLANK_LOOK = (
    ("rFonts", {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "cs": "Times New Roman"}),
    ("sz", {"val": "28"}),
    ("szCs", {"val": "28"}),
)


def flatten_styles(data: bytes) -> bytes:
    """Return the document with every look written directly and no style names."""
    package = Package(data)
    styles = _Styles(package.part(STYLES))
    for name in package.text_parts():
        for table in package.part(name).iter(w("tbl")):
            _flatten_table(table, styles)
        for paragraph in package.part(name).iter(w("p")):
            _flatten_paragraph(paragraph, styles)
    package.members[STYLES] = _WORD_DEFAULTS.encode()
    package.part(STYLES)[:] = etree.fromstring(_WORD_DEFAULTS.encode())[:]
    return package.save()


class _Styles:
    """The properties of styles with those that they are based on."""

    def __init__(self, root: Any) -> None:
        self._styles = {style.get(w("styleId")): style for style in root.iter(w("style"))}
        self._defaults = root.find(w("docDefaults"))
        self._looks: dict[tuple[str, ...], Any] = {}

    def look(self, kind: str, style_id: str, run_style: str = "") -> Any:
        """Return what a paragraph style, and the style of a run in it, come to: one w:pPr or w:rPr."""
        key = (kind, style_id, run_style)
        if key not in self._looks:
            named = self._collect(run_style, kind)[1:] if run_style else []
            self._looks[key] = merged = etree.Element(w(kind))
            for weaker in reversed([*self._collect(style_id, kind), *named]):
                _merge(merged, weaker)
        return self._looks[key]

    def _collect(self, style_id: str, kind: str) -> list[Any]:
        """Return the w:pPr or w:rPr elements that apply, the weakest first."""
        found = []
        wanted = style_id or "Normal"
        while wanted in self._styles:
            style = self._styles[wanted]
            owner = style.find(w(kind))
            if owner is not None:
                found.append(owner)
            based = style.find(w("basedOn"))
            wanted = "" if based is None else based.get(w("val"))
        default = self._defaults.find(f"{w(kind + 'Default')}/{w(kind)}")
        return [*([default] if default is not None else []), *reversed(found)]

    def table_properties(self, style_id: str) -> Any:
        """Return the w:tblPr of a table style, or None."""
        style = self._styles.get(style_id)
        return None if style is None else style.find(w("tblPr"))


def _flatten_paragraph(paragraph: Any, styles: _Styles) -> None:
    style = style_of(paragraph)
    ppr = properties(paragraph, "pPr")
    remove_property(ppr, "pStyle")
    _merge(ppr, styles.look("pPr", style))
    remove_property(ppr, "outlineLvl")
    mark = ppr.find(w("rPr"))
    if mark is None:
        mark = set_property(ppr, "rPr")
    _merge(mark, styles.look("rPr", style))
    for run in paragraph.iter(w("r")):
        rpr = properties(run, "rPr")
        run_style = rpr.find(w("rStyle"))
        remove_property(rpr, "rStyle")
        _merge(rpr, styles.look("rPr", style, "" if run_style is None else run_style.get(w("val"))))


def _merge(owner: Any, weaker: Any) -> None:
    """Write into ``owner`` what it does not say itself: attribute by attribute for spacing, indents and fonts."""
    if not len(owner):
        owner[:] = copy.deepcopy(weaker)[:]
        return
    for child in weaker:
        name = etree.QName(child).localname
        own = owner.find(child.tag)
        if own is None:
            own = set_property(owner, name)
            for key, value in child.attrib.items():
                own.set(key, value)
            own[:] = [copy.deepcopy(grandchild) for grandchild in child]
        elif name in ("spacing", "ind", "rFonts"):
            for key, value in child.attrib.items():
                if key not in own.attrib:
                    own.set(key, value)


def _flatten_table(table: Any, styles: _Styles) -> None:
    owner = table.find(w("tblPr"))
    named = owner.find(w("tblStyle"))
    if named is None:
        return
    source = styles.table_properties(named.get(w("val")))
    owner.remove(named)
    for child in source if source is not None else ():
        if owner.find(child.tag) is None:
            layout = owner.find(w("tblLayout"))
            position = (
                len(owner)
                if layout is None or etree.QName(child).localname == "tblCellMar"
                else list(owner).index(layout)
            )
            owner.insert(position, copy.deepcopy(child))


def to_tab_layout(data: bytes) -> bytes:
    """Return the flattened document with heading and signature set in two columns by centred tabs."""
    package = Package(flatten_styles(data))
    for table in _find_layout_tables(package):
        _replace(table, _set_in_tabs(table))
    return package.save()


def to_plain_layout(data: bytes) -> bytes:
    """Return the flattened document with the columns one under the other, the right one set in from the left."""
    package = Package(flatten_styles(data))
    for table in _find_layout_tables(package):
        _replace(table, _set_in_paragraphs(table))
    return package.save()


def to_text_boxes(data: bytes) -> bytes:
    """Return the flattened document with every cell of heading and signature as a text box."""
    package = Package(flatten_styles(data))
    for table in _find_layout_tables(package):
        _replace(table, _set_in_boxes(table))
    return package.save()


def _find_layout_tables(package: Package) -> list[Any]:
    return [
        table for table in package.body.iterchildren(w("tbl")) if table.find(f"{w('tblPr')}/{w('tblBorders')}") is None
    ]


def _replace(table: Any, paragraphs: list[Any]) -> None:
    for paragraph in paragraphs:
        table.addprevious(paragraph)
    table.getparent().remove(table)


def _columns(row: Any) -> tuple[list[Any], list[Any], int, int]:
    cells = row.findall(w("tc"))
    widths = [int(cell.find(f"{w('tcPr')}/{w('tcW')}").get(w("w"))) for cell in cells]
    return cells[0].findall(w("p")), cells[-1].findall(w("p")), widths[0], sum(widths)


def _set_in_tabs(table: Any) -> list[Any]:
    """Pair the paragraphs of the two columns; a drawn line becomes a shape in the paragraph above it."""
    result: list[Any] = []
    for row in table.findall(w("tr")):
        left, right, middle, width = _columns(row)
        stamps = [p for p in left if p.find(f"{w('pPr')}/{w('pBdr')}") is not None and text_of(p).strip()]
        left = _fold_lines([p for p in left if p not in stamps], middle)
        right = _fold_lines(right, width - middle)
        for index in range(max(len(left), len(right))):
            paragraph = etree.Element(w("p"))
            ppr = properties(paragraph, "pPr")
            tabs = set_property(ppr, "tabs")
            for position in (middle // 2, (middle + width) // 2):
                tab = etree.SubElement(tabs, w("tab"))
                tab.set(w("val"), "center")
                tab.set(w("pos"), str(position))
            set_property(ppr, "spacing", before=0, after=0, line=240, lineRule="auto")
            is_list = index < len(left) and _is_list_line(left[index])
            if index < len(left) and text_of(left[index]).strip():
                if not is_list:
                    paragraph.append(_tab())
                _move_runs(left[index], paragraph)
            elif not is_list:
                paragraph.append(_tab())
            if index < len(right) and (text_of(right[index]).strip() or right[index].find(w("r")) is not None):
                paragraph.append(_tab())
                if is_list and len(text_of(left[index])) < 12:
                    paragraph.append(_tab())
                _leave_room(right[index], result)
                _move_runs(right[index], paragraph)
            if paragraph.find(w("r")) is not None:
                result.append(paragraph)
        # A stamp has its frame around a paragraph of its own.
        result += [_set_in(stamp, 0, width - middle) for stamp in stamps]
    return result


def _set_in(paragraph: Any, left: int, right: int) -> Any:
    """Add to the indents of a paragraph."""
    ppr = properties(paragraph, "pPr")
    indent = ppr.find(w("ind"))
    own_left = 0 if indent is None else int(indent.get(w("left"), "0"))
    own_right = 0 if indent is None else int(indent.get(w("right"), "0"))
    set_property(ppr, "ind", left=own_left + left, right=own_right + right)
    return paragraph


def _is_list_line(paragraph: Any) -> bool:
    return text_of(paragraph).lstrip().startswith(("-", "Nơi nhận"))


def _tab() -> Any:
    run = etree.Element(w("r"))
    etree.SubElement(run, w("tab"))
    return run


def _move_runs(source: Any, target: Any) -> None:
    for run in source.findall(w("r")):
        target.append(run)


def _leave_room(paragraph: Any, result: list[Any]) -> None:
    """Make room for the signature as people do: empty lines."""
    spacing = paragraph.find(f"{w('pPr')}/{w('spacing')}")
    if spacing is not None and int(spacing.get(w("before"), "0")) > 600:
        result.extend(_blank() for _ in range(4))


def _blank() -> Any:
    paragraph = etree.Element(w("p"))
    mark = set_property(properties(paragraph, "pPr"), "rPr")
    for name, attributes in _BLANK_LOOK:
        set_property(mark, name, **attributes)
    return paragraph


def _fold_lines(paragraphs: list[Any], width: int) -> list[Any]:
    """Turn the bordered empty paragraphs into shapes anchored in the paragraph before."""
    kept: list[Any] = []
    for paragraph in paragraphs:
        if paragraph.find(f"{w('pPr')}/{w('pBdr')}") is not None and not text_of(paragraph).strip() and kept:
            indent = paragraph.find(f"{w('pPr')}/{w('ind')}")
            inset = 0 if indent is None else int(indent.get(w("left"), "0")) + int(indent.get(w("right"), "0"))
            kept[-1].append(_draw_line(width - inset))
        else:
            kept.append(paragraph)
    return kept


def _draw_line(width: int) -> Any:
    """Return a run with a line as Word 2003 and its heirs draw one (VML)."""
    xml = (
        f'<w:r xmlns:w="{NS["w"]}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
        f'<v:line style="position:absolute;z-index:1" from="0,16pt" to="{width / 20:.1f}pt,16pt" strokecolor="black"/>'
        "</w:pict></w:r>"
    )
    return etree.fromstring(xml)


def _set_in_paragraphs(table: Any) -> list[Any]:
    """Set the left column first, then the right one set in from the left, centred in its own half."""
    result: list[Any] = []
    for row in table.findall(w("tr")):
        left, right, middle, width = _columns(row)
        for paragraphs, inset_left, inset_right in ((left, 0, width - middle), (right, middle, 0)):
            for paragraph in paragraphs:
                if paragraph.find(w("r")) is None and paragraph.find(f"{w('pPr')}/{w('pBdr')}") is None:
                    continue
                result.append(_set_in(paragraph, inset_left, inset_right))
    return result


def _set_in_boxes(table: Any) -> list[Any]:
    result: list[Any] = []
    for row in table.findall(w("tr")):
        holder = _blank()
        left, right, middle, width = _columns(row)
        for paragraphs, box_width in ((left, middle), (right, width - middle)):
            run = etree.SubElement(holder, w("r"))
            picture = etree.SubElement(run, w("pict"))
            shape = etree.SubElement(picture, "{urn:schemas-microsoft-com:vml}shape")
            shape.set("style", f"position:absolute;width:{box_width / 20:.1f}pt;height:80pt")
            box = etree.SubElement(etree.SubElement(shape, "{urn:schemas-microsoft-com:vml}textbox"), w("txbxContent"))
            box.extend(paragraphs)
        result.append(holder)
    return result


LAYOUTS: dict[str, Callable[[bytes], bytes]] = {
    "styled": lambda data: data,
    "flat": flatten_styles,
    "tabs": to_tab_layout,
    "plain": to_plain_layout,
    "boxes": to_text_boxes,
}
"""The layouts by name; each takes a document as docgen renders it."""
