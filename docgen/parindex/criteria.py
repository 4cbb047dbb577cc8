"""The criteria of a group of units: fields, criteria, subcriteria with points and the agency responsible."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from docgen.errors import InputError
from docgen.parindex.headers import Header, find_header
from docgen.parindex.problems import SheetProblem
from docgen.parindex.score_table import read_points_cell
from docgen.parindex.sheets import Sheet, cell_text, iter_filled
from docgen.parindex.words import fold_words

_CODE = re.compile(r"[1-9][0-9]?(?:\.[1-9][0-9]?){0,3}")
_CODE_TITLES = frozenset({"ma", "ma so", "ma tieu chi", "so", "stt", "tt"})
_COLUMNS = {
    "name": ("tieu chi", "linh vuc tieu chi", "noi dung", "ten tieu chi", "linh vuc tieu chi tieu chi thanh phan"),
    "maximum": ("diem toi da", "diem", "thang diem", "diem chuan"),
    "agency": ("co quan tham dinh", "co quan phu trach", "don vi tham dinh", "don vi phu trach"),
    "source": ("hinh thuc", "cach danh gia", "hinh thuc danh gia", "nguon diem"),
    "evidence": ("tai lieu kiem chung",),
}
_HINT = "bảng tiêu chí cần các cột: Mã, Tiêu chí, Điểm tối đa, Cơ quan thẩm định, Hình thức"


class Source(Enum):
    """Where the points of a subcriterion come from."""

    APPRAISED = "Thẩm định"
    SURVEY = "Điều tra xã hội học"


@dataclass(frozen=True, slots=True)
class Subcriterion:
    """What is scored. A criterion without subcriteria is scored itself."""

    code: str
    name: str
    maximum: Decimal
    agency: str
    source: Source
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion with what is scored below it."""

    code: str
    name: str
    maximum: Decimal
    subcriteria: tuple[Subcriterion, ...]


@dataclass(frozen=True, slots=True)
class IndexField:
    """A field (lĩnh vực) of the index."""

    code: str
    name: str
    maximum: Decimal
    criteria: tuple[Criterion, ...]

    @property
    def subcriteria(self) -> tuple[Subcriterion, ...]:
        """Everything that is scored in the field."""
        return tuple(sub for criterion in self.criteria for sub in criterion.subcriteria)


@dataclass(frozen=True, slots=True)
class CriteriaSet:
    """The criteria of a group."""

    fields: tuple[IndexField, ...]

    @property
    def maximum(self) -> Decimal:
        """The points of all fields together."""
        return sum((field.maximum for field in self.fields), Decimal(0))

    @property
    def subcriteria(self) -> tuple[Subcriterion, ...]:
        """Everything that is scored, in order."""
        return tuple(sub for field in self.fields for sub in field.subcriteria)

    def of_source(self, source: Source) -> tuple[Subcriterion, ...]:
        """Return what is scored in one way."""
        return tuple(sub for sub in self.subcriteria if sub.source is source)

    def points_of(self, source: Source) -> Decimal:
        """Return the points that come from one way of scoring."""
        return sum((sub.maximum for sub in self.of_source(source)), Decimal(0))

    @property
    def agencies(self) -> tuple[str, ...]:
        """The agencies responsible, in the order in which they come."""
        return tuple(dict.fromkeys(sub.agency for sub in self.subcriteria))


@dataclass(frozen=True, slots=True)
class _Row:
    index: int
    code: str
    name: str
    maximum: Decimal
    agency: str
    source: Source
    evidence: str

    @property
    def parent(self) -> str:
        return self.code.rpartition(".")[0]

    @property
    def depth(self) -> int:
        return self.code.count(".")


def read_criteria(sheet: Sheet, total: Decimal, problems: list[SheetProblem]) -> CriteriaSet | None:
    """Read the criteria from a table; every mistake goes to ``problems``.

    The points of every row must be those of the rows below it, and all fields together ``total``. Every row that is
    scored has an agency; of the rows above it, what they say (agency, way of scoring) holds for those below.
    """
    header = find_header(sheet, lambda text: fold_words(text) in _CODE_TITLES)
    if header is None:
        problems.append(sheet.problem(-1, -1, "không tìm thấy hàng tiêu đề của bảng tiêu chí", _HINT))
        return None
    known = len(problems)
    rows = _Reader(header, problems).read()
    if len(problems) > known:
        return None
    problems += _find_wrong_sums(sheet, header, rows, total)
    problems += _find_wrong_order(sheet, header, rows)
    if len(problems) > known:
        return None
    return CriteriaSet(tuple(_build_field(row, rows) for row in rows if row.depth == 0))


