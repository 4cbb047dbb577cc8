"""Trích yếu công văn không bắt đầu bằng “V/v”, hoặc in hoa.

Tìm gì: trích yếu dưới số, ký hiệu của công văn bắt đầu bằng chữ khác “V/v” (Về việc, v/v), hoặc viết toàn chữ in hoa.

Vì sao: trích yếu công văn trình bày sau chữ “V/v”, chữ in thường (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 5, điểm b).

Sai: Về việc báo cáo kết quả; V/V BÁO CÁO KẾT QUẢ.

Đúng: V/v báo cáo kết quả.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject

CODE = "BD011"
NAME = "wrong-letter-subject-opening"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L26"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when a letter's subject does not open with "V/v" or is all in capitals."""
    components = subject.components
    if not components.is_letter:
        return
    lines = subject.require(components.heading.letter_subject, "trích yếu của công văn (V/v)")

    first = lines[0]
    if not first.text.startswith("V/v"):
        yield Fault(first.where, "Trích yếu công văn không bắt đầu bằng “V/v”.", "V/v …", first.shown[:12])
    elif all(line.is_caps for line in lines):
        yield Fault(first.where, "Trích yếu công văn viết toàn chữ in hoa.", "chữ in thường", first.shown)
