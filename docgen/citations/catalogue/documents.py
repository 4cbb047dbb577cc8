"""A legal document as the catalogue knows it."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from docgen.citations.catalogue.symbol_parts import parse_symbol

CONFIDENCES = ("high", "medium", "low")
"""How well the facts of a record are proved, best first."""

DATES = ("date", "effective_from", "effective_to", "confirmed_on", "checked_on")
LISTS = ("replaces", "replaced_by", "repealed_by", "amended_by")
"""The fields that are dates, and those that are lists of symbols."""

_BY_NAME = frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})


class LegalDocument(NamedTuple):
    """A legal document. An empty value means "not proved", never "none" (and never "in force").

    ``id`` is built like an Akoma Ntoso work (country, type, issuer, date, symbol); ``title`` is the trích yếu, for a
    law its name without "Luật". ``effective_to`` is the first day on which it is no longer in force, ``confirmed_on``
    the last day on which a source says that it still is. Relations name other documents by symbol; ``repealed_by`` took
    it out of force without taking its place. ``source`` says where the facts come from, ``confidence`` how well they
    are proved (``CONFIDENCES``).
    """

    id: str
    type: str
    symbol: str
    source: str
    checked_on: datetime.date
    title: str = ""
    issuer: str = ""
    date: datetime.date | None = None
    effective_from: datetime.date | None = None
    effective_to: datetime.date | None = None
    confirmed_on: datetime.date | None = None
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    repealed_by: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    confidence: str = "low"

    @property
    def is_cited_by_name(self) -> bool:
        """Whether the decree has it cited by type and name alone: laws and ordinances (Annex I, part I, II.6)."""
        return self.type in _BY_NAME

    @property
    def number(self) -> str:
        """The number in the symbol, as printed."""
        symbol = parse_symbol(self.symbol)
        return symbol.number if symbol else ""

    @property
    def year(self) -> int | None:
        """The year of its date, else the one in its symbol; None when neither is known."""
        if self.date is not None:
            return self.date.year
        symbol = parse_symbol(self.symbol)
        return symbol.year if symbol else None
