"""What a level says of text: one layer of w:rPr read into values, and layers laid over each other.

A ``RunKey`` is what of a w:rPr can matter, as a tuple: equal keys mean equal looks, so each is worked out only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, TypedDict

from docgen.ooxml.names import VAL, W
from docgen.ooxml.theme import Theme
from docgen.ooxml.units import find_color, find_points, is_on

RunKey = tuple[Any, ...]


class RunLayer(TypedDict, total=False):
    """What one level (a style, direct formatting) says of text; what it does not say is absent."""

    style: str
    ascii: str
    h_ansi: str
    east_asia: str
    complex_font: str
    east_asia_hint: bool
    size_pt: float
    complex_size_pt: float
    bold: bool
    italic: bool
    complex_bold: bool
    complex_italic: bool
    caps: bool
    small_caps: bool
    strike: bool
    double_strike: bool
    hidden: bool
    complex_script: bool
    right_to_left: bool
    underline: bool
    superscript: bool
    color: str
    highlight: str


_TOGGLES: Final = frozenset(
    ("bold", "italic", "complex_bold", "complex_italic", "caps", "small_caps", "strike", "double_strike", "hidden")
)
_SWITCHES: Final = {
    **{"b": "bold", "i": "italic", "bCs": "complex_bold", "iCs": "complex_italic"},
    **{"caps": "caps", "smallCaps": "small_caps", "strike": "strike", "dstrike": "double_strike", "vanish": "hidden"},
    **{"cs": "complex_script", "rtl": "right_to_left"},
}
_SWITCH_OF_TAG: Final = {W + name: field for name, field in _SWITCHES.items()}
_FONTS: Final = f"{W}rFonts"
_COLOR: Final = f"{W}color"
_BY_VALUE: Final = frozenset(W + name for name in (*_SWITCHES, "rStyle", "sz", "szCs", "u", "vertAlign", "highlight"))
_BY_ATTRIBUTES: Final = frozenset({_FONTS, _COLOR})
_FONT_SLOTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("ascii", f"{W}ascii", f"{W}asciiTheme"),
    ("h_ansi", f"{W}hAnsi", f"{W}hAnsiTheme"),
    ("east_asia", f"{W}eastAsia", f"{W}eastAsiaTheme"),
    ("complex_font", f"{W}cs", f"{W}cstheme"),
)
_HINT: Final = f"{W}hint"
_THEME_COLOR: Final = (f"{W}themeColor", f"{W}themeTint", f"{W}themeShade")


def make_run_key(properties: Any | None) -> RunKey:
    """Return what of a w:rPr element can matter for the look of text."""
    if properties is None:
        return ()
    key: list[Any] = []
    for element in properties:
        tag = element.tag
        if tag in _BY_VALUE:
            key += (tag, element.get(VAL))
        elif tag in _BY_ATTRIBUTES:
            key += (tag, tuple(element.items()))
    return tuple(key)


def read_run_layer(key: RunKey, theme: Theme) -> RunLayer:
    """Work out what a key says."""
    layer: RunLayer = {}
    for tag, value in zip(key[::2], key[1::2], strict=True):
        if tag in _SWITCH_OF_TAG:
            layer[_SWITCH_OF_TAG[tag]] = is_on(value)  # type: ignore[literal-required]
        elif tag == _FONTS:
            _read_fonts(layer, dict(value), theme)
        elif tag == _COLOR:
            color = read_color(dict(value), theme)
            if color is not None:
                layer["color"] = color
        else:
            _READERS[tag](layer, value or "")
    return layer


def _read_style(layer: RunLayer, value: str) -> None:
    layer["style"] = value


def _read_size(layer: RunLayer, value: str) -> None:
    size = find_points(value)
    if size is not None:
        layer["size_pt"] = size


def _read_complex_size(layer: RunLayer, value: str) -> None:
    size = find_points(value)
    if size is not None:
        layer["complex_size_pt"] = size


def _read_underline(layer: RunLayer, value: str) -> None:
    layer["underline"] = value not in ("", "none")


def _read_position(layer: RunLayer, value: str) -> None:
    layer["superscript"] = value == "superscript"


def _read_highlight(layer: RunLayer, value: str) -> None:
    layer["highlight"] = "" if value == "none" else value


_READERS: Final[dict[str, Callable[[RunLayer, str], None]]] = {
    f"{W}rStyle": _read_style,
    f"{W}sz": _read_size,
    f"{W}szCs": _read_complex_size,
    f"{W}u": _read_underline,
    f"{W}vertAlign": _read_position,
    f"{W}highlight": _read_highlight,
}


def _read_fonts(layer: RunLayer, attributes: dict[str, str], theme: Theme) -> None:
    for slot, plain, themed in _FONT_SLOTS:
        font = theme.find_font(attributes.get(themed)) or attributes.get(plain)
        if font:
            layer[slot] = font  # type: ignore[literal-required]
    if _HINT in attributes:
        layer["east_asia_hint"] = attributes[_HINT] == "eastAsia"


def read_color(attributes: dict[str, str], theme: Theme, name: str = VAL) -> str | None:
    """Return the colour that attributes such as w:val and w:themeColor give, None when they give none."""
    plain = find_color(attributes.get(name))
    themed, tint, shade = (attributes.get(attribute) for attribute in _THEME_COLOR)
    if themed is None or (plain and (tint or shade)):
        # Beside a tint or shade stands what it comes to, as the program that wrote it worked it out.
        return plain
    color = theme.find_color(themed, tint=tint, shade=shade)
    return color if color is not None else plain


def lay_over(defaults: RunLayer, styles: Iterable[RunLayer], direct: RunLayer) -> RunLayer:
    """Return what all levels together say: document defaults, then table, paragraph and character style, then direct.

    Bold and its like toggle: two styles that both say bold make plain text, unless the defaults are bold already.
    """
    styles = tuple(styles)
    merged: RunLayer = {**defaults}
    for layer in styles:
        merged.update(layer)
    for toggle in _TOGGLES & merged.keys():
        switched = sum(1 for layer in styles if layer.get(toggle))
        merged[toggle] = bool(defaults.get(toggle) or switched % 2)  # type: ignore[literal-required]
    merged.update(direct)
    return merged
