"""The simplest table of scores: a column of units, a column of points, perhaps columns of fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.errors import InputError
from docgen.parindex.classes import FieldShare
from docgen.parindex.headers import (
    Body,
    Column,
    Header,
    find_header,
    is_count_title,
    is_district_title,
    is_unit_title,
    read_body,
)
from docgen.parindex.points import may_be_thousands, parse_points
from docgen.parindex.problems import RoundDataError, SheetProblem, name_column
from docgen.parindex.ranking import Standing
from docgen.parindex.sheets import BadCell, Cell, Sheet, cell_text
from docgen.parindex.words import fold_name, fold_words

_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1000)
_YEARS = (Decimal(1900), Decimal(2100))

# Titles of the total, the surest first.
_TOTALS = (
    re.compile(r"(?:tong diem|diem tong|tong so diem|tong diem dat|tong diem dat duoc|total|total (?:points|score))"),
    re.compile(r"tong diem (?:cuoi cung|chinh thuc|chung|chi so|cchc|cai cach hanh chinh|xep hang|ket luan).*"),
    re.compile(
        r"(?:tong|tong cong|tong hop|diem tong cong|diem tong hop|tong cong diem|diem cuoi cung|ket qua|diem dat|"
        r"diem dat duoc)"
    ),
    re.compile(
        r"(?:diem so|diem|points|score|diem chi so|diem cchc|diem chi so cchc|chi so|chi so cchc|"
        r"chi so cai cach hanh chinh|par index)"
    ),
    re.compile(r"tong diem .*|diem tong .*"),
    re.compile(r"diem .*|.* diem"),
)
_NOT_POINTS = re.compile(
    r"(?:xep hang|thu hang|hang|xep loai|phan loai|loai|xep thu|vi thu|ghi chu|ty le|ti le|rank|class|percentage|ma|"
    r"ma so|ma don vi|nam|so phieu|dia chi|nhom|khoi|cap|huyen|tinh|email|dien thoai|nguoi|can bo|chenh lech|tang giam|"
    r"dan so)\b"
)
_PARTS_OF_TOTAL = re.compile(
    r"(?:diem |tong |tong diem )*"
    r"(?:tu cham|tu danh gia|tham dinh|dieu tra|xhh|khao sat|thuong|cong|tru|phat|nam truoc|trung binh)\b"
)
_SELF = re.compile(r"\btu (?:cham|danh gia)\b")
_APPRAISED = re.compile(r"\b(?:tham dinh|hoi dong cham|cham lai|phuc tra)\b")
_FIELD = re.compile(r"(?:linh vuc|lv|nhom tieu chi)\b|.* linh vuc\b")
_MAXIMUM = re.compile(r"(?:diem |tong diem |muc )?toi da|thang diem|diem chuan")
_TITLE_MAXIMUM = re.compile(
    r"(?:tối đa|/|thang|max)\s*:?\s*([0-9]+(?:[.,][0-9]+)?)|\(\s*([0-9]+(?:[.,][0-9]+)?)\s*(?:điểm|đ)\s*\)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user says of the table; empty means: find it. ``maximum`` holds where the table says none."""

    sheet: str = ""
    unit_column: str = ""
    points_column: str = ""
    maximum: Decimal = _HUNDRED


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """The units of a table with what they reached, and which columns were taken for what.

    ``notes`` (Vietnamese) are for its reader to know.
    """

    standings: tuple[Standing, ...]
    unit_title: str
    points_title: str
    field_titles: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Layout:
    header: Header
    body: Body
    points: Column
    fields: tuple[Column, ...]
    own_maximum: Column | None
    districts: tuple[Column, ...]


