"""Sau chữ cái của điểm không phải dấu ngoặc đơn đóng.

Tìm gì: điểm đánh dấu “a.” hay dấu khác, không phải “a)”.

Vì sao: thứ tự các điểm trong khoản dùng chữ cái tiếng Việt theo thứ tự bảng chữ cái, sau có dấu đóng ngoặc đơn (Nghị
định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ).

Sai: a. Rà soát thủ tục hành chính;

Đúng: a) Rà soát thủ tục hành chính;
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.recognition.components import BodyKind
from docgen.checking.subject import Subject
from docgen.checking.text_levels import judged_parts, own_paragraphs

CODE = "BD035"
NAME = "wrong-point-mark"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L38"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every point that is not marked with a bracket."""
    for part in judged_parts(subject):
        items = [item for item in own_paragraphs(part.body) if item.kind is BodyKind.POINT and item.number.islower()]
        for item in items:
            if item.mark != ")":
                yield Fault(
                    where=where_is(item.paragraph),
                    message="Sau chữ cái của điểm phải là dấu đóng ngoặc đơn.",
                    expected=f"{item.number})",
                    found=f"{item.number}{item.mark}",
                )
