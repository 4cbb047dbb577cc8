"""Tên loại không có trong danh mục văn bản hành chính.

Tìm gì: dòng tên loại không phải một trong 29 loại của Điều 7 (nghị quyết, quyết định, chỉ thị, kế hoạch, báo cáo, tờ
trình…).

Vì sao: văn bản hành chính chỉ gồm 29 loại; loại khác không có chữ viết tắt cho ký hiệu và không có mẫu trình bày
(Nghị định 30/2020/NĐ-CP, Điều 7 và Phụ lục III).

Sai: THÔNG TRI; BẢN TIN.

Đúng: THÔNG BÁO; KẾ HOẠCH.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.words import TYPES
from docgen.checking.subject import Subject

CODE = "BD001"
NAME = "unknown-type-name"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Điều 7"
L_ID = "L24"


_BLANK = ("TÊN LOẠI", "…", "...")  # a form to fill in


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when a type is printed that the decree does not know."""
    type_name = subject.require(
        subject.components.type_name, "tên loại văn bản", expected=not subject.components.is_letter
    )
    folded = fold(type_name.shown)
    # "BÁO CÁO TÓM TẮT", "QUY CHẾ PHỐI HỢP" are still of their type.
    if any(folded.startswith(name) for name in TYPES):
        return
    if not type_name.shown.startswith(_BLANK):
        yield Fault(
            where=type_name.where,
            message=f"“{type_name.shown}” không phải là tên loại văn bản hành chính.",
            expected="một trong 29 loại văn bản hành chính",
            found=type_name.shown,
        )
