"""How a paragraph stands: one layer of w:pPr read into values, and the standing that all layers together give.

As with text, a ``ParagraphKey`` holds what of a w:pPr can matter; equal keys are worked out once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, TypedDict

from docgen.ooxml.facts import Align, Twips
from docgen.ooxml.names import PPR, RPR, VAL, W
from docgen.ooxml.run_properties import read_color
from docgen.ooxml.theme import Theme
from docgen.ooxml.units import find_int, find_twips, is_on

ParagraphKey = tuple[Any, ...]
LineRule = Literal["auto", "exact", "atLeast"]

# What Word puts where "automatic" spacing is asked for, as web pages have it.
AUTO_SPACING: Final = Twips(280)
_TWIPS_PER_LINE: Final = 240
SIDES: Final = ("top", "bottom", "left", "right")
_NO_BORDER: Final = frozenset({"nil", "none"})


class ParagraphLayer(TypedDict, total=False):
    """What one level says of a paragraph; what it does not say is absent."""

    style: str
    align: str
    right_to_left: bool
    left: Twips
    right: Twips
    first_line: Twips
    left_chars: int
    right_chars: int
    first_chars: int
    before: Twips
    after: Twips
    before_auto: bool
    after_auto: bool
    line: int
    line_rule: LineRule
    contextual_spacing: bool
    keep_next: bool
    page_break_before: bool
    borders: Mapping[str, str | None]
    number: int
    level: int


_SWITCHES: Final = {
    **{"contextualSpacing": "contextual_spacing", "keepNext": "keep_next", "pageBreakBefore": "page_break_before"},
    **{"bidi": "right_to_left"},
}
_BY_VALUE: Final = frozenset(W + name for name in (*_SWITCHES, "pStyle", "jc"))
_BY_ATTRIBUTES: Final = frozenset({f"{W}ind", f"{W}spacing"})
_BY_CHILDREN: Final = frozenset({f"{W}numPr", f"{W}pBdr"})
# What in the properties of the paragraph mark makes two paragraphs one.
_MARKS: Final = frozenset({f"{W}del", f"{W}moveFrom", f"{W}vanish"})


def make_paragraph_key(properties: Any | None) -> ParagraphKey:
    """Return what of a w:pPr element can matter for how the paragraph stands."""
    if properties is None:
        return ()
    key: list[Any] = []
    for element in properties:
        tag = element.tag
        if tag in _BY_VALUE:
            key += (tag, element.get(VAL))
        elif tag in _BY_ATTRIBUTES:
            key += (tag, tuple(element.items()))
        elif tag == RPR:
            marks = [(mark.tag, mark.get(VAL)) for mark in element if mark.tag in _MARKS]
            if marks:
                key += (tag, tuple(marks))
        elif tag in _BY_CHILDREN:
            key += (tag, tuple((child.tag, tuple(child.items())) for child in element))
    return tuple(key)


def read_paragraph_layer(key: ParagraphKey, theme: Theme) -> ParagraphLayer:
    """Work out what a key says."""
    layer: ParagraphLayer = {}
    for tag, value in zip(key[::2], key[1::2], strict=True):
        name = tag[len(W) :]
        if name in _SWITCHES:
            layer[_SWITCHES[name]] = is_on(value)  # type: ignore[literal-required]
        elif name == "pStyle":
            layer["style"] = value or ""
        elif name == "jc":
            layer["align"] = value or ""
        elif name == "ind":
            layer.update(_read_indents(dict(value)))
        elif name == "spacing":
            layer.update(_read_spacing(dict(value)))
        elif name == "numPr":
            layer.update(_read_number(value))
        elif name == "pBdr":
            layer["borders"] = _read_borders(value, theme)
    return layer


def is_mark(key: ParagraphKey, *names: str) -> bool:
    """Whether the paragraph mark itself carries one of w:del, w:moveFrom, w:vanish, switched on."""
    wanted = {W + name for name in names}
    for tag, value in zip(key[::2], key[1::2], strict=True):
        if tag == RPR:
            return any(mark in wanted and is_on(state) for mark, state in value)
    return False


def _read_indents(attributes: dict[str, str]) -> ParagraphLayer:
    layer: ParagraphLayer = {}
    for side, names in (("left", ("start", "left")), ("right", ("end", "right"))):
        for name in names:
            length = find_twips(attributes.get(W + name))
            chars = find_int(attributes.get(f"{W}{name}Chars"))
            if length is not None and side not in layer:
                layer[side] = length  # type: ignore[literal-required]
            if chars is not None and f"{side}_chars" not in layer:
                layer[f"{side}_chars"] = chars  # type: ignore[literal-required]
    # Hanging wins over first line where both stand.
    for name, sign in (("firstLine", 1), ("hanging", -1)):
        length = find_twips(attributes.get(W + name))
        chars = find_int(attributes.get(f"{W}{name}Chars"))
        if length is not None:
            layer["first_line"] = Twips(sign * length)
        if chars is not None:
            layer["first_chars"] = sign * chars
    return layer


def _read_spacing(attributes: dict[str, str]) -> ParagraphLayer:
    layer: ParagraphLayer = {}
    for side in ("before", "after"):
        # Beside "lines" Word always writes what they come to on the page; that figure is the better one.
        length = find_twips(attributes.get(W + side))
        lines = find_int(attributes.get(f"{W}{side}Lines"))
        if not length and lines:
            length = Twips(round(lines * _TWIPS_PER_LINE / 100))
        if length is not None:
            layer[side] = length  # type: ignore[literal-required]
        if f"{W}{side}Autospacing" in attributes:
            layer[f"{side}_auto"] = is_on(attributes[f"{W}{side}Autospacing"])  # type: ignore[literal-required]
    line = find_twips(attributes.get(f"{W}line"))
    if line is not None:
        layer["line"] = line
    rule = attributes.get(f"{W}lineRule")
    if rule in ("auto", "exact", "atLeast"):
        layer["line_rule"] = rule  # type: ignore[typeddict-item]
    return layer


def _read_number(children: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> ParagraphLayer:
    layer: ParagraphLayer = {}
    for tag, attributes in children:
        value = find_int(dict(attributes).get(VAL))
        if value is not None and tag == f"{W}numId":
            layer["number"] = value
        elif value is not None and tag == f"{W}ilvl":
            layer["level"] = max(0, min(8, value))
    return layer


def _read_borders(children: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], theme: Theme) -> dict[str, str | None]:
    """Return the colour of each side that is drawn, None for sides that are not."""
    borders: dict[str, str | None] = {}
    for tag, items in children:
        attributes = dict(items)
        drawn = attributes.get(VAL, "nil") not in _NO_BORDER
        borders[tag[len(W) :]] = (read_color(attributes, theme, "color") or "") if drawn else None
    return borders


def lay_paragraphs(*layers: ParagraphLayer) -> ParagraphLayer:
    """Return what layers say together, the later one winning; borders win side by side."""
    merged: ParagraphLayer = {}
    borders: dict[str, str | None] = {}
    for layer in layers:
        merged.update(layer)
        borders.update(layer.get("borders", {}))
    if borders:
        merged["borders"] = borders
    return merged


@dataclass(frozen=True, slots=True)
class Standing:
    """How a paragraph stands, all levels resolved; the fields are those of ``ParagraphFacts``."""

    align: Align
    left: Twips
    right: Twips
    first_line: Twips
    before: Twips
    after: Twips
    before_auto: bool
    after_auto: bool
    line: int
    line_rule: LineRule
    contextual_spacing: bool
    keep_next: bool
    page_break_before: bool
    borders: Mapping[str, str]
    number: int
    level: int


_ALIGNS: Final[dict[str, Align]] = {
    **{"center": "center", "both": "both", "distribute": "both", "thaiDistribute": "both"},
    **{"lowKashida": "both", "mediumKashida": "both", "highKashida": "both"},
    **{"right": "right", "end": "right", "left": "left", "start": "left"},
}


def make_standing(layer: ParagraphLayer, size_pt: float) -> Standing:
    """Return the standing that a complete layer gives; ``size_pt`` measures indents that count characters."""
    align = _ALIGNS.get(layer.get("align", ""), "left")
    if layer.get("right_to_left") and align in ("left", "right"):
        # In a right-to-left paragraph "left" means where lines begin.
        align = "left" if align == "right" else "right"
    before_auto, after_auto = layer.get("before_auto", False), layer.get("after_auto", False)
    drawn = {side: color for side, color in layer.get("borders", {}).items() if side in SIDES and color is not None}
    return Standing(
        align=align,
        left=_indent(layer.get("left_chars"), layer.get("left"), size_pt),
        right=_indent(layer.get("right_chars"), layer.get("right"), size_pt),
        first_line=_indent(layer.get("first_chars"), layer.get("first_line"), size_pt),
        before=AUTO_SPACING if before_auto else layer.get("before", Twips(0)),
        after=AUTO_SPACING if after_auto else layer.get("after", Twips(0)),
        before_auto=before_auto,
        after_auto=after_auto,
        line=layer.get("line", _TWIPS_PER_LINE),
        line_rule=layer.get("line_rule", "auto"),
        contextual_spacing=layer.get("contextual_spacing", False),
        keep_next=layer.get("keep_next", False),
        page_break_before=layer.get("page_break_before", False),
        borders=drawn,
        number=layer.get("number", 0),
        level=layer.get("level", 0),
    )


def _indent(chars: int | None, length: Twips | None, size_pt: float) -> Twips:
    """Hundredths of a character, as wide as the type is high, win over a length; 0 of them means none are asked for."""
    if chars:
        return Twips(round(chars * size_pt * 20 / 100))
    return length or Twips(0)


def find_properties(paragraph: Any) -> Any | None:
    """Return the w:pPr of a paragraph: its first child, in any document that Word wrote."""
    first = next(iter(paragraph), None)
    if first is None or first.tag == PPR:
        return first
    return paragraph.find(PPR)
