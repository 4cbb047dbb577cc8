"""A citation in the making: what its own span says, before its list is asked."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Mention:
    """What one span says. ``kind`` and ``authority`` are the parts of the symbol that the members of a list share.

    ``has_so``: the word "số" stands before the number. ``same_day``: "cùng ngày" stands for a date.
    ``issuer_is_carried``: the issuer came from the member before, and gives way to one that stands at the end.
    """

    start: int
    end: int
    type: str = ""
    number: str = ""
    symbol: str = ""
    printed: str = ""
    year: int | None = None
    date: datetime.date | None = None
    issuer: str = ""
    title: str = ""
    pinpoint: str = ""
    kind: str = ""
    authority: str = ""
    has_so: bool = False
    same_day: bool = False
    issuer_is_carried: bool = False
    inherited: frozenset[str] = frozenset()

    @property
    def takes_from_list(self) -> bool:
        """Whether something is missing that only the list around it can say."""
        return bool(self.symbol) and (not self.type or self.same_day)

    def fill(self, name: str, value: Any) -> Mention:
        """Return the mention with a field filled from outside of its span."""
        return replace(self, **{name: value}, inherited=self.inherited | {name})
