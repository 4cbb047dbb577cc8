"""Trích yếu chưa canh giữa.

Tìm gì: trích yếu dưới tên loại không được canh giữa bằng định dạng đoạn.

Vì sao: trích yếu đặt canh giữa, ngay dưới tên loại (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm
b).

Sai: trích yếu canh đều hai bên, thụt đầu dòng.

Đúng: trích yếu canh giữa.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_centred

CODE = "BD007"
NAME = "subject-not-centred"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L25"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the subject is not centred."""
    components = subject.components
    if components.is_letter:
        return
    lines = subject.require(components.subject, "trích yếu nội dung", expected=subject.has_printed_subject)

    yield from check_centred(lines, "Trích yếu")
