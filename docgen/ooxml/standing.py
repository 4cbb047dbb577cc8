"""How a paragraph stands: the fields of ``ParagraphFacts`` that all levels of formatting together give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from docgen.ooxml.facts import Align, Twips
from docgen.ooxml.paragraph_properties import ParagraphLayer

# What Word puts where "automatic" spacing is asked for, as web pages have it.
AUTO_SPACING: Final = Twips(280)
_ONE_LINE: Final = 240
_SIDES: Final = ("top", "bottom", "left", "right")


@dataclass(frozen=True, slots=True)
class Standing:
    """How a paragraph stands, all levels resolved. ``facts`` are fields of ``ParagraphFacts`` by name."""

    facts: Mapping[str, Any]
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
    borders = layer.get("borders", {}).items()
    facts = {
        "align": align,
        "left": _indent(layer.get("left_chars"), layer.get("left"), size_pt),
        "right": _indent(layer.get("right_chars"), layer.get("right"), size_pt),
        "first_line": _indent(layer.get("first_chars"), layer.get("first_line"), size_pt),
        "before": AUTO_SPACING if before_auto else layer.get("before", 0),
        "after": AUTO_SPACING if after_auto else layer.get("after", 0),
        "line": abs(layer.get("line", _ONE_LINE)),
        "line_rule": layer.get("line_rule", "auto"),
        "contextual_spacing": layer.get("contextual_spacing", False),
        "keep_next": layer.get("keep_next", False),
        "page_break_before": layer.get("page_break_before", False),
        "borders": {side: color for side, color in borders if side in _SIDES and color is not None},
        "auto_spacing": (before_auto, after_auto),
    }
    return Standing(facts, layer.get("number", 0), layer.get("level", 0))


def _indent(chars: int | None, length: Twips | None, size_pt: float) -> Twips:
    """Hundredths of a character, as wide as the type is high, win over a length; 0 of them means none are asked for."""
    if chars:
        return Twips(round(chars * size_pt * 20 / 100))
    return length or Twips(0)
