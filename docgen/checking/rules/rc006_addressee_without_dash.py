"""Nơi nhận của “Kính gửi” không có gạch đầu dòng.

Tìm gì: danh sách “Kính gửi” có từ hai dòng nhưng dòng không bắt đầu bằng gạch đầu dòng.

Vì sao: mỗi tên cơ quan, cá nhân nhận văn bản trình bày trên một dòng riêng, có gạch đầu dòng (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm c).

Sai: Sở Nội vụ; / Sở Tài chính.

Đúng: - Sở Nội vụ; / - Sở Tài chính.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.listed_items import has_dash, join_items
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "RC006"
NAME = "addressee-without-dash"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm c"
L_ID = "L47"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every item without a dash."""
    addressees = subject.components.addressees
    if addressees is None or not fold(addressees.opening.shown).startswith("kinh gui"):
        return

    items = join_items(addressees.items)
    if len(items) < 2 and not (addressees.inline is not None and items):
        return
    for item in items:
        if not has_dash(item.first) and not is_blank_form(item.words):
            yield Fault(item.first.where, "Nơi nhận không có gạch đầu dòng.", f"- {item.words}", item.first.shown)
