"""From scores to results: what a unit reached in every field, its total, its place. Gaps stay gaps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.parindex.classes import ClassScheme, FieldShare
from docgen.parindex.criteria import CriteriaSet, IndexField, Source, Subcriterion
from docgen.parindex.ranking import Place, Rounding, Standing, place_units
from docgen.parindex.scores import NotApplicable, ScoreKind, UnitScores


@dataclass(frozen=True, slots=True)
class Extras:
    """The most that bonus and penalty may count."""

    bonus_cap: Decimal = Decimal(0)
    penalty_cap: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """A subcriterion of one unit: what it gave itself, what counts. None is a gap."""

    sub: Subcriterion
    own: Decimal | None
    final: Decimal | None
    applies: bool = True


@dataclass(frozen=True, slots=True)
class FieldResult:
    """A field of one unit. ``points`` is None while something in it is not known."""

    field: IndexField
    lines: tuple[Line, ...]
    points: Decimal | None
    maximum: Decimal


@dataclass(frozen=True, slots=True)
class UnitResult:
    """A unit: its fields, bonus and penalty as they count, its total (None with a gap) and maximum."""

    unit: str
    fields: tuple[FieldResult, ...]
    bonus: Decimal
    penalty: Decimal
    given_bonus: Decimal
    given_penalty: Decimal
    total: Decimal | None
    maximum: Decimal
    forms: int | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """All subcriteria in order."""
        return tuple(line for field in self.fields for line in field.lines)

    @property
    def has_gap(self) -> bool:
        """Whether the total is not known."""
        return self.total is None

    def add_up(self, source: Source) -> Decimal | None:
        """Return the points from one way of scoring, None with a gap."""
        return add_up([line.final for line in self.lines if line.applies and line.sub.source is source])

    @property
    def own_total(self) -> Decimal | None:
        """What the unit gave itself, None with a gap."""
        return add_up([line.own for line in self.lines if line.applies and line.sub.source is Source.APPRAISED])


@dataclass(frozen=True, slots=True)
class GroupResult:
    """The results of a group: every unit in the order given, and the places of those whose total is known."""

    units: tuple[UnitResult, ...]
    places: tuple[Place, ...]

    @property
    def unranked(self) -> tuple[UnitResult, ...]:
        """Units whose total is not known."""
        return tuple(result for result in self.units if result.has_gap)

    def get_unit(self, unit: str) -> UnitResult:
        """Return the result of a unit that is in the group."""
        return next(result for result in self.units if result.unit == unit)

    def find_place(self, unit: str) -> Place | None:
        """Return the place of a unit, None while its total is not known."""
        return next((place for place in self.places if place.unit == unit), None)


def rate_group(
    criteria: CriteriaSet,
    scores: Mapping[str, UnitScores],
    scheme: ClassScheme,
    rounding: Rounding,
    extras: Extras,
) -> GroupResult:
    """Add up, rank and classify the units of a group."""
    units = tuple(_rate_unit(unit, criteria, given, extras) for unit, given in scores.items())
    standings = [
        Standing(result.unit, result.total, result.maximum, _share_fields(result))
        for result in units
        if result.total is not None and result.maximum
    ]
    return GroupResult(units, place_units(standings, scheme, rounding))


def _rate_unit(unit: str, criteria: CriteriaSet, scores: UnitScores, extras: Extras) -> UnitResult:
    fields = tuple(_rate_field(field, scores) for field in criteria.fields)
    maximum = sum((field.maximum for field in fields), Decimal(0))
    bonus, penalty = min(scores.bonus, extras.bonus_cap), min(scores.penalty, extras.penalty_cap)
    parts = add_up([field.points for field in fields])
    # A bonus makes up for what was lost; nobody reaches more than everything, or less than nothing.
    total = None if parts is None or not maximum else min(max(parts + bonus - penalty, Decimal(0)), maximum)
    return UnitResult(unit, fields, bonus, penalty, scores.bonus, scores.penalty, total, maximum, scores.forms)


def _rate_field(field: IndexField, scores: UnitScores) -> FieldResult:
    lines = tuple(_rate_line(sub, scores) for sub in field.subcriteria)
    applying = [line for line in lines if line.applies]
    maximum = sum((line.sub.maximum for line in applying), Decimal(0))
    return FieldResult(field, lines, add_up([line.final for line in applying]), maximum)


def _rate_line(sub: Subcriterion, scores: UnitScores) -> Line:
    kind = ScoreKind.SURVEY if sub.source is Source.SURVEY else ScoreKind.APPRAISED
    final = scores.find(kind, sub.code)
    own = scores.find(ScoreKind.SELF, sub.code)
    applies = not isinstance(final, NotApplicable)
    return Line(
        sub,
        own if isinstance(own, Decimal) else None,
        final if isinstance(final, Decimal) else None,
        applies,
    )


def add_up(points: Sequence[Decimal | None]) -> Decimal | None:
    """Return the sum, None when one is not known."""
    known = [value for value in points if value is not None]
    return sum(known, Decimal(0)) if len(known) == len(points) else None


def _share_fields(result: UnitResult) -> tuple[FieldShare, ...]:
    return tuple(
        FieldShare(field.field.name, field.points, field.maximum) for field in result.fields if field.points is not None
    )
