"""Names of fonts: the one that the decree asks for, those of old encodings, those of symbols."""

from __future__ import annotations

import re
from functools import lru_cache

_LEGACY = re.compile(r"\.vn|vni[-\s]|vn(?:times|arial|book|clarendon)|\.?abc\s|vk\s|\.\s?vn", re.IGNORECASE)
_SYMBOLS = ("symbol", "wingdings", "webdings", "marlett", "segoe ui symbol", "segoe ui emoji", "ms gothic")


@lru_cache(maxsize=256)
def is_right_font(name: str) -> bool:
    """Whether a font is Times New Roman, under any of its names ("Times New Roman Bold", a fallback list)."""
    first = name.partition(",")[0].partition(";")[0]
    return "".join(first.split()).lower().startswith("timesnewroman")


@lru_cache(maxsize=256)
def is_legacy_font(name: str) -> bool:
    """Whether a font is one of TCVN3 (".VnTime") or VNI ("VNI-Times"): its text is not Unicode."""
    return _LEGACY.match(name.strip()) is not None


@lru_cache(maxsize=256)
def is_symbol_font(name: str) -> bool:
    """Whether a font holds symbols, not letters."""
    return name.strip().lower().startswith(_SYMBOLS)
