"""What is wrong with the data of a round, as values that say where they stand, and the error that carries them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from docgen.errors import InputError

MAX_SHOWN = 100


class Problem(Protocol):
    """One mistake in one file."""

    def describe(self) -> str:
        """Return place, message and hint in one line."""


@dataclass(frozen=True, slots=True, order=True)
class SheetProblem:
    """A mistake in a table: file, sheet ("" for CSV), row and column from 1 (0 where there is none)."""

    file: str
    sheet: str
    row: int
    column: int
    message: str
    hint: str = ""

    def describe(self) -> str:
        """Return ``diem.xlsx, trang “Sở”, hàng 7, cột D: …``."""
        sheet = f", trang “{self.sheet}”" if self.sheet else ""
        row = f", hàng {self.row}" if self.row else ""
        column = f", cột {name_column(self.column)}" if self.column else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{self.file}{sheet}{row}{column}: {self.message}{advice}"


@dataclass(frozen=True, slots=True, order=True)
class TextProblem:
    """A mistake in a text file: line and column from 1."""

    file: str
    line: int
    column: int
    message: str
    hint: str = ""

    def describe(self) -> str:
        """Return ``round.yaml:12:3: …``."""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {self.message}{advice}"


class RoundDataError(InputError):
    """Data of a round with mistakes; ``problems`` holds all of them in the order of the files."""

    code = "round-data"

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: Sequence[Problem] = tuple(dict.fromkeys(problems))
        super().__init__(f"có {len(self.problems)} lỗi trong dữ liệu", hint="sửa các lỗi đã nêu rồi chạy lại")

    def __str__(self) -> str:
        return describe_problems(self.problems)


def describe_problems(problems: Sequence[Problem]) -> str:
    """Return the problems one a line, no more than people read."""
    lines = [problem.describe() for problem in problems[:MAX_SHOWN]]
    if len(problems) > MAX_SHOWN:
        lines.append(f"… và {len(problems) - MAX_SHOWN} lỗi nữa; sửa các lỗi trên rồi chạy lại để xem tiếp")
    return "\n".join(lines)


def name_column(column: int) -> str:
    """Return the letters of a column counted from 1: A, B, …, Z, AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
