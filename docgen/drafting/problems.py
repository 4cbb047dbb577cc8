"""What is wrong with a draft, as values, and the error that carries them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from docgen.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class DraftProblem:
    """One mistake: line and column (both from 1; 0 where the file has none), what is wrong, what to do."""

    line: int
    column: int
    message: str
    hint: str = ""

    def describe(self, source: str = "") -> str:
        """Return ``file:line:column: message (hint)``."""
        place = f"{source}:{self.line}:{self.column}" if self.line else source
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.message}{advice}".removeprefix(": ")


class DraftError(InputError):
    """A draft, organs file or JSON document with mistakes; ``problems`` holds all of them in reading order."""

    code = "draft"

    def __init__(self, problems: Iterable[DraftProblem], *, source: str = "") -> None:
        self.problems = tuple(sorted(set(problems)))
        self.source = source
        count = len(self.problems)
        super().__init__(f"có {count} lỗi", where=source, hint="sửa các lỗi đã nêu rồi chạy lại")

    def __str__(self) -> str:
        return "\n".join(problem.describe(self.source) for problem in self.problems)
