"""Sau số của điều không phải dấu chấm.

Tìm gì: sau “Điều …” là dấu hai chấm, dấu khác hoặc không có dấu.

Vì sao: số thứ tự của điều dùng chữ số Ả Rập, sau số có dấu chấm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 6, điểm đ).

Sai: Điều 1: Thành lập Hội đồng…

Đúng: Điều 1. Thành lập Hội đồng…
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.recognition.components import BodyKind
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form, own_items

CODE = "BD031"
NAME = "wrong-article-mark"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L36"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every article whose number is not followed by a full stop."""
    for item in own_items(subject):
        if item.kind is BodyKind.ARTICLE and item.mark != "." and not is_blank_form(item.paragraph.text[:20]):
            yield Fault(
                where=where_is(item.paragraph),
                message="Sau số của điều phải là dấu chấm.",
                expected=f"Điều {item.number}.",
                found=f"Điều {item.number}{item.mark}",
            )
