"""What wordings say of a group: its figures as they are printed. Everything here is text or lists of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from docgen.parindex.classes import ClassRule, ClassScheme
from docgen.parindex.criteria import CriteriaSet, IndexField, Source
from docgen.parindex.points import divide, round_points
from docgen.parindex.ranking import Place
from docgen.parindex.results import GroupResult, Line, UnitResult, add_up
from docgen.parindex.round_data import RoundData
from docgen.parindex.round_reading import Group, Round, Unit
from docgen.parindex.units import name_committee
from docgen.vietnamese.numbers import format_number

GAP = "(thiếu)"
"""What stands for a figure that is not known."""


@dataclass(frozen=True, slots=True)
class RankingRow:
    """A row of a ranking: "" for what does not apply, GAP for what is not known."""

    unit: str
    district: str
    appraised: str
    survey: str
    extras: str
    total: str
    maximum: str
    index: str
    rank: str
    class_name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many units of a group are in a class."""

    name: str
    count: int
    share: str


class CriterionRow(NamedTuple):
    """A row of a table of criteria; ``depth`` 0 is a field, ``is_scored`` what has points of its own."""

    code: str
    name: str
    maximum: str
    agency: str
    source: str
    evidence: str
    depth: int
    is_scored: bool
    own: str = ""
    final: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Difference:
    """A subcriterion that was appraised lower than the unit scored itself."""

    unit: str
    code: str
    name: str
    own: str
    final: str
    less: str


