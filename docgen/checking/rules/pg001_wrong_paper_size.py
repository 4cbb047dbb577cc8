"""Khổ giấy không phải A4.

Tìm gì: mọi phần (section) của tệp có khổ giấy khác 210 × 297 mm (sai quá 0,35 mm). Trang nằm ngang là A4 xoay lại.

Vì sao: văn bản hành chính trình bày trên khổ A4 (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 1). Word bản
tiếng Anh tạo tệp mới với khổ Letter 216 × 279 mm: in ra bị co, lệch lề.

Sai: Letter 216 × 279 mm.

Đúng: A4 210 × 297 mm, hoặc 297 × 210 mm cho trang nằm ngang.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.ooxml.facts import TWIPS_PER_MM

CODE = "PG001"
NAME = "wrong-paper-size"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 1"
L_ID = "L01"
FIXABLE = True

_A4 = (11906, 16838)
# Programs round 210 × 297 mm in their own ways: 11900 and 11907 are A4 as well.
_TOLERANCE = 20


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every section that is not on A4."""
    for section in subject.facts.sections:
        size = sorted((section.page_width, section.page_height))
        if all(abs(side - wanted) <= _TOLERANCE for side, wanted in zip(size, _A4, strict=True)):
            continue
        width, height = (round(side / TWIPS_PER_MM) for side in (section.page_width, section.page_height))
        yield Fault(
            where=subject.where_section(section),
            message="Khổ giấy không phải A4.",
            expected="A4 (210 × 297 mm)",
            found=f"{width} × {height} mm",
        )
