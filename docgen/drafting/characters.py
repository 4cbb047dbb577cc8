"""Characters that no document means: controls, and letters of old Vietnamese fonts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from docgen.drafting.problems import DraftProblem
from docgen.model.value import quote
from docgen.vietnamese.encoding import find_legacy_span


def describe_controls(text: str, offsets: tuple[int, ...]) -> Iterator[DraftProblem]:
    """Yield a problem for the control characters at the given offsets of the text, one for each run of them."""
    line_starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))] if offsets else []
    for before, offset in pairwise((-2, *offsets)):
        if offset == before + 1:
            continue
        line = bisect_right(line_starts, offset)
        message = f"ký tự điều khiển U+{ord(text[offset]):04X}"
        yield DraftProblem(line, offset - line_starts[line - 1] + 1, message, "xóa ký tự này, tuy không nhìn thấy")


def find_legacy_text(text: str) -> Iterator[DraftProblem]:
    """Yield a problem for the first stretch that was pasted from an old Vietnamese font."""
    legacy = find_legacy_span(text)
    if legacy:
        start, end, name = legacy
        line_start = text.rfind("\n", 0, start) + 1
        yield DraftProblem(
            text.count("\n", 0, start) + 1,
            start - line_start + 1,
            f"chữ gõ bằng bảng mã {name}: {quote(text[start:end])}",
            "chuyển sang Unicode (UniKey Toolkit, Ctrl+Shift+F6) rồi dán lại",
        )
