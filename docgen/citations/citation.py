"""A citation: where a text names a legal document, and what it says of it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """One naming of a legal document. An empty string or None means that the text does not say it.

    ``start`` and ``end`` are offsets in characters of the NFC text, ``text`` the whole contiguous span, pinpoint and
    issuer included. ``type`` is as printed with abbreviations opened, first letter upper; ``number`` as printed;
    ``symbol`` the whole số/ký hiệu without spaces and line breaks, misprints repaired, ``symbol_printed`` the same
    without repair. ``year`` is the one inside the symbol or right after it. ``inherited`` names the fields whose value
    stands outside the span (a shared head or date).
    """

    start: int
    end: int
    text: str
    type: str = ""
    number: str = ""
    symbol: str = ""
    symbol_printed: str = ""
    year: int | None = None
    date: datetime.date | None = None
    issuer: str = ""
    title: str = ""
    pinpoint: str = ""
    inherited: tuple[str, ...] = ()

    @property
    def is_repaired(self) -> bool:
        """Whether the printed symbol is a misprint that was repaired."""
        return self.symbol != self.symbol_printed
