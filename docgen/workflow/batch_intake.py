"""Taking a table in: every row is validated and written down before the first document is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from docgen.drafting.data_file import (
    Binding,
    DataError,
    DataProblem,
    DataProblems,
    RowReader,
    bind_columns,
    open_data_file,
)
from docgen.drafting.data_file.cell_value import CellValue
from docgen.drafting.merge_draft import FillProblem, MergeDraft
from docgen.drafting.placeholders import Need
from docgen.workflow.batch_journal import Journal, JournalRow
from docgen.workflow.batch_making import ReadRow
from docgen.workflow.batch_names import MAX_STEM_BYTES, NamePattern, fold_stem, make_safe_stem
from docgen.workflow.batch_pool import Pool, cut_jobs

# What the journal puts before a name made from a column: a number and a space.
_NUMBER_BYTES = 12

Progress = Callable[[str, int, int], None]
"""Told the stage (Vietnamese), how much of it is done, and how much there is (0: not known yet)."""

_NumberedRow = tuple[int, ReadRow]
"""A row and its number in the table."""


class Intake:
    """Takes the rows of one table into a journal. File names follow ``pattern``, else number and first column."""

    def __init__(
        self,
        draft: MergeDraft,
        pattern: NamePattern | None,
        journal: Journal,
        get_pool: Callable[[Sequence[object], RowReader], Pool],
        progress: Progress,
    ) -> None:
        self._placeholders = (*draft.placeholders, *(pattern.placeholders if pattern else ()))
        # The texts of the draft come first, those of the name behind them.
        self._width = len(draft.placeholders)
        self._pattern = pattern
        self._journal = journal
        self._get_pool = get_pool
        self._progress = progress
        # Which text names a file where no pattern does.
        self._named_by: int | None = None
        # What is wrong with the draft itself, and the rows that it concerns: said once.
        self._of_draft: dict[FillProblem, list[int]] = {}

    def read(self, path: Path, sheet: str | None) -> tuple[str, ...]:
        """Write every row down; return notes for the clerk. Raises InputError, and DataError with every mistake."""
        wanted = [placeholder.column for placeholder in self._placeholders]
        with open_data_file(path, wanted, sheet=sheet) as table:
            binding = bind_columns(self._placeholders, table)
            self._named_by = _find_name(binding.reader)
            problems = DataProblems()
            count = 0
            for rows in self._validate(binding):
                problems.add(self._write_down(rows, count, binding))
                count += len(rows)
            if not count:
                place = f"trang “{table.sheet}”" if table.sheet else ""
                hint = "; ".join(table.notes()) or "điền bảng rồi chạy lại"
                problems.add([DataProblem(place, "bảng không có hàng dữ liệu nào dưới hàng tên cột", hint)])
            problems.add(self._describe_draft_problems(binding))
            if problems.count:
                raise DataError(problems, source=str(path))
            self._journal.seal(number_names=self._pattern is None)
            return table.notes()

    def _validate(self, binding: Binding) -> Iterator[list[_NumberedRow]]:
        """Yield the rows that are not empty, some at a time: read by whichever process is free."""
        pieces = cut_jobs((row.number, binding.take_cells(row)) for row in binding.table.rows if row.cells)
        first = next(pieces, [])
        under_way: list[list[int]] = []

        def jobs() -> Iterator[list[Mapping[int, CellValue]]]:
            for piece in chain([first], pieces):
                under_way.append([number for number, _ in piece])
                yield [cells for _, cells in piece]

        done = 0
        for rows in self._get_pool(first, binding.reader).map("read_rows", jobs()):
            yield [*zip(under_way.pop(0), rows, strict=True)]
            done += len(rows)
            self._progress("Kiểm tra dữ liệu", done, 0)

    def _gather_problems(self, row: ReadRow, number: int, binding: Binding) -> list[DataProblem]:
        """Return what is wrong with a row; what is wrong with the draft is remembered, to be said once."""
        found = [binding.place_problem(problem, number) for problem in row.in_cells]
        for problem in row.in_document:
            if problem.is_of_draft:
                self._of_draft.setdefault(problem, []).append(number)
            else:
                found.append(_place_problem(problem, number, binding))
        return found

    def _describe_draft_problems(self, binding: Binding) -> Iterator[DataProblem]:
        for problem, (first, *others) in self._of_draft.items():
            more = f" và {len(others)} {binding.table.row_word} khác" if others else ""
            yield DataProblem(f"bản thảo, {binding.table.name_place(first)}{more}", problem.message, problem.hint)

    def _write_down(self, rows: Sequence[_NumberedRow], before: int, binding: Binding) -> Iterator[DataProblem]:
        """Add the rows that are right to the journal, behind ``before`` others; return what is wrong with the rest."""
        found = {number: self._gather_problems(row, number, binding) for number, row in rows}
        right: list[tuple[JournalRow, str | None]] = []
        for sequence, (number, row) in enumerate(rows, start=before + 1):
            if found[number]:
                continue
            stem, folded = self._name_file(row.texts)
            if folded == "":
                place = binding.table.name_place(number)
                found[number] = [DataProblem(place, "tên tệp trống", "sửa --name hoặc các ô mà nó dùng")]
            else:
                right.append((JournalRow(sequence, number, stem, row.texts[: self._width]), folded))
        for kept, other in self._journal.add_all(right):
            hint = "thêm vào --name một cột không trùng, ví dụ số thứ tự"
            message = f"tên tệp “{kept.stem}.docx” trùng với {binding.table.row_word} {other}"
            found[kept.number] = [DataProblem(binding.table.name_place(kept.number), message, hint)]
        return chain.from_iterable(found.values())

    def _name_file(self, texts: Sequence[str]) -> tuple[str, str | None]:
        """Return the name of a row's file, and what no other may share: None where a number goes before it."""
        if self._pattern is None:
            named_by = "" if self._named_by is None else texts[self._named_by]
            return make_safe_stem(named_by, limit=MAX_STEM_BYTES - _NUMBER_BYTES), None
        stem = self._pattern.write(texts[self._width :])
        return stem, fold_stem(stem)


def _find_name(reader: RowReader) -> int | None:
    """Return which text names a file where no pattern does: that of the first column which every row must have."""
    columns = [
        (placeholder.need is not Need.REQUIRED or column in reader.guarded, column, index)
        for index, (column, placeholder) in enumerate(zip(reader.columns, reader.placeholders, strict=True))
        if placeholder.need is not Need.CONDITION
    ]
    return min(columns)[2] if columns else None


def _place_problem(problem: FillProblem, number: int, binding: Binding) -> DataProblem:
    column = binding.column_of(problem.placeholder) if problem.placeholder else None
    return DataProblem(binding.table.name_place(number, column), problem.message, problem.hint)