def read_score_table(sheets: Sequence[Sheet], choices: Choices, *, with_fields: bool) -> ScoreTable:
    """Read units and points. ``with_fields`` asks for the fields as well, where there are columns of them.

    Raises InputError when the table or a column cannot be told, RoundDataError with every cell that is wrong.
    """
    header = _choose_table(sheets, choices)
    points = _choose_points(header, choices)
    candidates = _find_field_columns(header, points) if with_fields else ()
    own_maximum = next(
        iter(header.find(lambda column: column is not points and bool(_MAXIMUM.fullmatch(column.words)))), None
    )
    body = read_body(header, (points, *candidates))
    fields = tuple(column for column in candidates if _is_field(header, body, column))
    districts = header.find(lambda column: column is not header.key and is_district_title(column))
    return _Reader(_Layout(header, body, points, fields, own_maximum, districts), choices).read()


def _choose_table(sheets: Sequence[Sheet], choices: Choices) -> Header:
    if choices.sheet:
        named = [sheet for sheet in sheets if fold_name(sheet.name) == fold_name(choices.sheet)]
        if not named:
            names = ", ".join(f"“{sheet.name}”" for sheet in sheets if sheet.name) or "không có trang nào có tên"
            raise InputError(f"không có trang “{choices.sheet}”", where=sheets[0].file if sheets else "", hint=names)
        sheets = named
    wanted = fold_words(choices.unit_column)

    def is_key(text: str) -> bool:
        return fold_words(text) == wanted if wanted else is_unit_title(text)

    found = [header for sheet in sheets if (header := find_header(sheet, is_key)) and _has_points(header, choices)]
    if not found:
        where = sheets[0].file if sheets else ""
        shown = choices.unit_column or "Đơn vị"
        hint = "hàng tiêu đề cần có cột “Đơn vị” và cột “Tổng điểm”; tên khác thì ghi --unit-column, --points-column"
        raise InputError(f"không tìm thấy hàng tiêu đề có cột “{shown}” và cột điểm", where=where, hint=hint)
    if len(found) > 1:
        names = ", ".join(f"“{header.sheet.name}”" for header in found)
        raise InputError(
            "có nhiều trang có bảng điểm", where=found[0].sheet.file, hint=f"chọn một bằng --sheet: {names}"
        )
    return found[0]


def _has_points(header: Header, choices: Choices) -> bool:
    wanted = fold_words(choices.points_column)
    if wanted:
        return any(wanted in (column.words, column.last_words, fold_words(column.title)) for column in header.columns)
    return any(_can_be_points(column, header) for column in header.columns)


def _can_be_points(column: Column, header: Header) -> bool:
    is_other = column is header.key or is_count_title(column) or bool(_MAXIMUM.match(column.words))
    return not is_other and any(pattern.fullmatch(words) for pattern in _TOTALS for words in _names(column))


def _names(column: Column) -> tuple[str, ...]:
    return column.words, column.last_words


def _choose_points(header: Header, choices: Choices) -> Column:
    wanted = fold_words(choices.points_column)
    if wanted:
        exact = header.find(lambda column: wanted in (column.words, column.last_words, fold_words(column.title)))
        if len(exact) == 1:
            return exact[0]
        raise _ask(header, exact or header.columns, f"không rõ cột điểm “{choices.points_column}”")
    for pattern in _TOTALS:
        found = [
            column
            for column in header.columns
            if _can_be_points(column, header) and any(pattern.fullmatch(words) for words in _names(column))
        ]
        if len(found) > 1:
            whole = [
                column for column in found if not _PARTS_OF_TOTAL.match(column.words) and not _FIELD.match(column.words)
            ]
            found = whole or _find_appraised(found)
        if len(found) == 1:
            return found[0]
        if found:
            raise _ask(header, found, "có nhiều cột điểm, không rõ cột nào là tổng điểm")
    raise _ask(header, header.columns, "không có cột điểm")


def _find_appraised(columns: list[Column]) -> list[Column]:
    """Of what a unit gave itself and what was appraised, the appraised points are the result."""
    others = [column for column in columns if not any(_SELF.search(words) for words in _names(column))]
    is_appraised = len(others) == 1 and any(_APPRAISED.search(words) for words in _names(others[0]))
    return others if is_appraised else columns


