"""The id of a record in search: its day, its kind and which one, in one number. By it, the newest come last."""

from __future__ import annotations

from datetime import date
from typing import Final

DOCUMENT: Final = "document"
INCOMING: Final = "incoming"
DOSSIER: Final = "dossier"
KINDS: Final = (DOCUMENT, INCOMING, DOSSIER)

_DAY_BITS: Final = 32
_KIND_BITS: Final = 30


def make_id(day: date, kind: str, subject_id: int) -> int:
    """Return the id of a record in the index."""
    return first_id(day) | KINDS.index(kind) << _KIND_BITS | subject_id


def first_id(day: date) -> int:
    """Return the least id of a day."""
    return day.toordinal() << _DAY_BITS


def read_day(key: int) -> date:
    """Return the day of an id."""
    return date.fromordinal(key >> _DAY_BITS)


def split_id(key: int) -> tuple[date, str, int]:
    """Return day, kind and id of the record that an id of the index means."""
    rest = key & ((1 << _DAY_BITS) - 1)
    return read_day(key), KINDS[rest >> _KIND_BITS], rest & ((1 << _KIND_BITS) - 1)
