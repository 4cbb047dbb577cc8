"""Thiếu đường kẻ dưới Tiêu ngữ.

Tìm gì: dưới Tiêu ngữ không có đường kẻ (nét vẽ, viền đoạn, viền ô, dãy gạch đều được tính), hoặc Tiêu ngữ được gạch
chân bằng nút Underline thay cho đường kẻ.

Vì sao: phía dưới Tiêu ngữ có đường kẻ ngang, nét liền, có độ dài bằng độ dài của dòng chữ (Nghị định 30/2020/NĐ-CP,
Phụ lục I, Phần I, Mục II, khoản 1, điểm b).

Sai: Tiêu ngữ bôi đen rồi bấm Ctrl+U.

Đúng: đường kẻ ngang nét liền ở dòng dưới, dài bằng dòng chữ.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.heading_lines import require_knowable_lines
from docgen.checking.recognition.expected import MOTTO
from docgen.checking.subject import Subject

CODE = "HD012"
NAME = "missing-motto-line"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm b"
L_ID = "L11"

_EXPECTED = "đường kẻ ngang, nét liền, dài bằng dòng chữ"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a motto without a line, or underlined instead."""
    heading = subject.components.heading
    motto = subject.require(heading.motto, MOTTO)
    line = heading.motto_line
    if line is None:
        require_knowable_lines(subject)
        yield Fault(motto.where, "Dưới Tiêu ngữ không có đường kẻ.", _EXPECTED, "không có")
    elif line.kind == "underline":
        yield Fault(motto.where, "Tiêu ngữ được gạch chân thay cho đường kẻ.", _EXPECTED, "gạch chân chữ")