def _ask(header: Header, columns: Sequence[Column], message: str) -> InputError:
    names = ", ".join(f"“{column.title}” (cột {name_column(column.index + 1)})" for column in columns)
    return InputError(message, where=header.sheet.title, hint=f"chọn bằng --points-column: {names}")


def _find_field_columns(header: Header, points: Column) -> tuple[Column, ...]:
    """Return the columns that may hold the points of fields: the named ones, or else every other column of figures."""
    others = [
        column
        for column in header.columns
        if column not in (header.key, points)
        and not is_count_title(column)
        and not any(_NOT_POINTS.match(words) or _MAXIMUM.match(words) for words in _names(column))
        and not any(_PARTS_OF_TOTAL.match(words) for words in _names(column))
        and not any(pattern.fullmatch(column.words) for pattern in (*_TOTALS[:2], *_TOTALS[4:5]))
    ]
    named = [column for column in others if any(_FIELD.match(words) for words in _names(column))]
    return tuple(named or others)


def _is_field(header: Header, body: Body, column: Column) -> bool:
    """Whether a column holds figures: one that is all text or all blank is a remark, not a field."""
    if any(_FIELD.match(words) for words in _names(column)):
        return True
    return any(_is_figure(header.sheet.rows[row][column.index]) for row in body.units)


def _is_figure(cell: Cell) -> bool:
    if isinstance(cell, str):
        try:
            parse_points(cell)
        except InputError:
            return False
        return True
    return isinstance(cell, Decimal)


