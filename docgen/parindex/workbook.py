"""The score workbook: every figure of a round as a formula, so that anybody can recompute it in a spreadsheet.

One sheet a group: scores in, sums, index, rank and class as formulas. The class scheme stands on a sheet of its own and
the formulas refer to it. Nothing that docgen computed is written as a value.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from docgen.parindex.classes import ClassScheme
from docgen.parindex.criteria import IndexField
from docgen.parindex.points import RoundingMode
from docgen.parindex.problems import name_column
from docgen.parindex.results import GroupResult, Line
from docgen.parindex.round_data import RoundData
from docgen.parindex.round_reading import Group, Round

_SCHEME_SHEET = "Xếp loại"
_FIRST_ROW = 4
_NOT_APPLICABLE = "KAD"
_FORBIDDEN = str.maketrans("", "", "[]:*?/\\")


def write_workbook(round_: Round) -> bytes:
    """Return the workbook of a round with scores as the bytes of an .xlsx file."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_scheme(workbook.create_sheet(_SCHEME_SHEET), round_.scheme)
    for group in round_.groups:
        if group.result:
            title = f"{group.data.key} {group.data.title}".translate(_FORBIDDEN)[:31].strip()
            _GroupSheet(workbook.create_sheet(title), group, group.result, round_).write()
    workbook.active = 1
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _write_scheme(sheet: Any, scheme: ClassScheme) -> None:
    sheet.append(["Loại", "Chỉ số từ (%)", "Mỗi lĩnh vực từ (%)"])
    for rule in scheme.classes:
        sheet.append([rule.name, rule.minimum, rule.field_minimum])
    for column, width in zip("ABC", (34, 16, 20), strict=True):
        sheet.column_dimensions[column].width = width


