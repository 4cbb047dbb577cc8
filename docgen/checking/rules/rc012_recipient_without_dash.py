"""Nơi nhận không có gạch đầu dòng.

Tìm gì: một dòng trong danh sách nơi nhận không bắt đầu bằng gạch đầu dòng.

Vì sao: mỗi nơi nhận trình bày trên một dòng riêng, có gạch đầu dòng sát lề trái (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục II, khoản 9, điểm d).

Sai: Như trên; / Lưu: VT.

Đúng: - Như trên; / - Lưu: VT.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.listed_items import has_dash, join_items
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "RC012"
NAME = "recipient-without-dash"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm d"
L_ID = "L49"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every item without a dash."""
    recipients = subject.require(subject.components.recipients, "Nơi nhận")

    for item in join_items(subject.require(recipients.items, "danh sách nơi nhận")):
        if not has_dash(item.first) and not item.is_below and not is_blank_form(item.words):
            yield Fault(item.first.where, "Nơi nhận không có gạch đầu dòng.", f"- {item.words}", item.first.shown)
