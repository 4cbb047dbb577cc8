"""What the fields of wordings mean: a round's data under the names that ``docs/dot-cham-diem.md`` lists."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from docgen.errors import TemplateError
from docgen.model import DOCUMENT_TYPES, Document
from docgen.parindex.criteria import CriteriaSet
from docgen.parindex.deadlines import Deadline
from docgen.parindex.round_reading import Round
from docgen.parindex.schedule import name_weekday
from docgen.parindex.units import name_committee, write_inside
from docgen.vietnamese.dates import format_long_date, format_short_date
from docgen.vietnamese.numbers import format_number
from docgen.vietnamese.numerals import format_roman
from docgen.workflow.round_issued import Issued, IssuedPapers
from docgen.workflow.round_papers import KINDS, Paper, PaperKind
from docgen.workflow.round_views import UnitView, describe_class, view_groups
from docgen.workflow.round_wording import Wordings, build_document, join_lines

WORDINGS = "round/wording"
"""The folder of wordings among the templates."""


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class and its condition."""

    name: str
    condition: str


@dataclass(frozen=True, slots=True)
class DutyView:
    """An agency with its tasks and what it appraises."""

    agency: str
    tasks: tuple[str, ...]
    appraises: tuple[str, ...]


class PaperBuilder:
    """Builds the documents of one round; wordings and what all papers share are prepared once."""

    def __init__(self, round_: Round, issued: IssuedPapers, templates: Path) -> None:
        self._round = round_
        self._issued = issued
        self._wordings = Wordings(templates / WORDINGS, _FILTERS)
        self._views = {view.key: view for view in view_groups(round_)}
        self._context = self._build_context()

    def build(self, paper: Paper) -> Document:
        """Return the document of a paper, numbered when the round's state gives its number.

        Raises TemplateError for a wording that cannot be used, and for a ký hiệu that is not the paper's.
        """
        wording = self._wordings.get(paper.kind.wording)
        filled = wording.fill(self._context | self._describe_unit(paper))
        document = build_document(filled, self._resolve(filled.head), str(wording.path))
        issued = self._issued.get(paper.key)
        return document if issued is None else _number(document, issued, paper)

    def _resolve(self, head: Mapping[str, Any]) -> dict[str, Any]:
        """Put organs and signers in the place of their names in the front matter."""
        data = self._round.data
        found: dict[str, Any] = {"organ": _pick(data.organs, head, "organ")}
        found["signature"] = _pick(data.signers, head, "signature")
        if "second_signature" in head:
            found["second_signature"] = _pick(data.signers, head, "second_signature")
        return found

    def _describe_unit(self, paper: Paper) -> dict[str, Any]:
        if paper.group is None or paper.unit is None:
            return {}
        view = self._views[paper.group.data.key]
        result = paper.group.result
        name = paper.unit.name
        place = result.find_place(name) if result else None
        unit = UnitView(paper.unit, paper.number, view, place, result.get_unit(name) if result else None)
        return {"group": view, "unit": unit}

    def _build_context(self) -> dict[str, Any]:
        round_, data = self._round, self._round.data
        context: dict[str, Any] = {
            "data": data,
            "year": data.year,
            "steps": {key.replace("-", "_"): step for key, step in data.keyed_steps.items()},
            "timeline": tuple(step for step in data.steps if step.in_plan),
            "groups": tuple(self._views.values()),
            "unit_count": sum(view.count for view in self._views.values()),
            "classes": tuple(_describe_classes(round_)),
            "has_floors": round_.scheme.has_floors,
            "council": round_.members.council,
            "secretariat": round_.members.secretariat,
            "chair": round_.members.council[0],
            "sessions": round_.sessions,
            "duties": tuple(_list_duties(round_)),
            "agencies": tuple(dict.fromkeys(a for group in round_.groups for a in group.criteria.agencies)),
        }
        # Papers may cite each other: what they are called is known before any of them is made.
        context["cite"] = {
            kind.key.replace("-", "_"): self._cite(kind, context) for kind in KINDS if not kind.each_unit
        }
        return context

    def _cite(self, kind: PaperKind, context: Mapping[str, Any]) -> Citation:
        if kind.key == "council" and self._round.data.council.decision:
            basis = self._round.data.council.decision
            return Citation(basis.short, basis.text, basis.text, is_issued=True)
        wording = self._wordings.get(kind.wording)
        document_type = DOCUMENT_TYPES[str(wording.head["document_type"])].name
        subject = wording.fill_field("subject", context)
        issuer = {
            "organ": self._round.data.short_organ,
            "agency": self._round.data.short_agency,
            "council": self._round.data.council.name,
        }[str(wording.head["organ"])]
        return _name_paper(document_type, subject, issuer, self._issued.get(kind.key))


