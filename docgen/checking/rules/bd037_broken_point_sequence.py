"""Thứ tự các điểm không theo bảng chữ cái tiếng Việt.

Tìm gì: các điểm trong một khoản nhảy chữ hoặc trùng chữ; hay gặp nhất là sau d) đến e), bỏ mất đ).

Vì sao: thứ tự các điểm dùng chữ cái tiếng Việt theo thứ tự bảng chữ cái (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
Mục II, khoản 6, điểm đ).

Sai: c) … d) … e) …

Đúng: c) … d) … đ) … e) …
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.number_sequences import find_point_breaks
from docgen.checking.subject import Subject
from docgen.checking.text_levels import judged_parts
from docgen.vietnamese.numerals import POINT_LETTERS

CODE = "BD037"
NAME = "broken-point-sequence"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L38"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every point that does not follow the one before."""
    for part in judged_parts(subject):
        for found in find_point_breaks(part.body):
            expected = POINT_LETTERS[found.expected - 1] if 0 < found.expected <= len(POINT_LETTERS) else "khoản mới"
            after = f" sau {POINT_LETTERS[found.previous - 1]})" if found.previous > 0 else ""
            yield Fault(
                where=where_is(found.item.paragraph),
                message=f"Thứ tự các điểm không đúng: {found.item.number}){after}.",
                expected=f"{expected})",
                found=f"{found.item.number})",
            )
