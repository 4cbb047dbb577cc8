"""Names inside a package: plain ASCII, so that whatever unpacks it in decades gets the same names."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_OTHER: Final = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST: Final = 80
# Windows keeps these names for devices, whatever the ending.
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def make_name(text: str, otherwise: str) -> str:
    """Return a text as a name: ``05/QĐ-UBND`` → ``05-QD-UBND``; ``otherwise`` when nothing is left of it."""
    name = _OTHER.sub("-", _strip_marks(text)).strip("-. ")
    stem, dot, suffix = name.rpartition(".")
    if dot and 0 < len(suffix) <= 8:
        name = f"{stem[: _LONGEST - len(suffix) - 1].strip('-. ') or otherwise}.{suffix}"
    name = name[:_LONGEST].strip("-. ")
    if not name or _DEVICES.fullmatch(name):
        return f"{otherwise}-{name}" if name else otherwise
    return name


def make_unique(name: str, taken: set[str]) -> str:
    """Return a name that none of ``taken`` has, however spelt, and add it to them: ``a.pdf``, ``a-2.pdf``."""
    stem, dot, suffix = name.rpartition(".")
    stem, ending = (stem, f".{suffix}") if dot and stem else (name, "")
    unique, number = name, 1
    while unique.casefold() in taken:
        number += 1
        unique = f"{stem}-{number}{ending}"
    taken.add(unique.casefold())
    return unique


def _strip_marks(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