class _Reader:
    """Reads the rows of one table; every mistake goes to the list."""

    def __init__(self, layout: _Layout, choices: Choices) -> None:
        self._layout = layout
        self._sheet = layout.header.sheet
        self._choices = choices
        self._problems: list[SheetProblem] = list(layout.body.problems)
        self._seen: dict[str, int] = {}

    def read(self) -> ScoreTable:
        layout = self._layout
        maximum = self._find_maximum(layout.points) or self._choices.maximum
        maxima = tuple(self._find_maximum(column) for column in layout.fields)
        most = tuple(given or _HUNDRED for given in maxima)
        read = {row: standing for row in layout.body.units if (standing := self._read_row(row, maximum, most))}
        # A row with a mistake in a field has no sum to compare.
        standings = {row: s for row, s in read.items() if len(s.fields) == len(layout.fields)}
        if not layout.body.units:
            hint = "mỗi đơn vị một hàng, ngay dưới hàng tiêu đề"
            self._problems.append(self._sheet.problem(-1, -1, "bảng không có đơn vị nào", hint))
        self._problems += self._check_fields(standings, maximum, maxima)
        if self._problems:
            raise RoundDataError(sorted(self._problems))
        titles = tuple(column.title for column in layout.fields)
        return ScoreTable(tuple(read.values()), layout.header.key.title, layout.points.title, titles, self._sheet.notes)

    def _read_row(self, row: int, maximum: Decimal, maxima: tuple[Decimal, ...]) -> Standing | None:
        layout = self._layout
        cells = self._sheet.rows[row]
        unit = cell_text(cells[layout.header.key.index])
        self._check_unit(row, unit)
        if layout.own_maximum is not None:
            own = self._read_points(row, layout.own_maximum, None)
            if own is None or own == 0:
                if own is not None:
                    self._refuse(row, layout.own_maximum, "điểm tối đa bằng 0", "ghi điểm tối đa của đơn vị")
                return None
            maximum = own
        total = self._read_points(row, layout.points, maximum)
        shares = []
        for column, most in zip(layout.fields, maxima, strict=True):
            points = self._read_points(row, column, most)
            if points is not None:
                shares.append(FieldShare(column.lines[-1], points, most))
        return None if total is None else Standing(unit, total, maximum, tuple(shares))

    def _check_unit(self, row: int, unit: str) -> None:
        """Refuse a unit that is there twice; communes of one name in two districts are two."""
        cells = self._sheet.rows[row]
        name = fold_name(" ".join([unit, *[cell_text(cells[place.index]) for place in self._layout.districts]]))
        first = self._seen.setdefault(name, row)
        if first != row:
            message = f"đơn vị “{unit}” ghi hai lần, lần đầu ở hàng {self._sheet.lines[first]}"
            self._refuse(row, self._layout.header.key, message, "bỏ một hàng, hoặc sửa tên đơn vị")

    def _read_points(self, row: int, column: Column, maximum: Decimal | None) -> Decimal | None:
        cell = self._sheet.rows[row][column.index]
        try:
            points = read_points_cell(cell)
        except InputError as error:
            self._refuse(row, column, f"{column.title}: {error.message}", error.hint)
            return None
        if maximum is not None and maximum >= _THOUSAND and isinstance(cell, str) and may_be_thousands(cell):
            bare = cell.replace(".", "").replace(",", "")
            hint = f"ghi {bare}, hoặc thêm chữ số thập phân: {cell.replace('.', ',')}0"
            self._refuse(row, column, f"{column.title}: “{cell}” không rõ là phần nghìn hay hàng nghìn", hint)
            return None
        if points < 0:
            self._refuse(row, column, f"{column.title}: điểm âm ({points})", "sửa điểm của đơn vị")
        elif maximum is not None and points > maximum:
            message = f"{column.title}: {points} điểm, vượt điểm tối đa {maximum}"
            self._refuse(row, column, message, "sửa điểm; thang điểm khác thì ghi hàng “Điểm tối đa” hoặc --max")
        else:
            return points
        return None

    def _refuse(self, row: int, column: Column, message: str, hint: str) -> None:
        self._problems.append(self._sheet.problem(row, column.index, message, hint))

    def _find_maximum(self, column: Column) -> Decimal | None:
        """Return the maximum of a column: from the row of maximum points, or from its title."""
        row = self._layout.body.maximum
        if row is not None and self._sheet.rows[row][column.index] is not None:
            points = self._read_points(row, column, None)
            if points == 0:
                self._refuse(row, column, f"{column.title}: điểm tối đa bằng 0", "ghi điểm tối đa lớn hơn 0")
            return points or None
        match = _TITLE_MAXIMUM.search(column.title)
        found = parse_points(match[1] or match[2]) if match else None
        # "Điểm năm 2022/2023" names years.
        return found if found and not _YEARS[0] <= found <= _YEARS[1] else None

    def _check_fields(
        self, standings: Mapping[int, Standing], maximum: Decimal, maxima: tuple[Decimal | None, ...]
    ) -> Iterator[SheetProblem]:
        """Ask whether totals are the sums of their fields, where the fields make up the whole."""
        columns = self._layout.fields
        if len(columns) < 2 or not standings:
            return
        if None in maxima:
            if all(sum(field.points for field in s.fields) == s.total for s in standings.values()):
                hint = "thêm hàng “Điểm tối đa” dưới tiêu đề, hoặc ghi “(tối đa …)” trong tên cột"
                yield self._sheet.problem(-1, -1, "chưa biết điểm tối đa của các lĩnh vực để xét mức sàn", hint)
        elif sum(most for most in maxima if most) == maximum:
            for row, standing in standings.items():
                parts = sum((field.points for field in standing.fields), Decimal(0))
                if parts != standing.total:
                    message = f"tổng điểm {standing.total} khác tổng các lĩnh vực {parts}"
                    yield self._sheet.problem(
                        row, self._layout.points.index, message, "sửa điểm lĩnh vực hoặc tổng điểm"
                    )


def read_points_cell(cell: Cell) -> Decimal:
    """Return the points in a cell. Raises InputError for a blank one, a text, a date or an error value."""
    match cell:
        case Decimal():
            return cell
        case BadCell():
            raise InputError(cell.message, hint=cell.hint)
        case None:
            raise InputError("thiếu điểm", hint="ghi điểm của đơn vị")
        case _:
            return parse_points(cell)
