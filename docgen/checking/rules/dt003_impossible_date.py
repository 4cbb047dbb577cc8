"""Ngày ban hành không có thật.

Tìm gì: ngày, tháng không có trong lịch (ngày 31 tháng 4, ngày 29 tháng 02 của năm không nhuận, tháng 13).

Vì sao: thời gian ban hành văn bản là ngày, tháng, năm văn bản được ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần
I, Mục II, khoản 4, điểm b).

Sai: ngày 31 tháng 9 năm 2023

Đúng: ngày 30 tháng 9 năm 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import require_place_and_date
from docgen.checking.subject import Subject
from docgen.errors import InputError
from docgen.vietnamese.dates import PartialDate

CODE = "DT003"
NAME = "impossible-date"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm b"
L_ID = "L21"

_YEAR_DIGITS = 4


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a date that no calendar has."""
    found = require_place_and_date(subject)
    if found is None:
        return
    year, month, day = (int(part) if part else None for part in (found.year, found.month, found.day))
    if len(found.year) < _YEAR_DIGITS:
        year = None
    try:
        PartialDate(year, month, day if month is not None else None)
    except InputError as error:
        yield Fault(found.passage.where, f"Ngày ban hành: {error.message}.", error.hint, found.passage.shown)
