"""Thời gian ban hành viết sai dạng.

Tìm gì: ngày, tháng, năm không viết đầy đủ (15/9/2023), các từ “ngày”, “tháng”, “năm” viết hoa, năm không đủ bốn chữ
số.

Vì sao: thời gian ban hành văn bản được ghi đầy đủ ngày, tháng, năm bằng chữ số Ả Rập, chữ in thường (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm b và c).

Sai: Hà Nội, 15/9/2023; Hà Nội, Ngày 15 Tháng 9 Năm 2023

Đúng: Hà Nội, ngày 15 tháng 9 năm 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import require_place_and_date
from docgen.checking.subject import Subject

CODE = "DT001"
NAME = "wrong-date-form"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm b và c"
L_ID = "L21"

_EXPECTED = "ngày … tháng … năm …"
_WORDS = ("ngày", "tháng", "năm")
_YEAR_DIGITS = 4


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a date that is not written out as the decree asks."""
    found = require_place_and_date(subject)
    if found is None:
        return
    shown = found.passage.shown
    where = found.passage.where
    missing = [word for word in _WORDS if word not in shown.lower()]
    if missing:
        yield Fault(where, "Thời gian ban hành không ghi đầy đủ “ngày … tháng … năm …”.", _EXPECTED, shown)
    elif any(word not in shown for word in _WORDS):
        yield Fault(where, "Các từ “ngày”, “tháng”, “năm” phải viết thường.", _EXPECTED, shown)
    elif found.day and found.month and 0 < len(found.year) < _YEAR_DIGITS and not shown.rstrip().endswith(("…", ".")):
        yield Fault(where, "Năm phải ghi đủ bốn chữ số.", "năm có bốn chữ số", found.year)
