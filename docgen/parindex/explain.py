"""The reason for every figure of a unit, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.errors import InputError
from docgen.parindex.classes import ClassScheme, Verdict
from docgen.parindex.points import divide, round_points
from docgen.parindex.results import FieldResult, Line, UnitResult
from docgen.parindex.round_reading import Group, Round
from docgen.parindex.words import fold_name, fold_words
from docgen.vietnamese.numbers import format_number


def find_unit(round_: Round, name: str) -> tuple[Group, str]:
    """Return the group and the exact name of a unit, found without regard to case, marks and "UBND".

    Raises InputError when there is none, or several.
    """
    wanted = fold_words(name)
    exact = [
        (group, unit.name) for group in round_.groups for unit in group.units if fold_name(unit.name) == fold_name(name)
    ]
    near = exact or [
        (group, unit.name)
        for group in round_.groups
        for unit in group.units
        if fold_words(unit.name) == wanted
        or fold_words(unit.name) == wanted.removeprefix("ubnd ").removeprefix("uy ban nhan dan ")
    ]
    near = near or [
        (group, unit.name) for group in round_.groups for unit in group.units if wanted in fold_words(unit.name)
    ]
    if len(near) == 1:
        return near[0]
    if not near:
        raise InputError(f"không có đơn vị “{name}” trong đợt", hint="ghi tên như trong danh sách đơn vị")
    names = ", ".join(f"“{unit}”" for _, unit in near[:8])
    raise InputError(f"“{name}” có thể là nhiều đơn vị", hint=f"chọn một: {names}")


def explain_unit(round_: Round, name: str) -> Iterator[str]:
    """Yield lines that say where every figure of a unit comes from. Raises InputError without scores or unit."""
    group, unit = find_unit(round_, name)
    if group.result is None:
        raise InputError("đợt chưa có điểm", hint="thêm các bảng điểm vào scores của nhóm trong round.yaml")
    result = group.result.get_unit(unit)
    place = group.result.find_place(unit)
    yield f"{unit} ({group.data.title}), Chỉ số cải cách hành chính năm {round_.data.year}"
    yield ""
    for field in result.fields:
        yield from _explain_field(field)
    yield ""
    yield from _explain_total(result, round_)
    if place is None:
        yield "Chưa xếp hạng, chưa xếp loại: điểm còn thiếu hoặc chưa dùng được."
        return
    exact = place.standing.ratio
    yield (
        f"Chỉ số: {_show(result.total)} / {_show(result.maximum)} × 100 = {format_number(place.percentage)}%"
        f" (làm tròn {round_.data.rounding.decimals} chữ số thập phân, {_ROUNDING[round_.data.rounding.mode.value]}"
        f"; chưa làm tròn {_show_exact(exact)})"
    )
    above = sum(other.rank < place.rank for other in group.result.places)
    tied = [other.unit for other in group.result.places if other.rank == place.rank and other.unit != unit]
    with_ = f", cùng hạng với {'; '.join(tied)}" if tied else ""
    yield f"Hạng {place.rank}: có {above} trong {len(group.result.places)} đơn vị đạt chỉ số cao hơn{with_}."
    if place.verdict:
        yield from _explain_class(place.verdict, round_.scheme)


_ROUNDING = {"half-up": "nửa làm tròn lên", "half-even": "nửa làm tròn về số chẵn", "down": "bỏ phần dư"}


def _explain_field(field: FieldResult) -> Iterator[str]:
    share = ""
    if field.points is not None and field.maximum:
        percent = divide(field.points * 100, field.maximum)
        share = f" = {format_number(percent, decimals=2)}%"
    lowered = "" if field.maximum == field.field.maximum else f" (bộ tiêu chí: {_show(field.field.maximum)})"
    yield f"{field.field.code}. {field.field.name}: {_show(field.points)} / {_show(field.maximum)}{lowered}{share}"
    for line in field.lines:
        yield f"   {_explain_line(line)}"


def _explain_line(line: Line) -> str:
    start = f"{line.sub.code} {line.sub.name}: "
    if not line.applies:
        return f"{start}không áp dụng, trừ {_show(line.sub.maximum)} khỏi điểm tối đa"
    text = (
        f"{start}{_show(line.final)} / {_show(line.sub.maximum)} ({line.sub.source.value.lower()}, {line.sub.agency})"
    )
    if line.own is not None:
        text += f"; tự chấm {_show(line.own)}"
        if line.final is not None and line.own != line.final:
            less = line.own - line.final
            text += f", thẩm định {'giảm' if less > 0 else 'tăng'} {_show(abs(less))}"
    return text


def _explain_total(result: UnitResult, round_: Round) -> Iterator[str]:
    parts = " + ".join(_show(field.points) for field in result.fields)
    text = f"Tổng điểm: {parts}"
    if result.given_bonus:
        text += f" + thưởng {_explain_cap(result.given_bonus, result.bonus, round_.data.bonus_cap)}"
    if result.given_penalty:
        text += f" - trừ {_explain_cap(result.given_penalty, result.penalty, round_.data.penalty_cap)}"
    yield f"{text} = {_show(result.total)}"
    added = [field.points for field in result.fields if field.points is not None]
    if result.total is not None and sum(added, result.bonus - result.penalty) > result.maximum:
        yield f"Tổng không vượt điểm tối đa {_show(result.maximum)} của đơn vị."


def _explain_cap(given: Decimal, counted: Decimal, cap: Decimal) -> str:
    return _show(counted) if given == counted else f"{_show(counted)} (được {_show(given)}, tối đa {_show(cap)})"


def _explain_class(verdict: Verdict, scheme: ClassScheme) -> Iterator[str]:
    for rule, low in verdict.missed:
        fields = "; ".join(f"{field.name} {_show_exact(field.percent)}%" for field in low)
        floor = _show(rule.field_minimum)
        yield f"Không xếp “{rule.name}” (từ {_show(rule.minimum)}%): có lĩnh vực dưới mức sàn {floor}%: {fields}."
    floor = f", mọi lĩnh vực từ {_show(verdict.rule.field_minimum)}%" if verdict.rule.field_minimum else ""
    last = verdict.rule is scheme.classes[-1]
    condition = (
        "không đạt điều kiện của loại nào ở trên" if last else f"chỉ số từ {_show(verdict.rule.minimum)}%{floor}"
    )
    yield f"Xếp loại “{verdict.rule.name}”: {condition}."


def _show(points: Decimal | None) -> str:
    return "(thiếu)" if points is None else format_number(points)


def _show_exact(value: Decimal) -> str:
    return format_number(round_points(value, 6))
