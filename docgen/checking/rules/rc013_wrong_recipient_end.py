"""Dấu cuối dòng trong danh sách nơi nhận không đúng.

Tìm gì: dòng trong danh sách nơi nhận không kết thúc bằng dấu chấm phẩy, hoặc dòng cuối (Lưu: …) không kết thúc bằng
dấu chấm.

Vì sao: cuối mỗi dòng có dấu chấm phẩy; dòng cuối cùng (Lưu) kết thúc bằng dấu chấm (Nghị định 30/2020/NĐ-CP, Phụ lục
I, Phần I, Mục II, khoản 9, điểm d).

Sai: - Như trên, / - Lưu: VT, NV;

Đúng: - Như trên; / - Lưu: VT, NV.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.listed_items import find_wrong_ends, join_items
from docgen.checking.subject import Subject

CODE = "RC013"
NAME = "wrong-recipient-end"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm d"
L_ID = "L49"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every item with another mark at its end."""
    recipients = subject.require(subject.components.recipients, "Nơi nhận")

    items = join_items(subject.require(recipients.items, "danh sách nơi nhận"))
    for item, mark in find_wrong_ends(items):
        yield Fault(
            where=item.last.where,
            message=f"Cuối dòng phải là dấu {'chấm' if mark == '.' else 'chấm phẩy'}.",
            expected=f"“{mark}”",
            found=f"“…{item.last.text.rstrip()[-12:]}”",
        )
