"""The values of a table's cells."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import NamedTuple


class CellValue(NamedTuple):
    """What a cell holds: the text that it shows, in canonical form (lines parted by ``\\n``), and what it *is* where
    its file says so. ``problem`` (Vietnamese) says why it cannot be used, ``hint`` what to do.
    """

    text: str = ""
    raw: datetime.date | datetime.time | Decimal | bool | None = None
    problem: str = ""
    hint: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in the cell."""
        return not self.text and not self.problem


EMPTY = CellValue()
