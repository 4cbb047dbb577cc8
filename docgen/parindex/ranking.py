"""Places: from totals to ranks and classes, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from docgen.parindex.classes import ClassScheme, FieldShare, Verdict, classify
from docgen.parindex.points import RoundingMode, count_decimals, divide, round_points
from docgen.vietnamese.collation import collation_key

DEFAULT_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Rounding:
    """How the index is rounded. With ``decimals`` the rounded figure is what is published, ranked and classified.

    Without, figures are compared exactly, and only shown rounded.
    """

    decimals: int | None = DEFAULT_DECIMALS
    mode: RoundingMode = RoundingMode.HALF_UP


EXACT = Rounding(None)


class Standing(NamedTuple):
    """What a unit reached: its total, what it could have reached, its fields as far as they are known."""

    unit: str
    total: Decimal
    maximum: Decimal
    fields: tuple[FieldShare, ...] = ()

    @property
    def ratio(self) -> Decimal:
        """The total in percent of the maximum, not rounded."""
        return divide(self.total * 100, self.maximum)


class Place(NamedTuple):
    """A unit's place: ``rank`` from 1, ``percentage`` as it is shown, its class."""

    rank: int
    standing: Standing
    percentage: Decimal
    verdict: Verdict | None

    @property
    def unit(self) -> str:
        """The name of the unit."""
        return self.standing.unit

    @property
    def class_name(self) -> str:
        """The name of the class, empty without a scheme."""
        return self.verdict.rule.name if self.verdict else ""


def place_units(
    standings: Iterable[Standing], scheme: ClassScheme | None, rounding: Rounding = EXACT
) -> tuple[Place, ...]:
    """Rank units by their index, the highest first: equal ones share a rank and the next rank skips.

    Units of one rank stand in the order of the Vietnamese alphabet.
    """
    judged = [(_judge(standing, rounding), standing) for standing in standings]
    judged.sort(key=_first, reverse=True)
    places: list[Place] = []
    for index, pairs in groupby(judged, key=_first):
        tied = [standing for _, standing in pairs]
        # The alphabet matters among equals only.
        if len(tied) > 1:
            tied.sort(key=lambda standing: collation_key(standing.unit))
        rank = len(places) + 1
        # Most equals have the same total and no fields: what is shown of one is shown of all.
        shown = {total: _show(index, total, rounding) for total in {standing.total for standing in tied}}
        plain = classify(scheme, index) if scheme else None
        for standing in tied:
            verdict = classify(scheme, index, standing.fields) if scheme and standing.fields else plain
            places.append(Place(rank, standing, shown[standing.total], verdict))
    return tuple(places)


_first = itemgetter(0)


def _judge(standing: Standing, rounding: Rounding) -> Decimal:
    """Return the figure that is compared."""
    if rounding.decimals is None:
        return standing.ratio
    return round_points(standing.ratio, rounding.decimals, rounding.mode)


def _show(index: Decimal, total: Decimal, rounding: Rounding) -> Decimal:
    if rounding.decimals is not None:
        return index
    # Compared exactly, a percentage is shown no coarser than its total.
    return round_points(index, max(count_decimals(total), DEFAULT_DECIMALS), rounding.mode)
