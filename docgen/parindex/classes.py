"""Class schemes: how a year's figures become a class (``class_files`` reads them).

A unit belongs to the first class whose conditions it meets: enough of the index, and no field below the floor. One
that misses a floor falls to the next class whose conditions it meets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from docgen.parindex.points import divide

_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class ClassRule:
    """A class: its name, the least index (percent of the maximum), the floor of every field (percent of its own)."""

    name: str
    minimum: Decimal
    field_minimum: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class ClassScheme:
    """The classes from the best to the last, which takes everybody."""

    classes: tuple[ClassRule, ...]
    title: str = ""
    basis: str = ""

    @property
    def has_floors(self) -> bool:
        """Whether a class asks something of every field."""
        return any(rule.field_minimum for rule in self.classes)


@dataclass(frozen=True, slots=True)
class FieldShare:
    """A field of a unit: its name, points and maximum."""

    name: str
    points: Decimal
    maximum: Decimal

    @property
    def percent(self) -> Decimal:
        """Points in percent of the maximum; a field that does not apply is no obstacle."""
        return divide(self.points * _HUNDRED, self.maximum) if self.maximum else _HUNDRED


class Verdict(NamedTuple):
    """The class of a unit. ``missed`` are the classes whose index it reached, each with the fields below the floor."""

    rule: ClassRule
    missed: tuple[tuple[ClassRule, tuple[FieldShare, ...]], ...] = ()


def classify(scheme: ClassScheme, index: Decimal, fields: Sequence[FieldShare] = ()) -> Verdict:
    """Return the class of a unit with this index (percent of the maximum) and these fields."""
    missed: list[tuple[ClassRule, tuple[FieldShare, ...]]] = []
    for rule in scheme.classes:
        if index < rule.minimum:
            continue
        low = tuple(field for field in fields if field.percent < rule.field_minimum)
        if not low:
            return Verdict(rule, tuple(missed))
        missed.append((rule, low))
    return Verdict(scheme.classes[-1], tuple(missed))
