"""Phụ lục không có dòng “(Kèm theo …)”.

Tìm gì: dưới tiêu đề phụ lục không có thông tin chỉ dẫn kèm theo văn bản nào.

Vì sao: thông tin chỉ dẫn kèm theo văn bản trên mỗi phụ lục được ghi đầy đủ (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần
I, Mục III, khoản 1, điểm c).

Sai: Phụ lục I / DANH SÁCH HỘI ĐỒNG / (bảng).

Đúng: Phụ lục I / DANH SÁCH HỘI ĐỒNG / (Kèm theo Quyết định số … ngày … tháng … năm … của …).
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.appendix_labels import labelled_appendices
from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "AX008"
NAME = "missing-issued-with"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm c"
L_ID = "L52"

_REACH = 12  # paragraphs below the label


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every labelled appendix that does not say with which document it goes."""
    for part in labelled_appendices(subject):
        if part.label is None or part.issued_with is not None:
            continue
        following = subject.facts.paragraphs[part.label.index : min(part.end, part.label.index + _REACH)]
        if not any("kem theo" in fold(paragraph.shown) for paragraph in following):
            yield Fault(
                where=part.label.where,
                message="Phụ lục không có dòng “(Kèm theo …)” dưới tiêu đề.",
                expected="(Kèm theo … số … ngày … tháng … năm … của …)",
                found="không có",
            )
