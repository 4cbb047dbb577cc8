"""The files of class schemes (YAML): those that come with docgen, and those that Nội vụ writes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from docgen.drafting.files import read_text_file
from docgen.drafting.yaml_reading import YamlData, read_yaml
from docgen.errors import InputError
from docgen.parindex.classes import ClassRule, ClassScheme
from docgen.parindex.points import parse_points
from docgen.parindex.problems import RoundDataError, TextProblem
from docgen.vietnamese.text import fold_whitespace, quote

_HUNDRED = Decimal(100)
_FIELDS = ("title", "basis", "classes")
_RULE_FIELDS = ("name", "minimum", "field_minimum")
_EXAMPLE = "ví dụ: - {name: Tốt, minimum: 80, field_minimum: 70}"


def list_schemes(folder: Path) -> tuple[str, ...]:
    """Return the names of the schemes that come with docgen."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def load_scheme(name: str, folder: Path, *, beside: Path | None = None) -> ClassScheme:
    """Return a scheme by its name in ``folder``, or from a YAML file (in ``beside``, and nowhere else,
    when that is given).

    Raises InputError when there is none, RoundDataError with everything that is wrong with the file.
    """
    shipped = folder / f"{name}.yaml"
    if name in list_schemes(folder):
        return _read_scheme(shipped)
    path = (beside or Path()) / name
    if beside is not None and not path.resolve().is_relative_to(beside.resolve()):
        raise InputError(f"tệp xếp loại “{name}” nằm ngoài thư mục của đợt", hint="chép tệp vào cạnh round.yaml")
    if not path.is_file():
        known = ", ".join(list_schemes(folder))
        hint = f"chọn {known}, hoặc chỉ ra một tệp .yaml"
        raise InputError(f"không có cách xếp loại “{name}”", hint=hint)
    return _read_scheme(path)


def _read_scheme(path: Path) -> ClassScheme:
    yaml = read_yaml(read_text_file(path))
    problems = [TextProblem(str(path), p.line, p.column, p.message, p.hint) for p in yaml.problems]
    reader = _Reader(str(path), yaml, problems)
    scheme = None if problems else reader.read()
    if problems or scheme is None:
        raise RoundDataError(sorted(problems))
    return scheme


class _Reader:
    """Turns the data of one file into a scheme; every mistake goes to the list, with its line and column."""

    def __init__(self, file: str, yaml: YamlData, problems: list[TextProblem]) -> None:
        self._file = file
        self._yaml = yaml
        self._problems = problems

    def read(self) -> ClassScheme | None:
        data = self._yaml.data
        self._check_names(data, (), _FIELDS)
        given = data.get("classes")
        if not isinstance(given, list) or not given:
            message = "classes: để trống" if "classes" in data else "thiếu trường classes"
            self._refuse(("classes",), message, f"ghi các loại, từ cao xuống thấp; {_EXAMPLE}")
            return None
        rules = tuple(self._read_rule(index, rule) for index, rule in enumerate(given))
        known = [rule for rule in rules if rule]
        if len(known) == len(rules):
            self._check_order(known)
        return ClassScheme(tuple(known), self._read_text(data, "title"), self._read_text(data, "basis"))

    def _read_rule(self, index: int, given: Any) -> ClassRule | None:
        path = ("classes", index)
        if not isinstance(given, Mapping):
            self._refuse(path, f"loại thứ {index + 1} không phải các trường name, minimum", _EXAMPLE)
            return None
        self._check_names(given, path, _RULE_FIELDS)
        name = self._read_text(given, "name")
        if not name:
            self._refuse(path, f"loại thứ {index + 1} chưa có tên", _EXAMPLE)
        minimum = self._read_percent(given, path, "minimum")
        floor = self._read_percent(given, path, "field_minimum") if "field_minimum" in given else Decimal(0)
        return ClassRule(name, minimum, floor) if name and minimum is not None and floor is not None else None

    def _read_text(self, given: Mapping[str, Any], name: str) -> str:
        text = given.get(name)
        return fold_whitespace(text) if isinstance(text, str) else ""

    def _read_percent(self, given: Mapping[str, Any], path: tuple[int | str, ...], name: str) -> Decimal | None:
        place = (*path, name)
        try:
            value = parse_points(str(given.get(name) or ""))
        except InputError as error:
            self._refuse(place, f"{name}: {error.message}" if given.get(name) else f"thiếu {name}", error.hint)
            return None
        if not 0 <= value <= _HUNDRED:
            self._refuse(place, f"{name}: {value} không nằm trong khoảng từ 0 đến 100", "ghi % so với điểm tối đa")
            return None
        return value

    def _check_names(self, given: Mapping[str, Any], path: tuple[int | str, ...], known: tuple[str, ...]) -> None:
        for name in given:
            if name not in known:
                line, column = self._yaml.name_places.get((*path, name)) or self._yaml.place_of(path)
                hint = f"các trường: {', '.join(known)}"
                self._problems.append(TextProblem(self._file, line, column, f"không có trường tên {quote(name)}", hint))

    def _check_order(self, rules: list[ClassRule]) -> None:
        for index, (upper, lower) in enumerate(pairwise(rules), start=1):
            if lower.minimum >= upper.minimum:
                message = f"ngưỡng {lower.minimum} không thấp hơn ngưỡng {upper.minimum} của loại trên"
                self._refuse(("classes", index), message, "xếp các loại từ cao xuống thấp")
            if lower.field_minimum > upper.field_minimum:
                message = "mức sàn lĩnh vực cao hơn mức sàn của loại trên"
                self._refuse(("classes", index), message, "mức sàn giảm dần theo loại")
        last = rules[-1]
        if last.minimum or last.field_minimum:
            hint = "ghi minimum: 0 và bỏ field_minimum ở loại cuối"
            message = f"loại cuối cùng ({last.name}) không nhận mọi đơn vị còn lại"
            self._refuse(("classes", len(rules) - 1), message, hint)
        for index in _find_repeated([rule.name for rule in rules]):
            self._refuse(("classes", index), f"hai loại trùng tên {quote(rules[index].name)}", "đặt mỗi loại một tên")

    def _refuse(self, path: tuple[int | str, ...], message: str, hint: str) -> None:
        self._problems.append(TextProblem(self._file, *self._yaml.place_of(path), message, hint))


def _find_repeated(names: list[str]) -> Iterator[int]:
    """Yield the index of every name that stood before."""
    for index, name in enumerate(names):
        if name in names[:index]:
            yield index
