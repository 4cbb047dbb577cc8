"""Cỡ chữ của Quốc hiệu, Tiêu ngữ, địa danh không đi với nhau.

Tìm gì: mỗi cỡ chữ riêng thì đúng, nhưng bộ ba Quốc hiệu – Tiêu ngữ – địa danh, thời gian không phải 13–14–14 hoặc
12–13–13.

Vì sao: cỡ chữ trong cùng một văn bản tăng, giảm phải thống nhất: Quốc hiệu cỡ 13 thì Tiêu ngữ, địa danh và thời gian
cỡ 14; Quốc hiệu cỡ 12 thì Tiêu ngữ, địa danh và thời gian cỡ 13 (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục V).

Sai: Quốc hiệu cỡ 12, Tiêu ngữ cỡ 14, địa danh cỡ 14.

Đúng: 13, 14, 14 hoặc 12, 13, 13.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import format_size, telling_runs
from docgen.checking.recognition.expected import MOTTO, NATION
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject

CODE = "HD014"
NAME = "mismatched-heading-sizes"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục V"
L_ID = "L12"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the sizes do not go up and down together."""
    heading = subject.components.heading
    nation = subject.require(heading.nation, NATION)
    motto = subject.require(heading.motto, MOTTO)
    sizes = [_find_size(nation, 12, 13), _find_size(motto, 13, 14)]
    if heading.place_and_date is not None:
        sizes.append(_find_size(heading.place_and_date.passage, 13, 14))
    known = [size for size in sizes if size is not None]
    # Sizes that are wrong by themselves, or mixed, are faults of other rules.
    if len(known) < len(sizes):
        return
    if any(size != known[0] + 1 for size in known[1:]):
        found = ", ".join(map(format_size, known))
        yield Fault(
            where=nation.where,
            message=f"Cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh không thống nhất: {found}.",
            expected="13, 14, 14 hoặc 12, 13, 13",
            found=found,
        )


def _find_size(passage: Passage, least: float, most: float) -> float | None:
    sizes = {run.size_pt for run in telling_runs(passage.runs)}
    size = sizes.pop() if len(sizes) == 1 else 0.0
    return size if least <= size <= most else None
