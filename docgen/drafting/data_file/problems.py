"""What is wrong with the rows of a table, as values, and the error that carries them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.errors import InputError

# What a person can still read. The others are counted: a column that is wrong is wrong fifty thousand times.
MAX_SHOWN = 100


@dataclass(frozen=True, slots=True)
class DataProblem:
    """One mistake: its place (sheet, row, column) in words, what is wrong, what to do."""

    place: str
    message: str
    hint: str = ""

    def describe(self, source: str) -> str:
        """Return ``file: place: message (hint)``."""
        advice = f" ({self.hint})" if self.hint else ""
        return ": ".join(part for part in (source, self.place, self.message) if part) + advice


@dataclass(slots=True)
class DataProblems:
    """Collects problems: the first of them whole, of the others only how many."""

    found: list[DataProblem] = field(default_factory=list)
    count: int = 0

    def add(self, problems: Iterable[DataProblem]) -> None:
        """Take problems in, in the order of the rows."""
        for problem in problems:
            self.count += 1
            if len(self.found) < MAX_SHOWN:
                self.found.append(problem)


class DataError(InputError):
    """A table that cannot be used; ``problems`` holds the first of its mistakes, ``count`` says how many there are."""

    code = "data"

    def __init__(self, problems: DataProblems, *, source: str) -> None:
        self.problems = tuple(problems.found)
        self.count = problems.count
        self.source = source
        super().__init__(f"bảng dữ liệu có {self.count} lỗi", where=source, hint="sửa các lỗi đã nêu rồi chạy lại")

    def __str__(self) -> str:
        lines = [problem.describe(self.source) for problem in self.problems]
        more = self.count - len(lines)
        if more > 0:
            lines.append(f"… và {more} lỗi nữa; sửa các lỗi trên rồi chạy lại để xem tiếp")
        return "\n".join((f"{self.message}, chưa ghi văn bản nào:", *lines))
