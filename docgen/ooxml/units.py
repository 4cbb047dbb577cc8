"""Values as OOXML writes them: switches, whole numbers, lengths. Nonsense reads as absent, never as an error."""

from __future__ import annotations

import re
from typing import Any, Final

from docgen.ooxml.facts import Twips
from docgen.ooxml.names import VAL

# Far beyond any paper; keeps sums of hostile numbers small.
_LIMIT: Final = 10_000_000
_MEASURE: Final = re.compile(r"([+-]?(?:[0-9]{1,12}(?:\.[0-9]{0,12})?|\.[0-9]{1,12}))(mm|cm|in|pt|pc|pi|px)?")
_TWIPS_PER_UNIT: Final = {
    "mm": 1440 / 25.4,
    "cm": 1440 / 2.54,
    "in": 1440.0,
    "pt": 20.0,
    "pc": 240.0,
    "pi": 240.0,
    "px": 15.0,
}
_EMU_PER_TWIP: Final = 635
_HEX_COLOR: Final = re.compile(r"[0-9A-Fa-f]{6}")


def is_on(value: str | None) -> bool:
    """Whether a switch that is present is on; without a value it is."""
    return value not in ("0", "false", "off")


def find_int(value: str | None) -> int | None:
    """Return a whole number, or None; a fraction is rounded, as Word does."""
    if value is None:
        return None
    try:
        number = int(value)
    except ValueError:
        match = _MEASURE.fullmatch(value.strip())
        if match is None or match[2]:
            return None
        number = round(float(match[1]))
    return max(-_LIMIT, min(_LIMIT, number))


def find_twips(value: str | None, per_unit: float = 1.0) -> Twips | None:
    """Return a length in twips, or None. A bare number counts ``per_unit`` twips, "2.5cm" is taken by its unit."""
    if value is None:
        return None
    if per_unit == 1.0 and len(value) < 7:
        # Nearly all lengths are small whole numbers of twips.
        try:
            return Twips(int(value))
        except ValueError:
            pass
    match = _MEASURE.fullmatch(value.strip())
    if match is None:
        return None
    scale = _TWIPS_PER_UNIT[match[2]] if match[2] else per_unit
    return Twips(max(-_LIMIT, min(_LIMIT, round(float(match[1]) * scale))))


def find_points(value: str | None) -> float | None:
    """Return a size of type in points from half-points or from a measure such as "14pt"."""
    if value is not None and value.isdecimal() and len(value) < 5:
        return int(value) / 2 or None
    twips = find_twips(value, per_unit=10.0)
    return None if twips is None or twips <= 0 else twips / 20


def emu_to_twips(value: str | None) -> Twips:
    """Return a length given in English Metric Units, 0 when it is absent or nonsense."""
    return find_twips(value, per_unit=1 / _EMU_PER_TWIP) or Twips(0)


def find_color(value: str | None) -> str | None:
    """Return RRGGBB in capitals, "" for automatic, None when there is no such colour."""
    if value is None:
        return None
    if value == "auto":
        return ""
    bare = value.removeprefix("#")
    return bare.upper() if _HEX_COLOR.fullmatch(bare) else None


def is_switch(element: Any | None) -> bool:
    """Whether an element that is a switch is there and on."""
    return element is not None and is_on(element.get(VAL))
