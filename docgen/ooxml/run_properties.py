"""How text looks: one layer of w:rPr read into values, layers laid over each other, the look that results.

A ``RunKey`` is what of a w:rPr can matter, as a tuple: equal keys mean equal looks, so each is worked out only once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, Final, TypedDict

from docgen.ooxml.characters import has_east_asian, split_by_script
from docgen.ooxml.facts import RunFacts
from docgen.ooxml.names import VAL, W
from docgen.ooxml.theme import Theme
from docgen.ooxml.units import find_color, find_points, is_on

RunKey = tuple[Any, ...]

# Word's own values where no style says anything.
DEFAULT_FONT: Final = "Times New Roman"
DEFAULT_SIZE_PT: Final = 10.0
# In one paragraph; more than a book has.
MAX_RUNS: Final = 50_000
_SYMBOL_FONTS: Final = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})


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
    themed, tint, shade = (attributes.get(attribute) for attribute in _THEME_COLOR)
    color = theme.find_color(themed, tint=tint, shade=shade)
    return color if color is not None else find_color(attributes.get(name))


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


# A frozen value's own __init__ takes twice as long as its slots do, and there are more runs than anything else.
(
    _set_text,
    _set_font,
    _set_size,
    _set_bold,
    _set_italic,
    _set_underline,
    _set_strike,
    _set_caps,
    _set_small_caps,
    _set_superscript,
    _set_color,
    _set_highlight,
    _set_is_field,
    _set_is_symbol,
    _set_node,
) = [getattr(RunFacts, field.name).__set__ for field in fields(RunFacts)]


@dataclass(frozen=True, slots=True)
class Look:
    """How a run looks, all levels resolved. One object serves all runs that look the same."""

    ascii: str
    h_ansi: str
    east_asia: str
    east_asia_hint: bool
    hidden: bool
    is_symbol: bool
    common: tuple[float, bool, bool, bool, bool, bool, bool, bool, str, str]
    """The fields of ``RunFacts`` from size_pt to highlight."""

    def add_runs(self, runs: list[RunFacts], text: str, node: Any, is_field: bool) -> None:
        """Add the facts of a stretch of text, in pieces when its letters come from different fonts."""
        if text.isascii() or (self.ascii == self.h_ansi and not has_east_asian(text, self.east_asia_hint)):
            runs.append(self.make_run(text, self.ascii, node, is_field, self.is_symbol))
            return
        fonts = {"ascii": self.ascii, "h_ansi": self.h_ansi, "east_asia": self.east_asia}
        font = gathered = ""
        for script, part in split_by_script(text, self.east_asia_hint):
            if gathered and fonts[script] != font:
                runs.append(self.make_run(gathered, font, node, is_field, self.is_symbol))
                gathered = ""
                if len(runs) > MAX_RUNS:
                    return
            font = fonts[script]
            gathered += part
        runs.append(self.make_run(gathered, font, node, is_field, self.is_symbol))

    def make_run(self, text: str, font: str, node: Any, is_field: bool, is_symbol: bool) -> RunFacts:
        """Return the facts of text in one font."""
        run = object.__new__(RunFacts)
        size, bold, italic, underline, strike, caps, small_caps, superscript, color, highlight = self.common
        _set_text(run, text)
        _set_font(run, font)
        _set_size(run, size)
        _set_bold(run, bold)
        _set_italic(run, italic)
        _set_underline(run, underline)
        _set_strike(run, strike)
        _set_caps(run, caps)
        _set_small_caps(run, small_caps)
        _set_superscript(run, superscript)
        _set_color(run, color)
        _set_highlight(run, highlight)
        _set_is_field(run, is_field)
        _set_is_symbol(run, is_symbol)
        _set_node(run, node)
        return run


def make_look(layer: RunLayer) -> Look:
    """Return the look that a complete layer gives, Word's own defaults filled in."""
    ascii_font = layer.get("ascii", DEFAULT_FONT)
    fonts = (ascii_font, layer.get("h_ansi", DEFAULT_FONT), layer.get("east_asia", DEFAULT_FONT))
    size, bold, italic = layer.get("size_pt", DEFAULT_SIZE_PT), layer.get("bold", False), layer.get("italic", False)
    if layer.get("complex_script") or layer.get("right_to_left"):
        font = layer.get("complex_font", DEFAULT_FONT)
        fonts = (font, font, font)
        size = layer.get("complex_size_pt", DEFAULT_SIZE_PT)
        bold, italic = layer.get("complex_bold", False), layer.get("complex_italic", False)
    return Look(
        *fonts,
        layer.get("east_asia_hint", False),
        layer.get("hidden", False),
        fonts[0].lower() in _SYMBOL_FONTS,
        (
            size,
            bold,
            italic,
            layer.get("underline", False),
            layer.get("strike", False) or layer.get("double_strike", False),
            layer.get("caps", False),
            layer.get("small_caps", False),
            layer.get("superscript", False),
            layer.get("color", ""),
            layer.get("highlight", ""),
        ),
    )
