"""Trích yếu công văn chưa canh giữa dưới số, ký hiệu.

Tìm gì: dòng “V/v …” không được canh giữa bằng định dạng đoạn. Trích yếu đặt bằng tab cùng dòng khác thì không xét.

Vì sao: trích yếu công văn canh giữa dưới số và ký hiệu (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5,
điểm b).

Sai: V/v canh trái.

Đúng: V/v canh giữa dưới số, ký hiệu.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_centred

CODE = "BD012"
NAME = "letter-subject-not-centred"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L26"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when a letter's subject is not centred."""
    components = subject.components
    if not components.is_letter:
        return
    lines = subject.require(components.heading.letter_subject, "trích yếu của công văn (V/v)")

    yield from check_centred(lines, "Trích yếu công văn")
