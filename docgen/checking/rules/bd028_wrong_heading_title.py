"""Tiêu đề của phần, chương, mục không in hoa hoặc không ở dòng riêng.

Tìm gì: tiêu đề của phần, chương, mục, tiểu mục viết chữ thường, hoặc nằm cùng dòng với số thứ tự.

Vì sao: tiêu đề của phần, chương, mục, tiểu mục đặt ngay dưới, canh giữa, chữ in hoa (Nghị định 30/2020/NĐ-CP, Phụ lục
I, Phần I, Mục II, khoản 6, điểm đ).

Sai: Chương I. QUY ĐỊNH CHUNG; Chương I / Quy định chung.

Đúng: Chương I / QUY ĐỊNH CHUNG.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.recognition.components import BodyKind
from docgen.checking.subject import Subject
from docgen.checking.text_levels import HEADINGS, own_items

CODE = "BD028"
NAME = "wrong-heading-title"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L35"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every title in small letters or on the line of the number."""
    for item in own_items(subject):
        title = item.title
        if title is None or not title.text or item.kind not in (*HEADINGS, BodyKind.HEADING_TITLE):
            continue
        if item.kind in HEADINGS and not item.is_automatic and "\n" not in item.paragraph.text.strip():
            word = item.kind.value.capitalize()
            yield Fault(
                where=where_is(item.paragraph),
                message=f"Tiêu đề phải xuống dòng, đặt dưới “{word} {item.number}”.",
                expected=f"{word} {item.number} / {title.shown.upper()}",
                found=item.paragraph.shown,
            )
        elif not title.is_caps:
            yield Fault(where_is(item.paragraph), "Tiêu đề phải in hoa.", title.shown.upper(), title.shown)
