"""Công văn in chữ “CÔNG VĂN”.

Tìm gì: công văn có dòng tên loại “CÔNG VĂN” dưới phần đầu.

Vì sao: công văn không ghi tên loại; trích yếu đặt sau chữ “V/v” dưới số, ký hiệu (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục II, khoản 5; Phụ lục III, Mẫu 1.5).

Sai: CÔNG VĂN / V/v báo cáo.

Đúng: Số: 15/SNV-CCHC / V/v báo cáo.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "BD014"
NAME = "letter-with-type-name"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L26"

_REACH = 8  # paragraphs after the heading block


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a line "CÔNG VĂN"."""
    heading = subject.components.heading
    for paragraph in subject.facts.paragraphs[heading.start : heading.end + _REACH]:
        if len(paragraph.text) < 40 and fold(paragraph.shown).strip(" .:") == "cong van":
            message = "Công văn không ghi tên loại."
            yield Fault(where_is(paragraph), message, "không có dòng “CÔNG VĂN”", paragraph.shown)
