"""Phụ lục không đánh số trang riêng.

Tìm gì: phụ lục không bắt đầu ở một phần (section) mới, hoặc phần đó không đánh số trang lại từ 1.

Vì sao: số trang của từng phụ lục được đánh số riêng (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1,
điểm đ).

Sai: phụ lục tiếp số trang 5 của kế hoạch.

Đúng: ngắt phần (Next page) trước phụ lục, Format Page Numbers, Start at 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.components import PartKind
from docgen.checking.subject import Subject

CODE = "AX010"
NAME = "appendix-page-number"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm đ"
L_ID = "L54"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every labelled appendix whose pages do not count from 1."""
    previous = subject.components.main
    sections = {section.index: section for section in subject.facts.sections}
    for part in subject.components.parts[1:]:
        if part.kind is PartKind.APPENDIX and part.label is not None and part.sections:
            section = sections.get(part.sections[0])
            shares = bool(previous.sections) and previous.sections[-1] == part.sections[0]
            if shares:
                found = "chung phần (section) với nội dung phía trước"
            elif section is not None and section.page_start != 1:
                found = "tiếp số trang" if section.page_start is None else f"từ {section.page_start}"
            else:
                found = ""
            if found:
                yield Fault(part.label.where, "Số trang của phụ lục phải đánh riêng từ 1.", "bắt đầu từ 1", found)
        previous = part
