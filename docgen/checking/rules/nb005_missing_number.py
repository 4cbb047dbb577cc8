"""Văn bản phát hành chưa có số.

Tìm gì: chỗ ghi số còn trống trong văn bản đã ban hành (khi kiểm tra với tùy chọn “đã ban hành”). Bản thảo được để
trống.

Vì sao: số của văn bản là số thứ tự văn bản do cơ quan ban hành trong một năm (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục II, khoản 3, điểm a; Điều 15).

Sai: Số: /QĐ-UBND

Đúng: Số: 15/QĐ-UBND
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import CODE as COMPONENT
from docgen.checking.subject import Subject

CODE = "NB005"
NAME = "missing-number"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm a; Nghị định 30/2020/NĐ-CP, Điều 15, khoản 1"
L_ID = "L16"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for an issued document without a number."""
    if not subject.settings.issued:
        return
    code = subject.require(subject.components.heading.code, COMPONENT)
    if not code.number:
        yield Fault(code.passage.where, "Văn bản đã ban hành nhưng chưa có số.", "Số: …", code.passage.shown)
