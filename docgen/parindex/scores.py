"""The scores of a group: one matrix for each way of scoring, units down, subcriteria across.

A cell that cannot be used is a gap, never a guess: it is reported, and what depends on it is not known.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from docgen.errors import InputError
from docgen.parindex.criteria import CriteriaSet, Source, Subcriterion
from docgen.parindex.headers import Body, Column, Header, find_header, is_count_title, is_unit_title, read_body
from docgen.parindex.problems import SheetProblem
from docgen.parindex.score_table import read_points_cell
from docgen.parindex.sheets import Cell, Sheet, cell_text
from docgen.parindex.words import fold_name, fold_words

_CODE = re.compile(r"(?:tc|tiêu chí )?\s*([1-9][0-9]?(?:\.[1-9][0-9]?){0,3})(?:\.?\s.*|\.)?", re.IGNORECASE)
_NOT_APPLICABLE = frozenset({"khong ap dung", "kad", "k ad", "khong danh gia"})
_TOTAL = frozenset({"tong diem", "diem tong", "tong", "tong cong", "cong"})
_BONUS = frozenset({"diem thuong", "thuong", "diem cong"})
_PENALTY = frozenset({"diem tru", "tru", "diem phat"})
_FORMS = frozenset({"so phieu", "so phieu thu ve", "so phieu hop le"})
_REMARKS = frozenset({"ghi chu", "huyen", "huyen thi xa thanh pho", "dia ban", "ma don vi", "nhom", "thuoc huyen"})
_COMMITTEE = re.compile(r"(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+", re.IGNORECASE)


class ScoreKind(Enum):
    """A matrix: what the unit gave itself, what was appraised, what the survey gave."""

    SELF = "self"
    APPRAISED = "appraised"
    SURVEY = "survey"

    @property
    def source(self) -> Source:
        """Which subcriteria stand in the matrix."""
        return Source.SURVEY if self is ScoreKind.SURVEY else Source.APPRAISED

    @property
    def title(self) -> str:
        """The Vietnamese name."""
        return {"self": "tự chấm", "appraised": "thẩm định", "survey": "điều tra xã hội học"}[self.value]


class NotApplicable(Enum):
    """Stands for the points of a subcriterion that does not apply to a unit."""

    VALUE = "không áp dụng"


Score = Decimal | NotApplicable
"""Points, or that the subcriterion does not apply."""


@dataclass(slots=True)
class UnitScores:
    """What was read of one unit: points by code for each kind; a code that is missing is a gap.

    ``bonus`` and ``penalty`` are as given, before any cap; ``forms`` the number of survey forms. ``doubts`` are the
    kinds whose row cannot be trusted as a whole.
    """

    points: dict[ScoreKind, dict[str, Score]] = field(default_factory=lambda: {kind: {} for kind in ScoreKind})
    bonus: Decimal = Decimal(0)
    penalty: Decimal = Decimal(0)
    forms: int | None = None
    doubts: set[ScoreKind] = field(default_factory=set)

    def find(self, kind: ScoreKind, code: str) -> Score | None:
        """Return a score, None for a gap."""
        return None if kind in self.doubts else self.points[kind].get(code)


Scores = Mapping[str, UnitScores]
"""Scores by the name of the unit."""


@dataclass(frozen=True, slots=True)
class _Layout:
    header: Header
    codes: Mapping[int, Subcriterion]
    sums: Mapping[int, tuple[Subcriterion, ...]]
    total: int | None
    bonus: int | None
    penalty: int | None
    forms: int | None


def find_score_header(sheet: Sheet) -> Header | None:
    """Return the header of a matrix of scores, or None."""
    return find_header(sheet, is_unit_title)


class ScoreReader:
    """Reads the matrices of one group; problems go to the list it is given."""

    def __init__(self, criteria: CriteriaSet, units: Sequence[str], problems: list[SheetProblem]) -> None:
        self._criteria = criteria
        self._problems = problems
        self.scores: dict[str, UnitScores] = {unit: UnitScores() for unit in units}
        self._names = {_fold_unit(unit): unit for unit in units}

    def read(self, sheet: Sheet, kind: ScoreKind) -> None:
        """Read one matrix."""
        header = find_score_header(sheet)
        if header is None:
            hint = "hàng tiêu đề cần cột “Đơn vị” và các cột mang mã tiêu chí (1.1, 1.2 …)"
            self._problems.append(sheet.problem(-1, -1, "không tìm thấy hàng tiêu đề của bảng điểm", hint))
            for scores in self.scores.values():
                scores.doubts.add(kind)
            return
        layout = self._read_layout(header, kind)
        body = read_body(header, tuple(c for c in header.columns if c.index in layout.codes))
        self._problems += body.problems
        self._check_maxima(layout, body)
        rows = self._find_rows(sheet, header, body.units, kind)
        for unit, row in rows.items():
            self._read_unit(layout, unit, row, kind)
        for unit in self.scores:
            if unit not in rows:
                self._problems.append(sheet.problem(-1, -1, f"thiếu đơn vị “{unit}”", f"thêm hàng điểm {kind.title}"))

    def _read_layout(self, header: Header, kind: ScoreKind) -> _Layout:
        wanted = {sub.code: sub for sub in self._criteria.of_source(kind.source)}
        codes: dict[int, Subcriterion] = {}
        sums: dict[int, tuple[Subcriterion, ...]] = {}
        for column in header.columns:
            code = _find_code(column)
            if column is header.key or is_count_title(column):
                continue
            if code in wanted and wanted[code] in codes.values():
                self._refuse_column(header, column, f"tiêu chí {code} có hai cột", "bỏ một cột")
            elif code in wanted:
                codes[column.index] = wanted[code]
            elif code and (parts := tuple(sub for sub in wanted.values() if sub.code.startswith(f"{code}."))):
                sums[column.index] = parts
            elif code or fold_words(column.title) not in _KNOWN:
                self._refuse_column(header, column, *_explain_column(column, code, self._criteria, kind))
        for sub in wanted.values():
            if sub not in codes.values():
                message = f"thiếu cột của tiêu chí {sub.code} ({sub.name})"
                self._problems.append(header.sheet.problem(header.last_row, -1, message, f"thêm cột {sub.code}"))
        total, bonus, penalty, forms = (_find_titled(header, titles) for titles in (_TOTAL, _BONUS, _PENALTY, _FORMS))
        return _Layout(header, codes, sums, total, bonus, penalty, forms)

    def _refuse_column(self, header: Header, column: Column, message: str, hint: str) -> None:
        self._problems.append(header.sheet.problem(header.last_row, column.index, message, hint))

    def _check_maxima(self, layout: _Layout, body: Body) -> None:
        """Compare a row of maximum points with the criteria."""
        if body.maximum is None:
            return
        sheet = layout.header.sheet
        for column, sub in layout.codes.items():
            given = sheet.rows[body.maximum][column]
            if given is not None and self._read_number(sheet, body.maximum, column, sub.code) not in (
                None,
                sub.maximum,
            ):
                message = f"điểm tối đa của {sub.code} là {cell_text(given)}, bộ tiêu chí ghi {sub.maximum}"
                self._problems.append(sheet.problem(body.maximum, column, message, "sửa cho khớp"))

    def _find_rows(self, sheet: Sheet, header: Header, rows: Sequence[int], kind: ScoreKind) -> dict[str, int]:
        found: dict[str, int] = {}
        for row in rows:
            given = cell_text(sheet.rows[row][header.key.index])
            unit = self._names.get(_fold_unit(given))
            if unit is None:
                hint = "sửa tên cho khớp danh sách đơn vị, hoặc bỏ hàng"
                self._problems.append(
                    sheet.problem(row, header.key.index, f"không có đơn vị “{given}” trong nhóm", hint)
                )
            elif unit in found:
                message = f"đơn vị “{given}” ghi hai lần, lần đầu ở hàng {sheet.lines[found[unit]]}"
                self._problems.append(sheet.problem(row, header.key.index, message, "bỏ một hàng"))
                self.scores[unit].doubts.add(kind)
            else:
                found[unit] = row
        return found

    def _read_unit(self, layout: _Layout, unit: str, row: int, kind: ScoreKind) -> None:
        sheet, scores = layout.header.sheet, self.scores[unit]
        points = scores.points[kind]
        for column, sub in layout.codes.items():
            score = self._read_score(sheet, row, column, sub)
            if score is not None:
                points[sub.code] = score
        if layout.bonus is not None:
            scores.bonus = self._read_extra(sheet, row, layout.bonus, "điểm thưởng")
        if layout.penalty is not None:
            scores.penalty = self._read_extra(sheet, row, layout.penalty, "điểm trừ")
        if layout.forms is not None:
            scores.forms = self._read_forms(sheet, row, layout.forms)
        for column, parts in layout.sums.items():
            self._check_sum(sheet, row, column, parts, unit, kind)
        if layout.total is not None:
            self._check_sum(sheet, row, layout.total, tuple(layout.codes.values()), unit, kind)

    def _read_score(self, sheet: Sheet, row: int, column: int, sub: Subcriterion) -> Score | None:
        cell = sheet.rows[row][column]
        if isinstance(cell, str) and fold_words(cell) in _NOT_APPLICABLE:
            return NotApplicable.VALUE
        points = self._read_number(sheet, row, column, f"tiêu chí {sub.code}")
        if points is None:
            return None
        if points > sub.maximum:
            message = f"tiêu chí {sub.code}: {points} điểm, vượt điểm tối đa {sub.maximum}"
            self._problems.append(sheet.problem(row, column, message, "sửa điểm"))
            return None
        return points

    def _read_number(self, sheet: Sheet, row: int, column: int, name: str) -> Decimal | None:
        try:
            points = read_points_cell(sheet.rows[row][column])
        except InputError as error:
            hint = error.hint if sheet.rows[row][column] is not None else "ghi điểm, hoặc “Không áp dụng”"
            self._problems.append(sheet.problem(row, column, f"{name}: {error.message}", hint))
            return None
        if points < 0:
            self._problems.append(sheet.problem(row, column, f"{name}: điểm âm ({points})", "sửa điểm"))
            return None
        return points

    def _read_extra(self, sheet: Sheet, row: int, column: int, name: str) -> Decimal:
        """Read bonus or penalty: blank means none, and a minus before a penalty is a habit."""
        cell: Cell = sheet.rows[row][column]
        if cell is None:
            return Decimal(0)
        try:
            return abs(read_points_cell(cell))
        except InputError as error:
            self._problems.append(sheet.problem(row, column, f"{name}: {error.message}", error.hint))
            return Decimal(0)

    def _read_forms(self, sheet: Sheet, row: int, column: int) -> int | None:
        number = self._read_number(sheet, row, column, "số phiếu")
        if number is not None and number != int(number):
            self._problems.append(sheet.problem(row, column, f"số phiếu {number} không phải số nguyên", "sửa số phiếu"))
            return None
        return None if number is None else int(number)

    def _check_sum(
        self, sheet: Sheet, row: int, column: int, parts: tuple[Subcriterion, ...], unit: str, kind: ScoreKind
    ) -> None:
        """Compare a sum that the table gives with its parts; with a gap among them there is nothing to compare."""
        given = sheet.rows[row][column]
        scores = [self.scores[unit].points[kind].get(sub.code) for sub in parts]
        if given is None or None in scores:
            return
        stated = self._read_number(sheet, row, column, "tổng điểm")
        if stated is None:
            return
        added = sum((score for score in scores if isinstance(score, Decimal)), Decimal(0))
        extras = self.scores[unit].bonus - self.scores[unit].penalty
        if stated not in (added, added + extras):
            message = f"{unit}: tổng ghi {stated}, các tiêu chí cộng lại là {added}"
            self._problems.append(sheet.problem(row, column, message, "sửa tổng hoặc sửa điểm tiêu chí"))
            self.scores[unit].doubts.add(kind)

    def check_forms(self, minimum: int, sheet: Sheet) -> None:
        """Report units with fewer survey forms than the round asks for; what they gave does not count."""
        for unit, scores in self.scores.items():
            if scores.forms is not None and scores.forms < minimum:
                message = f"{unit}: {scores.forms} phiếu, ít hơn mức tối thiểu {minimum}"
                self._problems.append(sheet.problem(-1, -1, message, "điều tra bổ sung cho đủ phiếu"))
                scores.doubts.add(ScoreKind.SURVEY)


_KNOWN = _TOTAL | _BONUS | _PENALTY | _FORMS | _REMARKS


def _fold_unit(name: str) -> str:
    return fold_name(_COMMITTEE.sub("", name.strip(), count=1))


def _find_code(column: Column) -> str:
    """Return the code that a title begins with, the lowest line first; empty for other columns."""
    for line in reversed(column.lines):
        match = _CODE.fullmatch(line.strip())
        if match:
            return match[1]
    return ""


def _find_titled(header: Header, titles: frozenset[str]) -> int | None:
    is_titled: Callable[[Column], bool] = lambda column: column.words in titles or column.last_words in titles  # noqa: E731
    return next((column.index for column in header.find(is_titled)), None)


def _explain_column(column: Column, code: str, criteria: CriteriaSet, kind: ScoreKind) -> tuple[str, str]:
    if not code:
        return f"không biết cột “{column.title}”", "đặt tên cột bằng mã tiêu chí, hoặc bỏ cột"
    if any(sub.code == code for sub in criteria.subcriteria):
        return f"tiêu chí {code} không chấm bằng {kind.title}", "chuyển cột sang đúng bảng"
    return f"bộ tiêu chí không có mã {code}", "sửa mã của cột"


def list_gaps(criteria: CriteriaSet, scores: UnitScores, kinds: Sequence[ScoreKind]) -> Iterator[tuple[ScoreKind, str]]:
    """Yield what is not known of a unit."""
    for kind in kinds:
        for sub in criteria.of_source(kind.source):
            if scores.find(kind, sub.code) is None:
                yield kind, sub.code