class _GroupSheet:
    """Writes one sheet: columns are unit, subcriteria field by field with their sum, then what follows from them."""

    def __init__(self, sheet: Any, group: Group, result: GroupResult, round_: Round) -> None:
        self._sheet = sheet
        self._group = group
        self._result = result
        self._round = round_
        self._codes: dict[str, str] = {}
        self._sums: dict[str, str] = {}
        self._last_row = _FIRST_ROW + len(result.units) - 1

    def write(self) -> None:
        """Write titles, maxima and the rows of all units."""
        titles, maxima = ["TT", "Đơn vị"], [None, "Điểm tối đa"]
        for field in self._group.criteria.fields:
            for sub in field.subcriteria:
                self._codes[sub.code] = name_column(len(titles) + 1)
                titles.append(sub.code)
                maxima.append(sub.maximum)  # type: ignore[arg-type]
            self._sums[field.code] = name_column(len(titles) + 1)
            titles.append(f"LV {field.code}: {field.name}")
            first, last = (self._codes[sub.code] for sub in (field.subcriteria[0], field.subcriteria[-1]))
            maxima.append(f"=SUM({first}3:{last}3)")
        self._extra = len(titles) + 1
        titles += ["Điểm thưởng", "Điểm trừ", "Tổng điểm", "Điểm tối đa", "Chỉ số (%)", "Xếp hạng", "Xếp loại"]
        titles += [f"% lĩnh vực {field.code}" for field in self._group.criteria.fields]
        self._sheet.append([f"Chỉ số cải cách hành chính năm {self._round.data.year}: {self._group.data.title}"])
        self._sheet.append(titles)
        self._sheet.append(maxima)
        for number, unit in enumerate(self._result.units, start=1):
            row = _FIRST_ROW + number - 1
            self._sheet.append([number, unit.unit, *self._list_points(unit.lines, row), *self._list_formulas(row)])
            self._write_extras(row, unit.given_bonus, unit.given_penalty)
        self._set_look(titles)

    def _list_points(self, lines: Sequence[Line], row: int) -> list[object]:
        cells: list[object] = []
        by_code = {line.sub.code: line for line in lines}
        for field in self._group.criteria.fields:
            for sub in field.subcriteria:
                line = by_code[sub.code]
                cells.append(line.final if line.applies else _NOT_APPLICABLE)
            cells.append(self._sum_field(field, row))
        return cells

    def _sum_field(self, field: IndexField, row: int) -> str:
        first, last = (self._codes[sub.code] for sub in (field.subcriteria[0], field.subcriteria[-1]))
        return f"=SUM({first}{row}:{last}{row})"

    def _list_formulas(self, row: int) -> list[object]:
        bonus, penalty, total, maximum, index, rank = (name_column(self._extra + step) for step in range(6))
        gaps = "+".join(f"COUNTBLANK({self._range(field, row)})" for field in self._group.criteria.fields)
        parts = "+".join(f"{column}{row}" for column in self._sums.values())
        added = (
            f"{parts}+MIN({bonus}{row},{self._round.data.bonus_cap})-MIN({penalty}{row},{self._round.data.penalty_cap})"
        )
        # A unit with a gap has no total, and so no rank and no class.
        return [
            None,
            None,
            f'=IF({gaps}>0,"",MIN(MAX(ROUND({added},8),0),{maximum}{row}))',
            "=" + "+".join(self._add_maxima(field, row) for field in self._group.criteria.fields),
            f'=IF({total}{row}="","",{self._write_rounding(f"{total}{row}*100/{maximum}{row}")})',
            f'=IF({total}{row}="","",COUNTIF({index}${_FIRST_ROW}:{index}${self._last_row},">"&{index}{row})+1)',
            f'=IF({total}{row}="","",{self._write_class(index, rank, row)})',
            *(
                f"=IF({self._add_maxima(f, row)}=0,100,{self._sums[f.code]}{row}*100/({self._add_maxima(f, row)}))"
                for f in self._group.criteria.fields
            ),
        ]

    def _range(self, field: IndexField, row: int, *, fixed: bool = False) -> str:
        first, last = (self._codes[sub.code] for sub in (field.subcriteria[0], field.subcriteria[-1]))
        mark = "$" if fixed else ""
        return f"{first}{mark}{row}:{last}{mark}{row}"

    def _add_maxima(self, field: IndexField, row: int) -> str:
        """The maximum of a field without what does not apply to the unit."""
        return f'SUMIF({self._range(field, row)},"<>{_NOT_APPLICABLE}",{self._range(field, 3, fixed=True)})'

    def _write_rounding(self, expression: str) -> str:
        data: RoundData = self._round.data
        decimals = data.rounding.decimals
        match data.rounding.mode:
            case RoundingMode.DOWN:
                return f"ROUNDDOWN(ROUND({expression},10),{decimals})"
            case RoundingMode.HALF_EVEN:
                # ROUND takes a half up: one step back where that makes an odd figure.
                scaled = f"ROUND({expression}*10^{decimals},8)"
                is_half = f"(ABS({scaled}-INT({scaled})-0.5)<0.0000001)"
                return f"(ROUND({scaled},0)-{is_half}*ISODD(ROUND({scaled},0)))/10^{decimals}"
            case _:
                return f"ROUND(ROUND({expression},10),{decimals})"

    def _write_class(self, index: str, _rank: str, row: int) -> str:
        """Nested conditions over the sheet of the scheme, the best class first."""
        first = self._extra + 7
        fields = f"{name_column(first)}{row}:{name_column(first + len(self._sums) - 1)}{row}"
        sheet = f"'{_SCHEME_SHEET}'!"
        last = len(self._round.scheme.classes) + 1
        formula = f"{sheet}$A${last}"
        for line in range(last - 1, 1, -1):
            condition = f"AND({index}{row}>={sheet}$B${line},ROUND(MIN({fields}),8)>={sheet}$C${line})"
            formula = f"IF({condition},{sheet}$A${line},{formula})"
        return formula

    def _write_extras(self, row: int, bonus: Decimal, penalty: Decimal) -> None:
        self._sheet.cell(row, self._extra, bonus)
        self._sheet.cell(row, self._extra + 1, penalty)

    def _set_look(self, titles: Sequence[str]) -> None:
        from openpyxl.styles import Alignment, Font

        bold = Font(bold=True)
        self._sheet["A1"].font = bold
        for cell in self._sheet[2]:
            cell.font = bold
            cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        self._sheet.column_dimensions["B"].width = 36
        for column in range(3, len(titles) + 1):
            self._sheet.column_dimensions[name_column(column)].width = 11
        self._sheet.freeze_panes = f"C{_FIRST_ROW}"