@dataclass(frozen=True)
class GroupView:
    """A group as wordings see it."""

    group: Group
    data: RoundData
    scheme: ClassScheme

    @property
    def key(self) -> str:
        """The key of the group."""
        return self.group.data.key

    @property
    def name(self) -> str:
        """The name inside a sentence."""
        return self.group.data.name

    @property
    def title(self) -> str:
        """The title of the column of units."""
        return self.group.data.title

    @property
    def by_district(self) -> bool:
        """Whether the district of every unit is printed."""
        return self.group.data.by_district

    @property
    def count(self) -> int:
        """How many units there are."""
        return len(self.group.units)

    @property
    def criteria(self) -> CriteriaSet:
        """The criteria."""
        return self.group.criteria

    @property
    def appraised_maximum(self) -> str:
        """The points that come from appraisal."""
        return format_number(self.criteria.points_of(Source.APPRAISED))

    @property
    def survey_maximum(self) -> str:
        """The points that come from the survey, "" when there is none."""
        points = self.criteria.points_of(Source.SURVEY)
        return format_number(points) if points else ""

    @property
    def has_index(self) -> bool:
        """Whether total and index differ, so that both must be printed."""
        result = self._result
        return self.criteria.maximum != 100 or any(unit.maximum != self.criteria.maximum for unit in result.units)

    @property
    def has_extras(self) -> bool:
        """Whether a unit has a bonus or a penalty."""
        return any(unit.bonus or unit.penalty for unit in self._result.units)

    @property
    def rows(self) -> tuple[RankingRow, ...]:
        """The units in the order of their ranks; those whose total is not known stand last."""
        placed = [self._build_row(self._result.get_unit(place.unit), place) for place in self._result.places]
        return (*placed, *(self._build_row(result, None) for result in self._result.unranked))

    @property
    def counts(self) -> tuple[ClassCount, ...]:
        """The classes with how many units each has."""
        found = Counter(place.class_name for place in self._result.places)
        total = len(self._result.places)
        return tuple(
            ClassCount(rule.name, found[rule.name], format_number(_percent(found[rule.name], total)))
            for rule in self.scheme.classes
        )

    @property
    def mean(self) -> str:
        """The mean index of the units whose total is known."""
        places = self._result.places
        if not places:
            return GAP
        total = sum((place.percentage for place in places), Decimal(0))
        return format_number(divide(total, Decimal(len(places))), decimals=2)

    @property
    def weakest_fields(self) -> tuple[str, ...]:
        """The fields in which the group as a whole reached least, the weakest first, with their percentages."""
        shares = sorted(
            (share, index)
            for index, field in enumerate(self.criteria.fields)
            if (share := self._share(field)) is not None
        )
        fields = self.criteria.fields
        return tuple(f"{fields[index].name} ({format_number(share, decimals=2)}%)" for share, index in shares[:3])

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What was appraised lower than it was scored, by unit."""
        return tuple(
            Difference(
                result.unit,
                line.sub.code,
                line.sub.name,
                self.show(line.own),
                self.show(line.final),
                self.show(line.own - line.final),
            )
            for result in self._result.units
            for line in result.lines
            if line.own is not None and line.final is not None and line.final < line.own
        )

    def list_criteria(self, result: UnitResult | None = None) -> tuple[CriterionRow, ...]:
        """Return the rows of the table of criteria, with the scores of a unit where one is given."""
        return tuple(row for field in self.criteria.fields for row in self._list_field(field, result))

    def show(self, points: Decimal | None) -> str:
        """Return points as tables print them."""
        return GAP if points is None else format_number(points, decimals=2)

    @property
    def _result(self) -> GroupResult:
        return self.group.result or GroupResult((), ())

    def _share(self, field: IndexField) -> Decimal | None:
        found = [other for result in self._result.units for other in result.fields if other.field is field]
        known = [(other.points, other.maximum) for other in found if other.points is not None]
        maximum = sum((most for _, most in known), Decimal(0))
        return divide(sum((points for points, _ in known), Decimal(0)) * 100, maximum) if maximum else None

    def _build_row(self, result: UnitResult, place: Place | None) -> RankingRow:
        unit = next(unit for unit in self.group.units if unit.name == result.unit)
        survey = self.show(result.add_up(Source.SURVEY)) if self.survey_maximum else ""
        return RankingRow(
            unit=result.unit,
            district=unit.district,
            appraised=self.show(result.add_up(Source.APPRAISED)),
            survey=survey,
            extras=format_number(result.bonus - result.penalty, decimals=2),
            total=self.show(result.total),
            maximum=format_number(result.maximum),
            index=format_number(place.percentage, decimals=self.data.rounding.decimals) if place else GAP,
            rank=str(place.rank) if place else GAP,
            class_name=place.class_name if place else GAP,
            fields=tuple(self.show(field.points) for field in result.fields),
        )

    def _list_field(self, field: IndexField, result: UnitResult | None) -> Iterator[CriterionRow]:
        lines = {line.sub.code: line for line in result.lines} if result else {}
        scored = {sub.code for sub in field.subcriteria}
        if field.code not in scored:
            yield self._build_sum(field.code, field.name, field.maximum, [lines.get(c) for c in scored], 0)
        for criterion in field.criteria:
            if criterion.code not in scored:
                below = [lines.get(sub.code) for sub in criterion.subcriteria]
                yield self._build_sum(criterion.code, criterion.name, criterion.maximum, below, 1)
            for sub in criterion.subcriteria:
                line = lines.get(sub.code)
                yield CriterionRow(
                    sub.code,
                    sub.name,
                    format_number(sub.maximum),
                    sub.agency,
                    sub.source.value,
                    sub.evidence,
                    sub.code.count("."),
                    is_scored=True,
                    own=_show_own(line, self),
                    final=_show_final(line, self),
                    note=_note(line),
                )

    def _build_sum(self, code: str, name: str, maximum: Decimal, lines: list[Line | None], depth: int) -> CriterionRow:
        known = [line for line in lines if line is not None and line.applies]
        final = self.show(add_up([line.final for line in known])) if known else ""
        return CriterionRow(code, name, format_number(maximum), "", "", "", depth, is_scored=False, final=final)


def _show_own(line: Line | None, view: GroupView) -> str:
    if line is None or line.sub.source is Source.SURVEY:
        return ""
    return view.show(line.own) if line.applies or line.own is not None else ""


def _show_final(line: Line | None, view: GroupView) -> str:
    if line is None:
        return ""
    return view.show(line.final) if line.applies else "KAD"


def _note(line: Line | None) -> str:
    if line is None:
        return ""
    if not line.applies:
        return "Không áp dụng"
    if line.own is not None and line.final is not None and line.final < line.own:
        return f"Giảm {format_number(line.own - line.final)}"
    return "Điều tra xã hội học" if line.sub.source is Source.SURVEY else ""


def _percent(part: int, whole: int) -> Decimal:
    return round_points(divide(Decimal(part * 100), Decimal(whole)), 2) if whole else Decimal(0)


def describe_class(rule: ClassRule, above: ClassRule | None, *, in_points: bool) -> str:
    """Return the condition of a class: "từ 85 điểm đến dưới 95 điểm và không lĩnh vực nào dưới 70 điểm"."""
    unit = " điểm" if in_points else "% điểm tối đa"
    low = f"{format_number(rule.minimum)}{unit}"
    if not rule.minimum:
        text = f"dưới {format_number(above.minimum)}{unit}" if above else "mọi đơn vị"
    elif above is None:
        text = f"từ {low} đến 100{unit}"
    else:
        text = f"từ {low} đến dưới {format_number(above.minimum)}{unit}"
    if not rule.field_minimum:
        return text
    return f"{text}, không lĩnh vực nào dưới {format_number(rule.field_minimum)}% điểm tối đa của lĩnh vực đó"


@dataclass(frozen=True)
class UnitView:
    """A unit as the papers that go to it see it."""

    unit: Unit
    number: int
    view: GroupView
    place: Place | None
    result: UnitResult | None

    @property
    def name(self) -> str:
        """The name as it stands in tables."""
        return self.unit.name

    @property
    def addressee(self) -> str:
        """Whom the letter goes to."""
        return name_committee(self.unit.name)

    @property
    def rows(self) -> tuple[CriterionRow, ...]:
        """The criteria with the unit's scores."""
        return self.view.list_criteria(self.result)

    @property
    def total(self) -> str:
        """The total."""
        return self.view.show(self.result.total) if self.result else GAP

    @property
    def maximum(self) -> str:
        """What the unit could reach."""
        return format_number(self.result.maximum if self.result else self.view.criteria.maximum)

    @property
    def own_total(self) -> str:
        """What the unit gave itself."""
        return self.view.show(self.result.own_total) if self.result else GAP

    @property
    def appraised(self) -> str:
        """What was appraised."""
        return self.view.show(self.result.add_up(Source.APPRAISED)) if self.result else GAP

    @property
    def survey(self) -> str:
        """What the survey gave."""
        return self.view.show(self.result.add_up(Source.SURVEY)) if self.result else GAP

    @property
    def has_gap(self) -> bool:
        """Whether something of the unit is not known."""
        return self.result is None or self.result.has_gap


def view_groups(round_: Round) -> tuple[GroupView, ...]:
    """Return the views of a round's groups, in order."""
    return tuple(GroupView(group, round_.data, round_.scheme) for group in round_.groups)
