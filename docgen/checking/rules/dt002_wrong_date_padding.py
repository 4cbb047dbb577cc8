"""Ngày, tháng thiếu hoặc thừa số 0 ở trước.

Tìm gì: ngày từ 1 đến 9, tháng 1, tháng 2 không có số 0 ở trước; tháng 3 đến tháng 9 có số 0 ở trước.

Vì sao: với những số thể hiện ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm số 0 phía trước (Nghị định 30/2020/NĐ-CP,
Phụ lục I, Phần I, Mục II, khoản 4, điểm b). Tháng 3 đến tháng 9 ghi một chữ số.

Sai: ngày 5 tháng 1 năm 2022; ngày 15 tháng 09 năm 2023

Đúng: ngày 05 tháng 01 năm 2022; ngày 15 tháng 9 năm 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import require_place_and_date
from docgen.checking.subject import Subject

CODE = "DT002"
NAME = "wrong-date-padding"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm b"
L_ID = "L21"
FIXABLE = True

_LAST_PADDED_MONTH = 2


def check(subject: Subject) -> Iterator[Fault]:
    """Yield one fault for wrong leading zeros in the date."""
    found = require_place_and_date(subject)
    if found is None:
        return
    wrong = []
    if found.day and found.day != (wanted := f"{int(found.day):02d}"):
        wrong.append(("ngày", found.day, wanted))
    if found.month and found.month != (wanted := _write_month(int(found.month))):
        wrong.append(("tháng", found.month, wanted))
    if wrong:
        yield Fault(
            where=found.passage.where,
            message=f"Thời gian ban hành ghi {_join((n, f) for n, f, _ in wrong)}; phải ghi "
            f"{_join((n, w) for n, _, w in wrong)}.",
            expected=_join((name, wanted) for name, _, wanted in wrong),
            found=_join((name, written) for name, written, _ in wrong),
        )


def _write_month(month: int) -> str:
    return f"{month:02d}" if month <= _LAST_PADDED_MONTH else str(month)


def _join(parts: Iterator[tuple[str, str]]) -> str:
    return ", ".join(f"{name} {number}" for name, number in parts)
