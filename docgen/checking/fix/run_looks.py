"""The look of a run set directly, switch by switch; what is None stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from docgen.checking.fix.properties import set_property
from docgen.ooxml.names import W

_FONT: Final = "Times New Roman"


@dataclass(frozen=True, slots=True)
class RunLook:
    """What is to be set: ``right_font`` Times New Roman (``east_asia`` too), ``black`` the automatic colour."""

    size_pt: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    no_small_caps: bool = False
    right_font: bool = False
    east_asia: bool = True
    black: bool = False


def set_look(properties: Any, look: RunLook) -> bool:
    """Set a look in a w:rPr; return whether anything changed."""
    changed = False
    if look.right_font:
        changed |= _set_font(properties, look.east_asia)
    for name, switch in (("b", look.bold), ("i", look.italic)):
        if switch is not None:
            changed |= _switch(properties, name, switch)
            changed |= _switch(properties, f"{name}Cs", switch)
    if look.caps is not None:
        changed |= _switch(properties, "caps", look.caps)
    if look.no_small_caps:
        changed |= _switch(properties, "smallCaps", False)
    if look.black:
        gone = dict.fromkeys(("themeColor", "themeTint", "themeShade"))
        changed |= set_property(properties, "color", {"val": "auto", **gone})
    if look.size_pt is not None:
        half_points = {"val": str(round(look.size_pt * 2))}
        changed |= set_property(properties, "sz", half_points)
        changed |= set_property(properties, "szCs", half_points)
    return changed


def _switch(properties: Any, name: str, on: bool) -> bool:
    found = properties.find(W + name)
    if found is not None and (found.get(f"{W}val") in (None, "1", "true", "on")) is on:
        return False
    return set_property(properties, name, {"val": None if on else "0"})


def _set_font(properties: Any, east_asia: bool) -> bool:
    fonts: dict[str, str | None] = {"ascii": _FONT, "hAnsi": _FONT, "cs": _FONT}
    fonts |= dict.fromkeys(("asciiTheme", "hAnsiTheme", "cstheme"))
    if east_asia:
        fonts |= {"eastAsia": _FONT, "eastAsiaTheme": None}
    return set_property(properties, "rFonts", fonts)
