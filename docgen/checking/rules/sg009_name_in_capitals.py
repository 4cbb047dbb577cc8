"""Họ tên người ký in hoa.

Tìm gì: họ tên của người ký viết toàn chữ hoa.

Vì sao: họ tên của người ký trình bày bằng chữ in thường (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7,
điểm đ).

Sai: NGUYỄN VĂN AN.

Đúng: Nguyễn Văn An.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.signers_text import blocks_of, starts_with_surname
from docgen.checking.subject import Subject

CODE = "SG009"
NAME = "name-in-capitals"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm đ"
L_ID = "L45"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every name in capitals."""
    for block in blocks_of(subject):
        name = block.name
        if name is not None and name.is_caps and starts_with_surname(name.shown):
            yield Fault(name.where, "Họ tên người ký in hoa.", name.shown.title(), name.shown)
