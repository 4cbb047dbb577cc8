"""Số trang không đánh từ 1 hoặc không dùng chữ số Ả Rập.

Tìm gì: phần đầu của văn bản đặt số trang bắt đầu khác 1; số trang là số La Mã hoặc chữ cái.

Vì sao: số trang được đánh từ số 1, bằng chữ số Ả Rập (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 7).

Sai: “Start at: 0”; số trang i, ii, iii.

Đúng: số trang 1, 2, 3 (trang 1 không hiện).
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.page_numbers import find_page_numbers
from docgen.checking.subject import Subject

CODE = "PG008"
NAME = "wrong-page-numbering"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 7"
L_ID = "L08"
FIXABLE = True

_ARABIC = frozenset({"", "decimal", "numberInDash", "decimalZero"})


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a first number other than 1 and for every section with other numerals."""
    if not any(find_page_numbers(subject)):
        raise CannotJudge("không tìm thấy số trang")
    for section in subject.facts.sections:
        where = subject.where_section(section)
        if section.index == 0 and section.page_start not in (None, 1):
            found = str(section.page_start)
            yield Fault(where, f"Số trang bắt đầu từ {found}.", "bắt đầu từ 1", found)
        if section.page_format not in _ARABIC:
            yield Fault(where, "Số trang không dùng chữ số Ả Rập.", "1, 2, 3", section.page_format)
