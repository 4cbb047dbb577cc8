"""The sizes of Quốc hiệu, Tiêu ngữ and địa danh, thời gian, which go together: 13, 14, 14 or 12, 13, 13."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from docgen.checking.looks import telling_runs
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject

_GROUPS: Final = ((13.0, 14.0, 14.0), (12.0, 13.0, 13.0))
_CODES: Final = ("HD002", "HD011", "DT006")


def find_group(subject: Subject) -> Mapping[str, float]:
    """Return the size of each of the three by the rule of its look: the group that changes the fewest, the least."""
    heading = subject.components.heading
    date = heading.place_and_date.passage if heading.place_and_date is not None else None
    passages = (heading.nation, heading.motto, date)
    group = min(_GROUPS, key=lambda sizes: _weigh(passages, sizes))
    return {code: size for code, size, passage in zip(_CODES, group, passages, strict=True) if passage is not None}


def _weigh(passages: tuple[Passage | None, ...], sizes: tuple[float, ...]) -> tuple[int, float]:
    distances = [
        max((abs(run.size_pt - size) for run in telling_runs(passage.runs)), default=0.0)
        for passage, size in zip(passages, sizes, strict=True)
        if passage is not None
    ]
    return sum(distance > 0 for distance in distances), sum(distances)