class _Reader:
    def __init__(self, header: Header, problems: list[SheetProblem]) -> None:
        self._header = header
        self._sheet = header.sheet
        self._problems = problems
        self._columns = {
            name: next((c.index for c in header.columns if c is not header.key and c.words in titles), None)
            for name, titles in _COLUMNS.items()
        }

    def read(self) -> list[_Row]:
        missing = [name for name in ("name", "maximum", "agency") if self._columns[name] is None]
        if missing:
            titles = ", ".join(f"“{_TITLES[name]}”" for name in missing)
            self._problems.append(self._sheet.problem(self._header.last_row, -1, f"thiếu cột {titles}", _HINT))
            return []
        rows: list[_Row] = []
        for index, cells in iter_filled(self._sheet, self._header.last_row + 1):
            code = cell_text(cells[self._header.key.index]).rstrip(".")
            if code:
                row = self._read_row(index, code, {row.code: row for row in rows})
                if row:
                    rows.append(row)
        if not rows:
            self._problems.append(self._sheet.problem(-1, -1, "bảng tiêu chí không có hàng nào", _HINT))
        return rows

    def _read_row(self, index: int, code: str, above: dict[str, _Row]) -> _Row | None:
        key = self._header.key.index
        if not _CODE.fullmatch(code):
            self._refuse(
                index, key, f"mã “{code}” không hợp lệ", "ghi 1 (lĩnh vực), 1.1 (tiêu chí), 1.1.1 (thành phần)"
            )
            return None
        if code in above:
            self._refuse(index, key, f"mã {code} ghi hai lần", "đánh lại mã")
            return None
        parent = above.get(code.rpartition(".")[0])
        if "." in code and parent is None:
            self._refuse(index, key, f"mã {code} không có hàng {code.rpartition('.')[0]} ở trên", "thêm hàng đó")
            return None
        maximum = self._read_maximum(index)
        name = self._text(index, "name")
        if not name:
            self._refuse(index, self._columns["name"], f"tiêu chí {code} chưa có tên", "ghi tên tiêu chí")
        source = self._read_source(index, parent)
        if maximum is None or not name or source is None:
            return None
        agency = self._text(index, "agency") or (parent.agency if parent else "")
        return _Row(index, code, name, maximum, agency, source, self._text(index, "evidence"))

    def _read_maximum(self, index: int) -> Decimal | None:
        column = self._columns["maximum"] or 0
        try:
            points = read_points_cell(self._sheet.rows[index][column])
        except InputError as error:
            self._refuse(index, column, error.message, error.hint)
            return None
        if points <= 0:
            self._refuse(index, column, f"điểm tối đa {points} không lớn hơn 0", "sửa điểm tối đa")
            return None
        return points

    def _read_source(self, index: int, parent: _Row | None) -> Source | None:
        words = fold_words(self._text(index, "source"))
        if not words:
            return parent.source if parent else Source.APPRAISED
        if "dieu tra" in words or "xhh" in words or "khao sat" in words:
            return Source.SURVEY
        if "tham dinh" in words or "tu cham" in words:
            return Source.APPRAISED
        self._refuse(index, self._columns["source"], "không rõ hình thức", "ghi “Thẩm định” hoặc “Điều tra XHH”")
        return None

    def _text(self, index: int, name: str) -> str:
        column = self._columns[name]
        return "" if column is None else cell_text(self._sheet.rows[index][column])

    def _refuse(self, index: int, column: int | None, message: str, hint: str) -> None:
        self._problems.append(self._sheet.problem(index, -1 if column is None else column, message, hint))


_TITLES = {"name": "Tiêu chí", "maximum": "Điểm tối đa", "agency": "Cơ quan thẩm định"}


def _children(row: _Row, rows: list[_Row]) -> list[_Row]:
    return [other for other in rows if other.parent == row.code]


def _find_wrong_sums(sheet: Sheet, header: Header, rows: list[_Row], total: Decimal) -> Iterator[SheetProblem]:
    column = next(c.index for c in header.columns if c is not header.key and c.words in _COLUMNS["maximum"])
    agency = next(c.index for c in header.columns if c.words in _COLUMNS["agency"])
    for row in rows:
        below = _children(row, rows)
        parts = sum((other.maximum for other in below), Decimal(0))
        if below and parts != row.maximum:
            message = f"{row.code} có {row.maximum} điểm, các mục bên dưới cộng lại là {parts}"
            yield sheet.problem(row.index, column, message, "sửa điểm tối đa cho khớp")
        if not below and not row.agency:
            message = f"tiêu chí {row.code} chưa có cơ quan thẩm định"
            yield sheet.problem(row.index, agency, message, "ghi cơ quan ở hàng này hoặc ở hàng lĩnh vực")
    fields = sum((row.maximum for row in rows if row.depth == 0), Decimal(0))
    if fields != total:
        message = f"các lĩnh vực cộng lại là {fields} điểm, tổng điểm của bộ tiêu chí là {total}"
        yield sheet.problem(-1, column, message, "sửa điểm các lĩnh vực, hoặc total trong round.yaml")


def _find_wrong_order(sheet: Sheet, header: Header, rows: list[_Row]) -> Iterator[SheetProblem]:
    """Yield a problem for every code that does not follow: a gap is a row that was lost."""
    last: dict[str, int] = {}
    for row in rows:
        number = int(row.code.rpartition(".")[2])
        expected = last.get(row.parent, 0) + 1
        last[row.parent] = number
        if number != expected:
            should = f"{row.parent}.{expected}".lstrip(".")
            yield sheet.problem(
                row.index, header.key.index, f"mã {row.code} không liên tiếp, lẽ ra là {should}", "sửa mã"
            )


def _build_field(row: _Row, rows: list[_Row]) -> IndexField:
    criteria = tuple(_build_criterion(child, rows) for child in _children(row, rows))
    own = (Criterion(row.code, row.name, row.maximum, (_build_sub(row),)),)
    return IndexField(row.code, row.name, row.maximum, criteria or own)


def _build_criterion(row: _Row, rows: list[_Row]) -> Criterion:
    scored = [other for other in rows if other.code.startswith(f"{row.code}.") and not _children(other, rows)]
    return Criterion(row.code, row.name, row.maximum, tuple(_build_sub(other) for other in scored or [row]))


def _build_sub(row: _Row) -> Subcriterion:
    return Subcriterion(row.code, row.name, row.maximum, row.agency, row.source, row.evidence)
