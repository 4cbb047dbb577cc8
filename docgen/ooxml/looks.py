"""The look of a run, all levels resolved, and the runs made with it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final

from docgen.ooxml.characters import has_east_asian, split_by_script
from docgen.ooxml.facts import RunFacts
from docgen.ooxml.run_properties import RunLayer

# Word's own values where no style says anything.
DEFAULT_FONT: Final = "Times New Roman"
DEFAULT_SIZE_PT: Final = 10.0
# In one paragraph; more than a book has.
MAX_RUNS: Final = 50_000
_SYMBOL_FONTS: Final = frozenset({"symbol", "wingdings", "wingdings 2", "wingdings 3", "webdings"})

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
