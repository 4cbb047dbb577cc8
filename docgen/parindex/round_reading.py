"""Reading a round: ``round.yaml`` and the tables beside it, checked as a whole, every mistake at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from docgen.drafting import DraftError, load_organs
from docgen.drafting.files import read_text_file
from docgen.drafting.yaml_reading import YamlData, read_yaml
from docgen.errors import InputError
from docgen.model import FieldProblem, explain_validation_error
from docgen.model.problems import UNKNOWN_FIELD
from docgen.parindex.class_files import load_scheme
from docgen.parindex.classes import ClassScheme
from docgen.parindex.criteria import CriteriaSet, read_criteria
from docgen.parindex.headers import find_header, is_unit_title, read_body
from docgen.parindex.people import Members, read_members
from docgen.parindex.problems import Problem, RoundDataError, SheetProblem, TextProblem
from docgen.parindex.ranking import Rounding
from docgen.parindex.results import Extras, GroupResult, rate_group
from docgen.parindex.round_data import GroupData, Level, RoundData
from docgen.parindex.schedule import Session, plan_sessions
from docgen.parindex.scores import ScoreKind, ScoreReader, Scores
from docgen.parindex.sheets import Sheet, cell_text, read_sheets
from docgen.parindex.units import REFORM_DAY, UnitList, find_unit_list, is_territorial, load_unit_lists
from docgen.parindex.words import fold_name

ROUND_FILE = "round.yaml"
_TABLE_ENDINGS = (".csv", ".xlsx", ".xlsm", ".tsv")


@dataclass(frozen=True, slots=True)
class RoundSources:
    """Where what a round refers to is found."""

    organs_file: Path
    classes_folder: Path
    units_folder: Path


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of a round, with its district where the group is listed by district."""

    name: str
    district: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A group with its units, criteria and, once there are scores, results."""

    data: GroupData
    units: tuple[Unit, ...]
    criteria: CriteriaSet
    result: GroupResult | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A round that was read. ``score_problems`` are those of the scores alone; notes say what was not checked."""

    folder: Path
    data: RoundData
    groups: tuple[Group, ...]
    scheme: ClassScheme
    members: Members
    sessions: tuple[Session, ...]
    score_problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def has_scores(self) -> bool:
        """Whether every group has results."""
        return all(group.result for group in self.groups)

    @property
    def has_gaps(self) -> bool:
        """Whether the total of a unit is not known."""
        return any(group.result and group.result.unranked for group in self.groups)


def read_round(folder: Path, sources: RoundSources) -> Round:
    """Read the round in a folder.

    Raises InputError when there is none, RoundDataError with every mistake of round.yaml, the criteria, the units and
    the council. Mistakes in scores do not stop the papers that need none: they are ``score_problems``.
    """
    path = folder / ROUND_FILE
    if not path.is_file():
        raise InputError(
            "không có tệp round.yaml trong thư mục", where=str(folder), hint="xem mẫu trong samples/rounds"
        )
    return _Reader(folder, sources).read(read_text_file(path))


