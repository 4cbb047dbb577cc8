"""Shapes anchored in text: lines, boxes, pictures, and the text boxes whose paragraphs the readers go on with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from docgen.ooxml.facts import Drawing, Twips
from docgen.ooxml.names import ALTERNATE, CHOICE, FALLBACK, PIC, TEXT_BOX, WP, WPS, A, V
from docgen.ooxml.theme import Theme
from docgen.ooxml.units import emu_to_twips, find_color, find_twips

Kind = Literal["line", "box", "picture", "other"]

_LINE_SHAPES: Final = frozenset({"line", "straightConnector1"})
_BOX_SHAPES: Final = frozenset({"rect", "roundRect"})
# v:shape points to a type by number: 20 line, 32 straight connector, 1 and 2 rectangles, 202 text box, 75 picture.
_VML_TYPES: Final[dict[str, Kind]] = {
    **{"20": "line", "32": "line", "1": "box", "2": "box", "202": "box", "75": "picture"},
}
_VML_KINDS: Final[dict[str, Kind]] = {
    **{f"{V}line": "line", f"{V}rect": "box", f"{V}roundrect": "box", f"{V}shape": "other", f"{V}oval": "other"},
    **{f"{V}polyline": "other", f"{V}curve": "other", f"{V}arc": "other", f"{V}image": "picture"},
}
_TYPE_NUMBER: Final = re.compile(r"_t([0-9]{1,5})$")
_NAMED_COLORS: Final = {
    **{"black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF"},
    **{"gray": "808080", "silver": "C0C0C0", "yellow": "FFFF00", "navy": "000080", "maroon": "800000"},
}
_LINE_KIND_WHEN_UNDRAWN: Final[Kind] = "other"


@dataclass(slots=True)
class Shapes:
    """What was found in one paragraph, in reading order: drawings, and the elements that hold text box paragraphs."""

    drawings: list[Drawing] = field(default_factory=list)
    text_boxes: list[Any] = field(default_factory=list)


def collect_shapes(element: Any, theme: Theme, found: Shapes) -> None:
    """Add the shapes in a w:drawing, w:pict, w:object or mc:AlternateContent element; one of two copies counts."""
    tag = element.tag
    if tag == ALTERNATE:
        branch = choose_branch(element)
        for child in branch if branch is not None else ():
            collect_shapes(child, theme, found)
        return
    if tag == TEXT_BOX:
        found.text_boxes.append(element)
        return
    if tag in (f"{WP}inline", f"{WP}anchor"):
        _collect_drawing(element, theme, found)
        return
    if tag == f"{WPS}wsp":
        found.drawings.append(_read_shape(element, element.find(f"{WPS}spPr/{A}xfrm/{A}ext"), theme))
    elif tag == f"{PIC}pic":
        found.drawings.append(_sized("picture", element.find(f"{PIC}spPr/{A}xfrm/{A}ext")))
    elif tag in _VML_KINDS:
        found.drawings.append(_read_vml(element))
    for child in element:
        collect_shapes(child, theme, found)


def choose_branch(alternate: Any) -> Any | None:
    """Return the branch of mc:AlternateContent that Word takes: the first choice, else the fallback."""
    branch = alternate.find(CHOICE)
    return branch if branch is not None else alternate.find(FALLBACK)


def _collect_drawing(anchor: Any, theme: Theme, found: Shapes) -> None:
    """A single shape or picture is as large as its anchor says; in a group each has its own size."""
    extent = anchor.find(f"{WP}extent")
    data = anchor.find(f"{A}graphic/{A}graphicData")
    content = next(iter(data), None) if data is not None else None
    if content is None:
        found.drawings.append(_sized("other", extent))
    elif content.tag == f"{WPS}wsp":
        found.drawings.append(_read_shape(content, extent, theme))
        for child in content:
            collect_shapes(child, theme, found)
    elif content.tag == f"{PIC}pic":
        found.drawings.append(_sized("picture", extent))
    else:
        before = len(found.drawings)
        collect_shapes(content, theme, found)
        if len(found.drawings) == before:
            found.drawings.append(_sized("other", extent))


def _sized(kind: Kind, extent: Any | None, color: str = "") -> Drawing:
    if extent is None:
        return Drawing(kind, Twips(0), Twips(0), color)
    return Drawing(kind, emu_to_twips(extent.get("cx")), emu_to_twips(extent.get("cy")), color)


def _read_shape(shape: Any, extent: Any | None, theme: Theme) -> Drawing:
    preset = shape.find(f"{WPS}spPr/{A}prstGeom")
    name = preset.get("prst", "") if preset is not None else ""
    line = shape.find(f"{WPS}spPr/{A}ln")
    kind: Kind = "other"
    if name in _LINE_SHAPES or shape.find(f"{WPS}cNvCnPr") is not None:
        kind = "line"
    elif name in _BOX_SHAPES:
        kind = "box"
    undrawn = line is not None and line.find(f"{A}noFill") is not None
    # A text box has no edge unless it says so; other shapes take theirs from their style.
    undrawn |= line is None and shape.find(f"{WPS}style/{A}lnRef") is None and kind == "box"
    if undrawn:
        return _sized(_LINE_KIND_WHEN_UNDRAWN, extent)
    fill = line.find(f"{A}solidFill") if line is not None else None
    if fill is None:
        fill = shape.find(f"{WPS}style/{A}lnRef")
    return _sized(kind, extent, _read_fill(fill, theme))


def _read_fill(fill: Any | None, theme: Theme) -> str:
    for color in fill if fill is not None else ():
        value = color.get("val")
        name = color.tag.removeprefix(A)
        found = theme.find_color(value) if name == "schemeClr" else find_color(color.get("lastClr") or value)
        if found:
            return found
    return ""


def _read_vml(shape: Any) -> Drawing:
    kind = _VML_KINDS[shape.tag]
    number = _TYPE_NUMBER.search(shape.get("type", ""))
    if kind == "other" and number is not None:
        kind = _VML_TYPES.get(number[1], "other")
    if shape.find(f"{V}imagedata") is not None:
        kind = "picture"
    if shape.get("stroked") in ("f", "false", "0") and kind in ("line", "box"):
        kind = _LINE_KIND_WHEN_UNDRAWN
    width, height = _read_vml_size(shape)
    return Drawing(kind, width, height, _read_vml_color(shape.get("strokecolor", "")))


def _read_vml_size(shape: Any) -> tuple[Twips, Twips]:
    style = dict(part.split(":", 1) for part in shape.get("style", "").replace(" ", "").split(";") if ":" in part)
    width, height = (_vml_length(style.get(name)) for name in ("width", "height"))
    if shape.tag == f"{V}line" and not width and not height:
        begin, end = (
            [_vml_length(part) for part in f"{shape.get(name, '')},".split(",")[:2]] for name in ("from", "to")
        )
        width, height = Twips(abs(end[0] - begin[0])), Twips(abs(end[1] - begin[1]))
    return width, height


def _vml_length(text: str | None) -> Twips:
    return find_twips(text, per_unit=15) or Twips(0)


def _read_vml_color(text: str) -> str:
    # "#c00000 [3204]": the number is the theme's.
    name = text.partition(" ")[0].lower()
    if len(name) == 4 and name.startswith("#"):
        name = "#" + "".join(2 * digit for digit in name[1:])
    return _NAMED_COLORS.get(name) or find_color(name) or ""
