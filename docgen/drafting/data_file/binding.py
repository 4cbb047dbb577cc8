"""Which column each placeholder takes its values from, and the values of a row in the forms that they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from docgen.drafting.data_file.cell_text import UnreadCells
from docgen.drafting.data_file.cell_value import EMPTY, CellValue
from docgen.drafting.data_file.problems import DataError, DataProblem, DataProblems
from docgen.drafting.data_file.table import DataRow, DataTable, column_index, column_letter, fold_name
from docgen.drafting.placeholders import EMPTY_CELL, Need, Placeholder, hint_optional
from docgen.errors import InputError
from docgen.vietnamese.text import quote

_BY_LETTER = re.compile(r"cột ([a-z]{1,3})")
_COLUMNS_SHOWN = 30


class CellProblem(NamedTuple):
    """What is wrong with the cell in a column, by its index."""

    column: int
    message: str
    hint: str


class RowReader(NamedTuple):
    """Placeholders and the index of the column that each takes its values from: all that another process needs.

    ``guarded`` are columns that a condition asks about: where it does not hold, nothing asks for their values.
    """

    placeholders: tuple[Placeholder, ...]
    columns: tuple[int, ...]
    guarded: frozenset[int] = frozenset()

    def read(self, cells: Mapping[int, CellValue]) -> tuple[list[str], list[CellProblem]]:
        """Return the text of each placeholder, and what is wrong with the cells that they come from."""
        texts: list[str] = []
        problems: dict[tuple[int, str], CellProblem] = {}
        for placeholder, column in zip(self.placeholders, self.columns, strict=True):
            text, message, hint = _write_cell(cells.get(column, EMPTY), placeholder, is_guarded=column in self.guarded)
            texts.append(text)
            if message:
                problems.setdefault((column, message), CellProblem(column, message, hint))
        return texts, list(problems.values())


@dataclass(frozen=True, slots=True)
class Binding:
    """A table and how its rows are read."""

    table: DataTable
    reader: RowReader

    def read_row(self, row: DataRow) -> tuple[list[str], list[DataProblem]]:
        """Return the text of each placeholder, and what is wrong with the cells that they come from."""
        texts, problems = self.reader.read(row.cells)
        return texts, [self.place_problem(problem, row.number) for problem in problems]

    def place_problem(self, problem: CellProblem, row: int) -> DataProblem:
        """Say of a row's problem where it stands."""
        return DataProblem(self.table.name_place(row, problem.column), problem.message, problem.hint)

    def take_cells(self, row: DataRow) -> Mapping[int, CellValue]:
        """Return the cells of a row that the reader asks for, ready to be handed to another process."""
        cells = row.cells
        return cells if isinstance(cells, UnreadCells) else {c: cells[c] for c in self.reader.columns if c in cells}

    def column_of(self, placeholder: Placeholder) -> int:
        """Return the index of the column of a placeholder."""
        return self.reader.columns[self.reader.placeholders.index(placeholder)]


def _write_cell(cell: CellValue, placeholder: Placeholder, *, is_guarded: bool) -> tuple[str, str, str]:
    """Return text, problem and hint."""
    if cell.problem:
        return "", cell.problem, cell.hint
    if placeholder.need is Need.CONDITION:
        return ("" if cell.is_empty or cell.raw is False else "1"), "", ""
    if cell.is_empty:
        if placeholder.need is Need.OPTIONAL or is_guarded:
            return "", "", ""
        return "", EMPTY_CELL, hint_optional(placeholder)
    if placeholder.form is None:
        return cell.text, "", ""
    try:
        return placeholder.form.write(cell), "", ""
    except InputError as error:
        return "", error.message, error.hint


def bind_columns(placeholders: Sequence[Placeholder], table: DataTable) -> Binding:
    """Find the column of every placeholder: by name, or by letter as ``{{cột C}}``.

    Raises DataError with every column that is missing or there twice.
    """
    problems = DataProblems()
    names: dict[str, list[int]] = {}
    for index, name in enumerate(table.columns):
        names.setdefault(fold_name(name), []).append(index)
    columns: list[int] = []
    said: set[str] = set()
    for placeholder in placeholders:
        found = _find_columns(placeholder, names)
        columns.append(found[0] if found else 0)
        if len(found) != 1 and placeholder.column not in said:
            said.add(placeholder.column)
            problems.add([_explain(placeholder, found, table)])
    if problems.count:
        raise DataError(problems, source=table.source)
    guarded = {c for c, placeholder in zip(columns, placeholders, strict=True) if placeholder.need is Need.CONDITION}
    return Binding(table, RowReader(tuple(placeholders), tuple(columns), frozenset(guarded)))


def _find_columns(placeholder: Placeholder, names: dict[str, list[int]]) -> list[int]:
    folded = fold_name(placeholder.column)
    # A header may itself end with a question mark: "Đã nộp?".
    found = names.get(folded) or (names.get(f"{folded}?") if placeholder.need is Need.OPTIONAL else None)
    by_letter = _BY_LETTER.fullmatch(folded)
    return found or ([column_index(by_letter[1])] if by_letter else [])


def _explain(placeholder: Placeholder, found: Sequence[int], table: DataTable) -> DataProblem:
    place = f"trang {quote(table.sheet)}" if table.sheet else ""
    if found:
        letters = ", ".join(column_letter(index) for index in found)
        hint = "đổi tên một cột, hoặc viết {{cột " + column_letter(found[0]) + "}} trong bản thảo"
        return DataProblem(place, f"có {len(found)} cột tên {quote(placeholder.column)} ({letters})", hint)
    from difflib import get_close_matches  # here, because only a column that is not there needs it

    near = get_close_matches(fold_name(placeholder.column), [fold_name(name) for name in table.columns if name], n=1)
    if near:
        meant = next(name for name in table.columns if fold_name(name) == near[0])
        return DataProblem(place, f"không có cột {quote(placeholder.column)}", f"có phải là {quote(meant)}?")
    hint = f"các cột: {_list_names(table.columns)}"
    if table.other_sheets:
        hint += f"; các trang khác: {', '.join(table.other_sheets)} (chọn bằng --sheet)"
    return DataProblem(place, f"không có cột {quote(placeholder.column)}", hint)


def _list_names(columns: Iterable[str]) -> str:
    named = [name for name in columns if name]
    more = " …" if len(named) > _COLUMNS_SHOWN else ""
    return ", ".join(named[:_COLUMNS_SHOWN]) + more
