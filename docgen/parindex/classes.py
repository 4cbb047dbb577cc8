"""Class schemes: how a year's figures become a class. A scheme is a file that Nội vụ can write; two come with docgen.

A unit belongs to the first class whose conditions it meets: enough of the index, and no field below the floor. One
that misses a floor falls to the next class whose conditions it meets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError, model_validator

from docgen.drafting.files import read_text_file
from docgen.drafting.yaml_reading import read_yaml
from docgen.errors import InputError
from docgen.model import explain_validation_error
from docgen.model.value import FilledLine, Line, Value, refuse, refuse_many
from docgen.parindex.points import divide, parse_points
from docgen.parindex.problems import RoundDataError, TextProblem

_HUNDRED = Decimal(100)


def _read_points(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return parse_points(value)
    except InputError as error:
        raise refuse(error.message, error.hint) from error


Points = Annotated[Decimal, BeforeValidator(_read_points)]
"""Points of a data file, with a comma or a point."""

Percent = Annotated[Points, Field(ge=0, le=100)]
"""A share of the maximum, from 0 to 100."""


class ClassRule(Value):
    """A class: its name, the least index (percent of the maximum), the floor of every field (percent of its own)."""

    name: FilledLine = Field(description="tên loại")
    minimum: Percent = Field(description="chỉ số tối thiểu, % so với điểm tối đa")
    field_minimum: Percent = Field(default=Decimal(0), description="mức sàn của từng lĩnh vực, %")


class ClassScheme(Value):
    """The classes from the best to the last, which takes everybody."""

    title: Line = Field(default="", description="tên cách xếp loại")
    basis: Line = Field(default="", description="văn bản quy định")
    classes: tuple[ClassRule, ...] = Field(min_length=1, description="các loại, từ cao xuống thấp")

    @model_validator(mode="after")
    def _check_order(self) -> ClassScheme:
        problems = []
        for index, (upper, lower) in enumerate(zip(self.classes, self.classes[1:], strict=False), start=1):
            if lower.minimum >= upper.minimum:
                message = f"ngưỡng {lower.minimum} không thấp hơn ngưỡng {upper.minimum} của loại trên"
                problems.append((f"classes, mục {index + 1}", message, "xếp các loại từ cao xuống thấp"))
            if lower.field_minimum > upper.field_minimum:
                message = "mức sàn lĩnh vực cao hơn mức sàn của loại trên"
                problems.append((f"classes, mục {index + 1}", message, "mức sàn giảm dần theo loại"))
        last = self.classes[-1]
        if last.minimum or last.field_minimum:
            hint = "ghi minimum: 0 và bỏ field_minimum ở loại cuối"
            problems.append(("classes", f"loại cuối cùng ({last.name}) không nhận mọi đơn vị còn lại", hint))
        names = [rule.name for rule in self.classes]
        if len(set(names)) != len(names):
            problems.append(("classes", "hai loại trùng tên", "đặt mỗi loại một tên"))
        if problems:
            raise refuse_many(problems)
        return self

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


@dataclass(frozen=True, slots=True)
class Verdict:
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


def list_schemes(folder: Path) -> tuple[str, ...]:
    """Return the names of the schemes that come with docgen."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def load_scheme(name: str, folder: Path, *, beside: Path | None = None) -> ClassScheme:
    """Return a scheme by its name in ``folder``, or from a YAML file (relative to ``beside``).

    Raises InputError when there is none, RoundDataError with everything that is wrong with the file.
    """
    shipped = folder / f"{name}.yaml"
    if name in list_schemes(folder):
        return _read_scheme(shipped)
    path = (beside or Path()) / name
    if not path.is_file():
        known = ", ".join(list_schemes(folder))
        hint = f"chọn {known}, hoặc chỉ ra một tệp .yaml"
        raise InputError(f"không có cách xếp loại “{name}”", hint=hint)
    return _read_scheme(path)


def _read_scheme(path: Path) -> ClassScheme:
    yaml = read_yaml(read_text_file(path))
    problems = [TextProblem(str(path), p.line, p.column, p.message, p.hint) for p in yaml.problems]
    try:
        if not problems:
            return ClassScheme.model_validate(yaml.data)
    except ValidationError as error:
        for problem in explain_validation_error(error):
            where = ".".join(str(step) for step in problem.path)
            message = f"{where}: {problem.message}" if where else problem.message
            problems.append(TextProblem(str(path), *yaml.place_of(problem.path), message, problem.hint))
    raise RoundDataError(problems)
