"""A citation in the making: what its own span says, before its list is asked."""

from __future__ import annotations

import datetime
from typing import Any, Final, NamedTuple

from docgen.citations.finding.symbols import Symbol

_SHARED: Final = ("type", "symbol", "year", "date", "issuer")


class Mention(NamedTuple):
    """What one span says. ``name`` is that of a law, without "Luật".

    ``has_so``: the word "số" stands before the number. ``same_day``: "cùng ngày" stands for a date.
    ``is_issuer_carried``: the issuer came from the member before, and gives way to one that stands at the end.
    """

    start: int
    end: int
    type: str
    symbol: Symbol | None
    year: int | None
    date: datetime.date | None
    issuer: str
    pinpoint: str
    name: str = ""
    has_so: bool = False
    same_day: bool = False
    is_issuer_carried: bool = False
    inherited: tuple[str, ...] = ()

    @property
    def takes_from_list(self) -> bool:
        """Whether something is missing that only the list around it can say."""
        return self.symbol is not None and (not self.type or self.same_day)

    def fill(self, field: str, value: Any) -> Mention:
        """Return the mention with a field filled from outside of its span."""
        inherited = tuple(name for name in _SHARED if name == field or name in self.inherited)
        return self._replace(**{field: value}, inherited=inherited)
