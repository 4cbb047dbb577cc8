"""Từ “Phần”, “Chương”, “Mục”, “Tiểu mục” in hoa.

Tìm gì: dòng số thứ tự của phần, chương, mục, tiểu mục viết toàn chữ hoa.

Vì sao: từ “Phần”, “Chương”, “Mục”, “Tiểu mục” và số thứ tự trình bày bằng chữ in thường; tiêu đề mới in hoa (Nghị
định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ).

Sai: CHƯƠNG I / QUY ĐỊNH CHUNG.

Đúng: Chương I / QUY ĐỊNH CHUNG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.subject import Subject
from docgen.checking.text_levels import HEADINGS, own_items

CODE = "BD027"
NAME = "heading-word-in-capitals"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L35"

_WORD = re.compile(r"(?:phần|chương|tiểu mục|mục)", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every heading word in capitals."""
    for item in own_items(subject):
        word = _WORD.match(item.paragraph.shown) if item.kind in HEADINGS else None
        if word is not None and word[0].isupper():
            wanted = word[0].capitalize()
            yield Fault(
                where=where_is(item.paragraph),
                message=f"Từ “{wanted}” phải viết chữ in thường.",
                expected=f"{wanted} {item.number}",
                found=item.paragraph.shown[: word.end() + 1 + len(item.number)],
            )
