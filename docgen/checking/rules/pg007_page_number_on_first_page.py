"""Số trang hiện ở trang thứ nhất.

Tìm gì: trang đầu của văn bản có số trang, vì tệp không đặt “Different First Page” hoặc đầu trang riêng của trang đầu
cũng có số trang.

Vì sao: không hiển thị số trang thứ nhất (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 7).

Sai: số 1 ở đầu trang đầu, phía trên Quốc hiệu.

Đúng: số trang hiện từ trang 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity, where_is
from docgen.checking.page_numbers import first_page_kind, has_condition, has_page_field
from docgen.checking.subject import Subject

CODE = "PG007"
NAME = "page-number-on-first-page"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 7"
L_ID = "L08"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a page number on page 1."""
    if not subject.facts.sections:
        return
    section = subject.facts.sections[0]
    kind = first_page_kind(section)
    for paragraph in (*section.headers.get(kind, ()), *section.footers.get(kind, ())):
        if not has_page_field(paragraph):
            continue
        if has_condition(paragraph):
            raise CannotJudge("số trang hiện theo điều kiện (trường IF)")
        yield Fault(
            where=where_is(paragraph),
            message="Trang thứ nhất hiện số trang.",
            expected="không hiện số trang ở trang thứ nhất",
            found="trang đầu có số trang",
        )
        return
