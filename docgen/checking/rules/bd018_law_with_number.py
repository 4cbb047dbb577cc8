"""Căn cứ Luật, Pháp lệnh có ghi số, ký hiệu.

Tìm gì: dòng “Căn cứ Luật …”, “Căn cứ Pháp lệnh …” có ghi “số …/QH…”.

Vì sao: riêng Luật, Pháp lệnh không ghi số, ký hiệu, cơ quan ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
II, khoản 6, điểm a).

Sai: Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024;

Đúng: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject

CODE = "BD018"
NAME = "law-with-number"
SEVERITY = Severity.INFO
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm a"
L_ID = "L29"

_LAW = re.compile(
    r"-?\s?Căn cứ (?:Luật|Bộ luật|Pháp lệnh)\b[^;]{0,150}?"
    r"(?P<number>(?:số:? ?)?\d+/\d{4}/(?:QH|UBTVQH|PL-UBTVQH)\d+)"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a remark for every law or ordinance that is cited with its number."""
    for basis in subject.require(subject.components.legal_bases, "căn cứ ban hành", expected=subject.rests_on_bases):
        found = _LAW.match(basis.text)
        if found is not None:
            yield Fault(basis.where, "Căn cứ Luật, Pháp lệnh không ghi số, ký hiệu.", "không ghi số", found["number"])
