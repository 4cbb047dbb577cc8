"""Trích yếu công văn sát ngay dưới số, ký hiệu.

Tìm gì: giữa dòng số, ký hiệu và dòng “V/v …” không có khoảng cách (dưới 5 pt) và không có dòng trống.

Vì sao: trích yếu công văn cách dòng 6 pt với số và ký hiệu văn bản (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
II, khoản 5, điểm b).

Sai: V/v có khoảng cách trước (Before) 0 pt.

Đúng: V/v có khoảng cách trước 6 pt.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.looks import format_size
from docgen.checking.subject import Subject

CODE = "BD013"
NAME = "letter-subject-gap"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L26"
FIXABLE = True

_LEAST = 100  # twips: 6 pt are 120


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when a letter's subject follows the number without a gap."""
    components = subject.components
    if not components.is_letter:
        return
    lines = subject.require(components.heading.letter_subject, "trích yếu của công văn (V/v)")

    code = subject.require(components.heading.code, "số, ký hiệu").passage
    first = lines[0]
    if not (code.is_whole and first.is_whole) or first.index != code.index + 1:
        raise CannotJudge("trích yếu công văn không đứng ngay dưới số, ký hiệu thành đoạn riêng")
    if code.paragraph.place.row != first.paragraph.place.row:
        raise CannotJudge("trích yếu công văn và số, ký hiệu ở hai hàng của bảng")
    gap = max(code.paragraph.after, first.paragraph.before)
    if gap < _LEAST:
        yield Fault(
            where=first.where,
            message="Trích yếu công văn không cách số, ký hiệu 6 pt.",
            expected="6 pt",
            found=f"{format_size(gap / 20)} pt",
        )
