"""Tên loại văn bản không in hoa.

Tìm gì: dòng tên loại (KẾ HOẠCH, QUYẾT ĐỊNH…) viết chữ thường. Chữ hoa do định dạng (All caps) cũng được.

Vì sao: tên loại trình bày bằng chữ in hoa (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b).

Sai: Kế hoạch.

Đúng: KẾ HOẠCH.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "BD002"
NAME = "type-name-not-capitals"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L24"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the type is not shown in capitals."""
    type_name = subject.require(
        subject.components.type_name, "tên loại văn bản", expected=not subject.components.is_letter
    )
    if not type_name.is_caps and not is_blank_form(type_name.text):
        yield Fault(type_name.where, "Tên loại văn bản không in hoa.", type_name.shown.upper(), type_name.shown)
