"""Địa danh, thời gian sai cỡ chữ, kiểu chữ.

Tìm gì: dòng địa danh, thời gian không nghiêng, in đậm, in hoa, hoặc cỡ chữ khác 13–14.

Vì sao: địa danh và thời gian ban hành văn bản trình bày bằng chữ in thường, cỡ chữ từ 13 đến 14, kiểu chữ nghiêng
(Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm c).

Sai: Hà Nội, ngày 15 tháng 9 năm 2023 (đứng, đậm)

Đúng: dòng chữ nghiêng, không đậm, cỡ 14.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import require_place_and_date
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.subject import Subject

CODE = "DT006"
NAME = "wrong-place-and-date-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm c"
L_ID = "L22"
FIXABLE = True

_WANTED = WantedLook(13, 14, bold=False, italic=True, caps=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for place and date in another look."""
    found = require_place_and_date(subject)
    if found is None:
        return
    fault = find_look_fault((found.passage,), _WANTED, "Địa danh, thời gian")
    if fault is not None:
        yield fault
