"""Dấu cuối dòng trong danh sách “Kính gửi” không đúng.

Tìm gì: dòng trong danh sách “Kính gửi” không kết thúc bằng dấu chấm phẩy, hoặc dòng cuối không kết thúc bằng dấu
chấm.

Vì sao: cuối mỗi dòng có dấu chấm phẩy, cuối dòng cuối cùng có dấu chấm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
Mục II, khoản 9, điểm c).

Sai: - Sở Nội vụ, / - Sở Tài chính;

Đúng: - Sở Nội vụ; / - Sở Tài chính.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.listed_items import find_wrong_ends, has_dash, join_items
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "RC007"
NAME = "wrong-addressee-end"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm c"
L_ID = "L47"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every item with another mark at its end."""
    addressees = subject.components.addressees
    if addressees is None or not fold(addressees.opening.shown).startswith("kinh gui"):
        return

    items = join_items(addressees.items)
    if len(items) < 2 or not all(has_dash(item.first) or item.is_below for item in items):
        return
    for item, mark in find_wrong_ends(items):
        yield Fault(
            where=item.last.where,
            message=f"Cuối dòng phải là dấu {'chấm' if mark == '.' else 'chấm phẩy'}.",
            expected=f"“{mark}”",
            found=f"“…{item.last.text.rstrip()[-12:]}”",
        )
