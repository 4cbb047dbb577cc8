"""What is wrong with a draft, as values, and the error that carries them all."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from docgen.errors import InputError

# What a person can still read; whoever wants all of them has ``DraftError.problems``.
MAX_SHOWN = 100


class DraftProblem(NamedTuple):
    """One mistake: line and column (both from 1; 0 where the file has none), what is wrong, what to do."""

    line: int
    column: int
    message: str
    hint: str = ""

    def describe(self, source: str = "") -> str:
        """Return ``file:line:column: message (hint)``."""
        place = ":".join(str(part) for part in (source, self.line, self.column) if part)
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.message}{advice}".removeprefix(": ")


class DraftError(InputError):
    """A draft, organs file or JSON document with mistakes; ``problems`` holds all of them in reading order."""

    code = "draft"

    def __init__(self, problems: Iterable[DraftProblem], *, source: str = "") -> None:
        self.problems = tuple(sorted(set(problems)))
        self.source = source
        super().__init__(f"có {len(self.problems)} lỗi", where=source, hint="sửa các lỗi đã nêu rồi chạy lại")

    def __str__(self) -> str:
        lines = [problem.describe(self.source) for problem in self.problems[:MAX_SHOWN]]
        more = len(self.problems) - MAX_SHOWN
        if more > 0:
            lines.append(f"… và {more} lỗi nữa; sửa các lỗi trên rồi chạy lại để xem tiếp")
        return "\n".join(lines)
