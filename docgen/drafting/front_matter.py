"""The front matter of a draft: the YAML between its two ``---`` lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from docgen.drafting.assembly import BODY_FIELDS
from docgen.drafting.problems import DraftProblem
from docgen.drafting.source_lines import SourceLine
from docgen.drafting.yaml_reading import YamlData, read_yaml

_ANCHOR_HINT = "tệp bản thảo bắt đầu bằng dòng ---, rồi các trường, rồi một dòng --- nữa, sau đó là nội dung"


class SplitDraft(NamedTuple):
    """A draft cut in two. ``fields`` is None when the front matter could not be found."""

    fields: YamlData | None
    body: Sequence[SourceLine]
    body_start: int


def split_draft(lines: Sequence[SourceLine], problems: list[DraftProblem]) -> SplitDraft:
    """Cut a draft at its two ``---`` lines and read its front matter; empty lines above it do not matter."""
    start = next((index for index, line in enumerate(lines) if line.text.strip(" ")), None)
    if start is None:
        problems.append(DraftProblem(1, 1, "tệp trống", _ANCHOR_HINT))
        return SplitDraft(None, (), 1)
    if not _is_fence(lines[start]):
        problems.append(lines[start].problem(0, "thiếu dòng --- ở đầu tệp", _ANCHOR_HINT))
        return SplitDraft(None, lines, 1)
    end = next((index for index in range(start + 1, len(lines)) if _is_fence(lines[index])), None)
    if end is None:
        problems.append(lines[start].problem(0, "thiếu dòng --- kết thúc phần khai báo", _ANCHOR_HINT))
        return SplitDraft(None, (), 1)
    fields = read_yaml("\n".join(line.text for line in lines[start + 1 : end]), first_line=lines[start].number + 1)
    problems += fields.problems
    _refuse_body_fields(fields, problems)
    body = lines[end + 1 :]
    return SplitDraft(fields, body, (body[0] if body else lines[end]).number)


def _is_fence(line: SourceLine) -> bool:
    return line.text.rstrip(" ") == "---"


def _refuse_body_fields(fields: YamlData, problems: list[DraftProblem]) -> None:
    for name in BODY_FIELDS:
        if fields.data.pop(name, None) is not None:
            message = f"{name} không ghi ở phần khai báo"
            problems.append(DraftProblem(*fields.place_of((name,)), message, "viết nội dung dưới dòng --- thứ hai"))
