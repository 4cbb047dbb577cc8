"""Trích yếu công văn sai cỡ chữ hoặc kiểu chữ.

Tìm gì: dòng “V/v …” dưới số, ký hiệu của công văn không phải cỡ 12–13, kiểu chữ đứng, không đậm.

Vì sao: trích yếu công văn trình bày sau chữ “V/v” bằng chữ in thường, cỡ chữ 12 đến 13, kiểu chữ đứng (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b và Mục V).

Sai: V/v in nghiêng, cỡ 14; V/v in đậm.

Đúng: V/v cỡ 12, đứng, không đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "BD010"
NAME = "wrong-letter-subject-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L26"
FIXABLE = True

_WANTED = WantedLook(12, 13, bold=False, italic=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when size, weight or slant of a letter's subject are wrong."""
    components = subject.components
    if not components.is_letter:
        return
    lines = subject.require(components.heading.letter_subject, "trích yếu của công văn (V/v)")

    yield from check_look(lines, _WANTED, "Trích yếu công văn")
