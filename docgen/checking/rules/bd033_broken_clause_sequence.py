"""Số thứ tự của các khoản không liên tục.

Tìm gì: các khoản 1., 2., 3. của một điều (hoặc dưới một tiêu đề) nhảy số hoặc trùng số. Ngoài văn bản có điều thì chỉ
cảnh báo.

Vì sao: các khoản trong mỗi điều đánh số thứ tự bằng chữ số Ả Rập (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 6, điểm đ).

Sai: 1. / 2. / 4.

Đúng: 1. / 2. / 3.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.number_sequences import find_clause_breaks
from docgen.checking.subject import Subject
from docgen.checking.text_levels import has_articles, judged_parts

CODE = "BD033"
NAME = "broken-clause-sequence"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L37"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every clause that does not follow the one before."""
    for part in judged_parts(subject):
        severity = None if has_articles(part.body) else Severity.WARNING
        for found in find_clause_breaks(part.body):
            after = f" sau khoản {found.previous}" if found.previous > 0 else ""
            yield Fault(
                where=where_is(found.item.paragraph),
                message=f"Số thứ tự không liên tục: {found.item.number}.{after}",
                expected=f"{found.expected}.",
                found=f"{found.item.number}.",
                severity=severity,
            )
