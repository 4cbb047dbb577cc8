"""Trích yếu sai cỡ chữ hoặc kiểu chữ.

Tìm gì: trích yếu dưới tên loại không phải cỡ 13–14, kiểu chữ đứng, đậm.

Vì sao: trích yếu trình bày cỡ chữ 13 đến 14, kiểu chữ đứng, đậm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 5, điểm b và Mục V).

Sai: trích yếu không đậm; trích yếu cỡ 12; trích yếu in nghiêng.

Đúng: trích yếu cỡ 14, đậm, đứng.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "BD006"
NAME = "wrong-subject-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L25"
FIXABLE = True

_WANTED = WantedLook(13, 14, bold=True, italic=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when size, weight or slant of the subject are wrong."""
    components = subject.components
    if components.is_letter:
        return
    lines = subject.require(components.subject, "trích yếu nội dung", expected=subject.has_printed_subject)

    yield from check_look(lines, _WANTED, "Trích yếu")
