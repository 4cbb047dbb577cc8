"""Đường kẻ dưới Tiêu ngữ dài hơn hoặc ngắn hơn dòng chữ.

Tìm gì: đường kẻ dưới Tiêu ngữ ngắn hơn ba phần tư hoặc dài hơn một lần rưỡi dòng chữ. Chỉ xét khi đo được đường kẻ.

Vì sao: đường kẻ dưới Tiêu ngữ có độ dài bằng độ dài của dòng chữ (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 1, điểm b).

Sai: đường kẻ bằng một phần ba Tiêu ngữ.

Đúng: đường kẻ dài bằng Tiêu ngữ.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.heading_lines import is_measured, write_share
from docgen.checking.recognition.expected import MOTTO
from docgen.checking.subject import Subject
from docgen.checking.text_width import estimate_width

CODE = "HD013"
NAME = "wrong-motto-line-length"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm b"
L_ID = "L11"

_LEAST, _MOST = 0.75, 1.5  # widths are estimated, and a hand that draws a line is not exact


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a line far from as long as the motto."""
    heading = subject.components.heading
    motto = subject.require(heading.motto, MOTTO)
    line = subject.require(heading.motto_line, "đường kẻ dưới Tiêu ngữ")
    if not is_measured(line):
        raise CannotJudge("không đo được đường kẻ dưới Tiêu ngữ")
    width = estimate_width(motto)
    if not _LEAST <= line.width / max(width, 1) <= _MOST:
        found = write_share(line, width)
        yield Fault(motto.where, f"Đường kẻ dưới Tiêu ngữ dài bằng {found}.", "dài bằng dòng chữ", found)