@dataclass(frozen=True, slots=True)
class Citation:
    """How a paper is cited: by its number once it has one, by its name before.

    ``short`` has no date; ``text`` stands in sentences, ``basis`` in the legal bases, with the date in full.
    """

    short: str
    text: str
    basis: str
    is_issued: bool

    def __str__(self) -> str:
        return self.text


# Subjects that follow the issuer without "về".
_NEED_NO_ABOUT = ("về ", "triển khai ", "ban hành ", "phê duyệt ", "thành lập ")


def _name_paper(document_type: str, subject: str, issuer: str, issued: Issued | None) -> Citation:
    about = subject[0].lower() + subject[1:]
    if issued is None:
        name = f"{document_type} {about} của {issuer}"
        return Citation(f"{document_type} {about}", name, name, is_issued=False)
    short = f"{document_type} số {issued.code}"
    about = about if about.startswith(_NEED_NO_ABOUT) else f"về {about}"
    text = f"{short} ngày {format_short_date(issued.date)} của {issuer} {about}"
    basis = f"{short} {format_long_date(issued.date)} của {issuer} {about}"
    return Citation(short, text, basis, is_issued=True)


def _number(document: Document, issued: Issued, paper: Paper) -> Document:
    if issued.notation != document.notation:
        raise TemplateError(
            f"{paper.key}: ký hiệu {issued.notation} không phải của văn bản này",
            where="issued.yaml",
            hint=f"ký hiệu đúng: {document.notation}",
        )
    return document.number(issued.number, issued.date)


def _pick(values: Any, head: Mapping[str, Any], name: str) -> Any:
    key = str(head.get(name, ""))
    if key not in type(values).model_fields:
        raise TemplateError(f"{name}: không có “{key}”", hint=f"chọn: {', '.join(type(values).model_fields)}")
    return getattr(values, key)


def _describe_classes(round_: Round) -> Iterator[ClassView]:
    above = None
    for rule in round_.scheme.classes:
        yield ClassView(rule.name, describe_class(rule, above, in_points=round_.data.total == 100))
        above = rule


def _list_duties(round_: Round) -> Iterator[DutyView]:
    """Yield every agency with a task or a criterion, those of the round file first."""
    given = {duty.agency: duty.tasks for duty in round_.data.duties}
    agencies = (*given, *(agency for group in round_.groups for agency in group.criteria.agencies))
    for agency in dict.fromkeys(agencies):
        found = dict.fromkeys(name for group in round_.groups for name in _list_appraised(agency, group.criteria))
        yield DutyView(agency, given.get(agency, ()), tuple(found))


def _list_appraised(agency: str, criteria: CriteriaSet) -> Iterator[str]:
    """Yield what an agency appraises: whole fields by their names, else criteria, else subcriteria."""
    for field in criteria.fields:
        if all(sub.agency == agency for sub in field.subcriteria):
            yield field.name
            continue
        for criterion in field.criteria:
            if all(sub.agency == agency for sub in criterion.subcriteria):
                yield criterion.name
            else:
                yield from (sub.name for sub in criterion.subcriteria if sub.agency == agency)


def _write_month(deadline: Deadline) -> str:
    """Return year and month for the front matter of a draft: its day stays blank."""
    return f"{deadline.last_day:%Y-%m}"


def _write_count(value: int) -> str:
    return f"{value:02d}"


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _write_points(value: Decimal | int) -> str:
    return format_number(value)


def _write_day(value: datetime.date) -> str:
    return format_short_date(value)


_FILTERS = {
    "lines": join_lines,
    "month": _write_month,
    "two": _write_count,
    "lower_first": _lower_first,
    "number": _write_points,
    "day": _write_day,
    "long_day": format_long_date,
    "roman": format_roman,
    "weekday": name_weekday,
    "committee": name_committee,
    "inside": write_inside,
}
