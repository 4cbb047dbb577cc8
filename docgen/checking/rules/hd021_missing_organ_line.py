"""Thiếu đường kẻ dưới tên cơ quan.

Tìm gì: dưới tên cơ quan ban hành không có đường kẻ, hoặc tên được gạch chân bằng nút Underline thay cho đường kẻ.

Vì sao: phía dưới tên cơ quan, tổ chức ban hành văn bản có đường kẻ ngang, nét liền, dài bằng 1/3 đến 1/2 dòng chữ,
đặt cân đối so với dòng chữ (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2, điểm b).

Sai: tên cơ quan gạch chân bằng Ctrl+U.

Đúng: đường kẻ ngang ngắn, ở giữa, dưới tên cơ quan.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.heading_lines import require_knowable_lines
from docgen.checking.recognition.expected import ORGAN
from docgen.checking.subject import Subject

CODE = "HD021"
NAME = "missing-organ-line"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2, điểm b"
L_ID = "L13"

_EXPECTED = "đường kẻ ngang, nét liền, dài bằng 1/3 đến 1/2 dòng chữ"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for an agency's name without a line, or underlined instead."""
    heading = subject.components.heading
    organ = subject.require(heading.organ, ORGAN)
    line = heading.organ_line
    if line is None:
        require_knowable_lines(subject)
        yield Fault(organ[-1].where, "Dưới tên cơ quan ban hành không có đường kẻ.", _EXPECTED, "không có")
    elif line.kind == "underline":
        message = "Tên cơ quan ban hành được gạch chân thay cho đường kẻ."
        yield Fault(organ[-1].where, message, _EXPECTED, "gạch chân chữ")
