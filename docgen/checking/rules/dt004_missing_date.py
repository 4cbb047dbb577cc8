"""Văn bản phát hành chưa có ngày, tháng.

Tìm gì: ngày, tháng hoặc năm còn trống trong văn bản đã ban hành (khi kiểm tra với tùy chọn “đã ban hành”). Văn bản đã
có số mà chưa có ngày thì bị nhắc. Bản thảo được để trống.

Vì sao: văn bản phải ghi ngày, tháng, năm ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm
b).

Sai: Hà Nội, ngày tháng năm 2023

Đúng: Hà Nội, ngày 15 tháng 9 năm 2023
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import require_place_and_date
from docgen.checking.subject import Subject

CODE = "DT004"
NAME = "missing-date"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm b"
L_ID = "L21"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for an issued document with blanks in its date."""
    if not subject.is_issued:
        return
    found = require_place_and_date(subject)
    if found is None:
        return
    blanks = [name for name, part in (("ngày", found.day), ("tháng", found.month), ("năm", found.year)) if not part]
    if blanks:
        names = ", ".join(blanks)
        yield Fault(
            where=found.passage.where,
            message=f"Văn bản đã có số nhưng chưa ghi {names}."
            if subject.settings.issued is None
            else f"Chưa ghi {names}.",
            expected="đủ ngày, tháng, năm",
            found=found.passage.shown,
            severity=None if subject.settings.issued else Severity.WARNING,
        )
