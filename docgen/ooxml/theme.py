"""The theme of a document: its fonts and colours, and how settings map the names that text uses to them."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from docgen.ooxml.names import A, W
from docgen.ooxml.units import find_color

# Names that text uses, and the slot of the colour scheme behind each unless settings say otherwise.
_DEFAULT_MAPPING: Final = {
    **{"text1": "dk1", "text2": "dk2", "background1": "lt1", "background2": "lt2"},
    **{"dark1": "dk1", "dark2": "dk2", "light1": "lt1", "light2": "lt2"},
    **{"tx1": "dk1", "tx2": "dk2", "bg1": "lt1", "bg2": "lt2"},
    **{"hyperlink": "hlink", "followedHyperlink": "folHlink"},
}
_SETTING_NAMES: Final = {"t1": "text1", "t2": "text2", "bg1": "background1", "bg2": "background2"}
_FAMILIES: Final = {"Ascii": "latin", "HAnsi": "latin", "EastAsia": "ea", "Bidi": "cs"}


@dataclass(frozen=True)
class Theme:
    """Fonts by the names rFonts uses ("minorHAnsi"), colours by slot ("accent1"); empty without a theme part."""

    fonts: Mapping[str, str] = field(default_factory=dict)
    colors: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, str] = field(default_factory=lambda: _DEFAULT_MAPPING)

    def find_font(self, name: str | None) -> str | None:
        """Return the font behind "minorHAnsi" and the like."""
        return self.fonts.get(name) if name else None

    def find_color(self, name: str | None, *, tint: str | None = None, shade: str | None = None) -> str | None:
        """Return the colour behind "accent1", "text1" and the like, lightened or darkened."""
        color = self.colors.get(self.mapping.get(name, name)) if name else None
        if color is None:
            return None
        return _change_light(color, _fraction(tint), _fraction(shade))


def read_color_mapping(settings: Any | None) -> Mapping[str, str]:
    """Read from the root of the settings part which slot of the colour scheme each name means."""
    mapping = dict(_DEFAULT_MAPPING)
    scheme = settings.find(f"{W}clrSchemeMapping") if settings is not None else None
    for name, slot in scheme.items() if scheme is not None else ():
        local = name.removeprefix(W)
        mapping[_SETTING_NAMES.get(local, local)] = _slot_of(slot)
    return mapping


def read_theme(root: Any | None, mapping: Mapping[str, str]) -> Theme:
    """Read the root element of the theme part, which may be None."""
    return Theme() if root is None else Theme(_read_fonts(root), _read_colors(root), mapping)


def _slot_of(name: str) -> str:
    """Settings say "dark1", the scheme "dk1"."""
    return _DEFAULT_MAPPING.get(name, name)


def _read_fonts(theme: Any) -> dict[str, str]:
    fonts = {}
    for size in ("major", "minor"):
        for ending, family in _FAMILIES.items():
            element = theme.find(f"{A}themeElements/{A}fontScheme/{A}{size}Font/{A}{family}")
            if element is not None and element.get("typeface"):
                fonts[size + ending] = element.get("typeface")
    return fonts


def _read_colors(theme: Any) -> dict[str, str]:
    colors = {}
    scheme = theme.find(f"{A}themeElements/{A}clrScheme")
    for slot in scheme if scheme is not None else ():
        for value in slot:
            color = find_color(value.get("lastClr") or value.get("val"))
            if color:
                colors[slot.tag.removeprefix(A)] = color
    return colors


def _fraction(value: str | None) -> float | None:
    try:
        return int(value, 16) / 255 if value and len(value) <= 2 else None
    except ValueError:
        return None


def _change_light(color: str, tint: float | None, shade: float | None) -> str:
    if tint is None and shade is None:
        return color
    red, green, blue = (int(color[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if shade is not None:
        light *= shade
    if tint is not None:
        light = light * tint + (1 - tint)
    # Word cuts fractions off.
    return "".join(f"{int(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, light, saturation))
