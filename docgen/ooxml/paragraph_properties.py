"""What a level says of a paragraph: one layer of w:pPr read into values, and layers laid over each other.

As with text, a ``ParagraphKey`` holds what of a w:pPr can matter; equal keys are worked out once.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal, TypedDict

from docgen.ooxml.facts import Twips
from docgen.ooxml.names import PPR, RPR, SECT_PR, VAL, W
from docgen.ooxml.run_properties import read_color
from docgen.ooxml.theme import Theme
from docgen.ooxml.units import find_int, find_twips, is_on

ParagraphKey = tuple[Any, ...]
LineRule = Literal["auto", "exact", "atLeast"]

_TWIPS_PER_LINE: Final = 240
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
    f"{W}contextualSpacing": "contextual_spacing",
    f"{W}keepNext": "keep_next",
    f"{W}pageBreakBefore": "page_break_before",
    f"{W}bidi": "right_to_left",
}
_STYLE: Final = f"{W}pStyle"
_ALIGN: Final = f"{W}jc"
_INDENTS: Final = f"{W}ind"
_SPACING: Final = f"{W}spacing"
_NUMBER: Final = f"{W}numPr"
_BORDERS: Final = f"{W}pBdr"
_BY_VALUE: Final = frozenset({*_SWITCHES, _STYLE, _ALIGN})
_BY_ATTRIBUTES: Final = frozenset({_INDENTS, _SPACING})
_BY_CHILDREN: Final = frozenset({_NUMBER, _BORDERS})
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
        elif tag == SECT_PR:
            key += (tag, None)
        elif tag in _BY_CHILDREN:
            key += (tag, tuple((child.tag, tuple(child.items())) for child in element))
    return tuple(key)


def read_paragraph_layer(key: ParagraphKey, theme: Theme) -> ParagraphLayer:
    """Work out what a key says."""
    layer: ParagraphLayer = {}
    for tag, value in zip(key[::2], key[1::2], strict=True):
        if tag in _SWITCHES:
            layer[_SWITCHES[tag]] = is_on(value)  # type: ignore[literal-required]
        elif tag == _STYLE:
            layer["style"] = value or ""
        elif tag == _ALIGN:
            layer["align"] = value or ""
        elif tag == _INDENTS:
            _read_indents(layer, dict(value))
        elif tag == _SPACING:
            _read_spacing(layer, dict(value))
        elif tag == _NUMBER:
            _read_number(layer, value)
        elif tag == _BORDERS:
            layer["borders"] = _read_borders(value, theme)
    return layer


def ends_section(key: ParagraphKey) -> bool:
    """Whether the paragraph is the last one of a section."""
    return SECT_PR in key


def is_mark(key: ParagraphKey, *names: str) -> bool:
    """Whether the paragraph mark itself carries one of w:del, w:moveFrom, w:vanish, switched on."""
    if RPR not in key:
        return False
    wanted = {W + name for name in names}
    for tag, value in zip(key[::2], key[1::2], strict=True):
        if tag == RPR:
            return any(mark in wanted and is_on(state) for mark, state in value)
    return False


# Which layer field an attribute sets; the sign makes hanging a negative first line. Later ones win.
_INDENT_LENGTHS: Final = (
    (f"{W}left", "left", 1),
    (f"{W}start", "left", 1),
    (f"{W}right", "right", 1),
    (f"{W}end", "right", 1),
    (f"{W}firstLine", "first_line", 1),
    (f"{W}hanging", "first_line", -1),
)
_INDENT_CHARS: Final = (
    (f"{W}leftChars", "left_chars", 1),
    (f"{W}startChars", "left_chars", 1),
    (f"{W}rightChars", "right_chars", 1),
    (f"{W}endChars", "right_chars", 1),
    (f"{W}firstLineChars", "first_chars", 1),
    (f"{W}hangingChars", "first_chars", -1),
)
_SPACING_SIDES: Final = tuple(
    (side, f"{side}_auto", W + side, f"{W}{side}Lines", f"{W}{side}Autospacing") for side in ("before", "after")
)
_LINE: Final = f"{W}line"
_LINE_RULE: Final = f"{W}lineRule"
_LINE_RULES: Final[dict[str, LineRule]] = {"auto": "auto", "exact": "exact", "atLeast": "atLeast"}


def _read_indents(layer: ParagraphLayer, attributes: dict[str, str]) -> None:
    for name, target, sign in _INDENT_LENGTHS:
        length = find_twips(attributes.get(name)) if name in attributes else None
        if length is not None:
            layer[target] = Twips(sign * length)  # type: ignore[literal-required]
    for name, target, sign in _INDENT_CHARS:
        chars = find_int(attributes.get(name)) if name in attributes else None
        if chars is not None:
            layer[target] = sign * chars  # type: ignore[literal-required]


def _read_spacing(layer: ParagraphLayer, attributes: dict[str, str]) -> None:
    for side, automatic, length_name, lines_name, automatic_name in _SPACING_SIDES:
        length = find_twips(attributes.get(length_name))
        # Beside "lines" Word always writes what they come to on the page; that figure is the better one.
        lines = find_int(attributes.get(lines_name)) if not length else None
        if lines:
            length = Twips(round(lines * _TWIPS_PER_LINE / 100))
        if length is not None:
            layer[side] = length  # type: ignore[literal-required]
        if automatic_name in attributes:
            layer[automatic] = is_on(attributes[automatic_name])  # type: ignore[literal-required]
    line = find_twips(attributes.get(_LINE))
    if line is not None:
        layer["line"] = line
    rule = _LINE_RULES.get(attributes.get(_LINE_RULE, ""))
    if rule is not None:
        layer["line_rule"] = rule


def _read_number(layer: ParagraphLayer, children: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> None:
    for tag, attributes in children:
        value = find_int(dict(attributes).get(VAL))
        if value is not None and tag == f"{W}numId":
            layer["number"] = value
        elif value is not None and tag == f"{W}ilvl":
            layer["level"] = max(0, min(8, value))


def _read_borders(children: tuple[tuple[str, tuple[tuple[str, str], ...]], ...], theme: Theme) -> dict[str, str | None]:
    """Return the colour of each side that is drawn, None for sides that are not."""
    borders: dict[str, str | None] = {}
    for tag, items in children:
        attributes = dict(items)
        drawn = attributes.get(VAL, "nil") not in _NO_BORDER
        borders[tag[len(W) :]] = (read_color(attributes, theme, f"{W}color") or "") if drawn else None
    return borders


def lay_paragraphs(*layers: ParagraphLayer) -> ParagraphLayer:
    """Return what layers say together, the later one winning; borders win side by side."""
    merged: ParagraphLayer = {}
    for layer in layers:
        if not layer:
            continue
        if "borders" in layer and "borders" in merged:
            layer = {**layer, "borders": {**merged["borders"], **layer["borders"]}}
        merged.update(layer)
    return merged


def find_properties(paragraph: Any) -> Any | None:
    """Return the w:pPr of a paragraph: its first child, in any document that Word wrote."""
    for first in paragraph:
        return first if first.tag == PPR else paragraph.find(PPR)
    return None