@dataclass(slots=True)
class _Reader:
    folder: Path
    sources: RoundSources
    problems: list[Problem] = field(default_factory=list)
    sheet_problems: list[SheetProblem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def read(self, text: str) -> Round:
        yaml = read_yaml(text)
        self.problems += [self._at((p.line, p.column), p.message, p.hint) for p in yaml.problems]
        data = self._read_data(yaml)
        if data is None:
            raise RoundDataError(self.problems)
        scheme = self._load_scheme(data, yaml)
        lists = self._find_lists(data, yaml)
        members = self._read_members(data)
        groups = [self._read_group(index, group, data, yaml, lists) for index, group in enumerate(data.groups)]
        whole = tuple(group for group in groups if group)
        self._check_units_once(whole, yaml)
        sessions = self._plan(data, whole, yaml)
        self.problems += self.sheet_problems
        if self.problems or scheme is None or members is None:
            raise RoundDataError(self.problems)
        score_problems: list[Problem] = []
        rated = tuple(self._rate(group, data, scheme, score_problems) for group in whole)
        return Round(
            self.folder, data, rated, scheme, members, sessions, tuple(score_problems), tuple(dict.fromkeys(self.notes))
        )

    def _read_data(self, yaml: YamlData) -> RoundData | None:
        raw = dict(yaml.data)
        raw["organs"] = self._resolve_organs(raw.get("organs"), yaml)
        for name in yaml.broken:
            raw.pop(name, None)
        try:
            return RoundData.model_validate(raw)
        except ValidationError as error:
            for problem in explain_validation_error(error):
                if problem.path and str(problem.path[0]) in yaml.broken:
                    continue
                self.problems.append(self._at(_place(yaml, problem), _name(problem), problem.hint))
            return None

    def _resolve_organs(self, given: Any, yaml: YamlData) -> Any:
        """Put the organs in the place of their keys."""
        if not isinstance(given, Mapping):
            return given
        try:
            known = load_organs(self.sources.organs_file)
        except DraftError as error:
            raise InputError(str(error)) from error
        resolved: dict[str, Any] = {}
        for name, value in given.items():
            if isinstance(value, str) and value not in known:
                message = f"không có cơ quan “{value}” trong tệp cơ quan"
                hint = "thêm vào tệp cơ quan, hoặc ghi các trường name, abbreviation, place … ngay tại đây"
                self.problems.append(self._at(yaml.place_of(("organs", name)), message, hint))
            resolved[name] = known.get(value, _UNKNOWN_ORGAN) if isinstance(value, str) else value
        return resolved

    def _load_scheme(self, data: RoundData, yaml: YamlData) -> ClassScheme | None:
        try:
            return load_scheme(data.classes, self.sources.classes_folder, beside=self.folder)
        except RoundDataError as error:
            self.problems += error.problems
        except InputError as error:
            self.problems.append(self._at(yaml.place_of(("classes",)), error.message, error.hint))
        return None

    def _find_lists(self, data: RoundData, yaml: YamlData) -> UnitList | None:
        found = find_unit_list(load_unit_lists(self.sources.units_folder), data.province, data.start)
        if data.level is Level.DISTRICT and data.start >= REFORM_DAY:
            message = "từ ngày 01/7/2025 không còn cấp huyện"
            self.problems.append(self._at(yaml.place_of(("level",)), message, "ghi level: province"))
        if found is None:
            self.notes.append(
                f"chưa có danh sách đơn vị hành chính của {data.province} tại ngày {data.start:%d/%m/%Y}: "
                "tên các xã, huyện không được kiểm tra"
            )
        elif data.district and not found.find(data.district):
            place = yaml.place_of(("district",))
            self.problems.append(
                self._at(place, f"không có “{data.district}” tại thời điểm này", found.suggest(data.district))
            )
        return found

    def _read_members(self, data: RoundData) -> Members | None:
        sheet = self._open_table(data.council.members)
        return read_members(sheet, self.sheet_problems) if sheet else None

    def _read_group(
        self, index: int, group: GroupData, data: RoundData, yaml: YamlData, units: UnitList | None
    ) -> Group | None:
        found = self._read_units(index, group, data, yaml, units)
        sheet = self._open_table(group.criteria)
        criteria = read_criteria(sheet, data.total, self.sheet_problems) if sheet else None
        return Group(group, found, criteria) if found and criteria else None

    def _read_units(
        self, index: int, group: GroupData, data: RoundData, yaml: YamlData, units: UnitList | None
    ) -> tuple[Unit, ...]:
        place = yaml.place_of(("groups", index, "units"))
        first = group.units[0]
        if len(group.units) == 1 and first in ("districts", "communes"):
            listed = _list_units(first, data, units)
            if not listed:
                hint = "ghi tên các đơn vị, hoặc thêm danh sách của tỉnh vào legal_refs/units"
                self.problems.append(self._at(place, f"không có danh sách đơn vị cho “{first}”", hint))
            return listed
        if len(group.units) == 1 and first.lower().endswith(_TABLE_ENDINGS):
            named = self._read_unit_table(first)
        else:
            named = [
                (name, self._at(yaml.place_of(("groups", index, "units", i)), "")) for i, name in enumerate(group.units)
            ]
        return self._check_units(named, data, units)

    def _read_unit_table(self, name: str) -> list[tuple[str, Problem]]:
        sheet = self._open_table(name)
        header = find_header(sheet, is_unit_title) if sheet else None
        if sheet is None:
            return []
        if header is None:
            # A list of names needs no second column; its title stands alone.
            rows = [i for i, row in enumerate(sheet.rows) if any(row)]
            column = 0
            rows = rows[1:] if rows and is_unit_title(cell_text(sheet.rows[rows[0]][0])) else rows
        else:
            column, rows = header.key.index, list(read_body(header, ()).units)
        return [(cell_text(sheet.rows[row][column]), sheet.problem(row, column, "")) for row in rows]

    def _check_units(
        self, named: Sequence[tuple[str, Problem]], data: RoundData, units: UnitList | None
    ) -> tuple[Unit, ...]:
        found: dict[str, Unit] = {}
        for name, place in named:
            if fold_name(name) in found:
                self._add(place, f"đơn vị “{name}” ghi hai lần", "bỏ một")
            elif units and is_territorial(name) and not _is_listed(name, data, units):
                where = f" trong {data.district}" if data.level is Level.DISTRICT else ""
                day = f"{data.start:%d/%m/%Y}"
                self._add(place, f"không có đơn vị “{name}”{where} tại ngày {day}", units.suggest(name))
            found[fold_name(name)] = Unit(name, _find_district(name, units))
        return tuple(found.values())

    def _add(self, place: Problem, message: str, hint: str) -> None:
        """Add a problem at the place that ``place`` marks."""
        match place:
            case SheetProblem():
                self.problems.append(SheetProblem(place.file, place.sheet, place.row, place.column, message, hint))
            case TextProblem():
                self.problems.append(TextProblem(place.file, place.line, place.column, message, hint))

    def _check_units_once(self, groups: Sequence[Group], yaml: YamlData) -> None:
        seen: dict[str, Group] = {}
        for index, group in enumerate(groups):
            for unit in group.units:
                other = seen.setdefault(fold_name(unit.name), group)
                if other is not group:
                    message = f"đơn vị “{unit.name}” có trong hai nhóm ({other.data.key}, {group.data.key})"
                    self.problems.append(self._at(yaml.place_of(("groups", index, "units")), message, "để ở một nhóm"))

    def _plan(self, data: RoundData, groups: Sequence[Group], yaml: YamlData) -> tuple[Session, ...]:
        known = {group.key for group in data.groups}
        for index, key in enumerate(data.appraisal.groups):
            if key not in known:
                place = yaml.place_of(("appraisal", "groups", index))
                self.problems.append(self._at(place, f"không có nhóm “{key}”", f"chọn: {', '.join(sorted(known))}"))
        wanted = data.appraisal.groups or tuple(known)
        names = [unit.name for group in groups if group.data.key in wanted for unit in group.units]
        sessions, problem = plan_sessions(data, names)
        if problem:
            self.problems.append(
                self._at(yaml.place_of(("appraisal", "start")), problem, "thêm đơn vị mỗi buổi, hoặc bắt đầu sớm hơn")
            )
        return sessions

    def _rate(self, group: Group, data: RoundData, scheme: ClassScheme, problems: list[Problem]) -> Group:
        if group.data.scores.is_empty:
            return group
        scores = self._read_scores(group, data, problems)
        rounding = Rounding(data.rounding.decimals, data.rounding.mode)
        extras = Extras(data.bonus_cap, data.penalty_cap)
        return Group(
            group.data, group.units, group.criteria, rate_group(group.criteria, scores, scheme, rounding, extras)
        )

    def _read_scores(self, group: Group, data: RoundData, problems: list[Problem]) -> Scores:
        found: list[SheetProblem] = []
        reader = ScoreReader(group.criteria, [unit.name for unit in group.units], found)
        # The appraised matrix last: its bonus and penalty count.
        for kind in (ScoreKind.SELF, ScoreKind.SURVEY, ScoreKind.APPRAISED):
            name = getattr(group.data.scores, kind.value)
            if not name:
                if group.criteria.of_source(kind.source):
                    message = f"nhóm {group.data.key}: chưa có bảng điểm {kind.title}"
                    found.append(SheetProblem(str(self.folder / ROUND_FILE), "", 0, 0, message, "thêm vào scores"))
                continue
            known = len(self.problems)
            sheet = self._open_table(name)
            found += [p for p in self.problems[known:] if isinstance(p, SheetProblem)]
            if sheet:
                reader.read(sheet, kind)
                if kind is ScoreKind.SURVEY and data.survey:
                    reader.check_forms(data.survey.minimum, sheet)
        problems += found
        return reader.scores

    def _open_table(self, name: str) -> Sheet | None:
        """Open ``file.csv`` or ``file.xlsx#sheet`` beside round.yaml; what is wrong becomes a problem."""
        file, _, wanted = name.partition("#")
        path = self.folder / file
        if not path.resolve().is_relative_to(self.folder.resolve()):
            hint = "chép tệp vào cạnh round.yaml"
            self.problems.append(SheetProblem(str(path), "", 0, 0, "tệp nằm ngoài thư mục của đợt", hint))
            return None
        try:
            sheets = read_sheets(path)
        except InputError as error:
            where = error.where or str(path)
            self.problems.append(SheetProblem(where, "", 0, 0, error.message, error.hint))
            return None
        named = [sheet for sheet in sheets if not wanted or fold_name(sheet.name) == fold_name(wanted)]
        if len(named) == 1:
            return named[0]
        names = ", ".join(f"“{sheet.name}”" for sheet in sheets)
        message = f"không có trang “{wanted}”" if wanted else "tệp có nhiều trang"
        self.problems.append(SheetProblem(str(path), "", 0, 0, message, f"ghi {file}#TRANG với một trong: {names}"))
        return None

    def _at(self, place: tuple[int, int], message: str, hint: str = "") -> TextProblem:
        return TextProblem(str(self.folder / ROUND_FILE), *place, message, hint)


_UNKNOWN_ORGAN = {"name": "?", "abbreviation": "?", "place": "?", "regime": "collective"}


def _place(yaml: YamlData, problem: FieldProblem) -> tuple[int, int]:
    """Return where a problem stands; checks of the whole name their field as a dotted path."""
    path: list[int | str] = []
    for step in problem.path:
        parts = step.split(".") if isinstance(step, str) else [step]
        path += [int(part) if isinstance(part, str) and part.isdigit() else part for part in parts]
    named = yaml.name_places.get(tuple(path)) if problem.message == UNKNOWN_FIELD else None
    return named or yaml.place_of(tuple(path))


def _name(problem: FieldProblem) -> str:
    path = ".".join(str(step + 1) if isinstance(step, int) else step for step in problem.path)
    return f"{path}: {problem.message}" if path else problem.message


def _list_units(kind: str, data: RoundData, units: UnitList | None) -> tuple[Unit, ...]:
    if units is None:
        return ()
    below = units.below(units.province)
    if data.level is Level.DISTRICT:
        district = next(iter(units.find(data.district)), None)
        return tuple(Unit(unit.name) for unit in units.below(district)) if district and kind == "communes" else ()
    has_districts = any(units.below(unit) for unit in below)
    if not has_districts:
        return tuple(Unit(unit.name) for unit in below) if kind == "communes" else ()
    if kind == "districts":
        return tuple(Unit(unit.name) for unit in below)
    return tuple(Unit(commune.name, district.name) for district in below for commune in units.below(district))


def _is_listed(name: str, data: RoundData, units: UnitList) -> bool:
    found = units.find(name)
    if data.level is Level.DISTRICT:
        return any(fold_name(units.get_parent(unit).name) == fold_name(data.district) for unit in found)
    return bool(found)


def _find_district(name: str, units: UnitList | None) -> str:
    """Return the district of a commune, empty for anything else."""
    found = units.find(name) if units else ()
    if units is None or len(found) != 1:
        return ""
    parent = units.get_parent(found[0])
    return "" if parent is units.province or found[0] is units.province else parent.name
