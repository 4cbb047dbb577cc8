"""Số, ký hiệu sai cỡ chữ, kiểu chữ.

Tìm gì: số, ký hiệu có cỡ chữ khác 13, in đậm hoặc in nghiêng.

Vì sao: số, ký hiệu trình bày cỡ chữ 13, kiểu chữ đứng (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3,
điểm c).

Sai: Số: 15/QĐ-UBND cỡ 14, đậm

Đúng: Số: 15/QĐ-UBND cỡ 13, đứng, không đậm
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.recognition.expected import CODE as COMPONENT
from docgen.checking.subject import Subject

CODE = "NB003"
NAME = "wrong-code-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm c"
L_ID = "L16"
FIXABLE = True

_WANTED = WantedLook(13, 13, bold=False, italic=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a code in another look."""
    code = subject.require(subject.components.heading.code, COMPONENT)
    fault = find_look_fault((code.passage,), _WANTED, "Số, ký hiệu")
    if fault is not None:
        yield fault
