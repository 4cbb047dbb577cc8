"""Viện dẫn lại mà vẫn ghi đầy đủ.

Tìm gì: một văn bản được ghi đầy đủ (ngày, cơ quan ban hành, trích yếu) từ lần thứ hai trong nội dung.

Vì sao: các lần viện dẫn tiếp theo chỉ ghi tên loại và số, ký hiệu (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
II, khoản 6, điểm b).

Sai: … Quyết định số 3396/QĐ-UBND ngày 11/10/2021 của UBND tỉnh ban hành Bộ tiêu chí … (lần thứ hai)

Đúng: … Quyết định số 3396/QĐ-UBND …
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.cited_documents import cited_in_body
from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject

CODE = "CT002"
NAME = "repeated-full-citation"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b"
L_ID = "L30"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every document that the running text names in full a second time."""
    subject.require(subject.body, "nội dung văn bản")
    full: set[tuple[str, str]] = set()
    for cited in cited_in_body(subject):
        if not (cited.date and cited.issuer and cited.has_title):
            continue
        if cited.key in full:
            yield Fault(
                where=cited.where,
                message=f"{cited.name} đã được ghi đầy đủ ở trên.",
                expected=cited.name,
                found="ghi lại ngày, cơ quan ban hành, trích yếu",
            )
        full.add(cited.key)
