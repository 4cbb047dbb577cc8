"""Số trang sai cỡ chữ, kiểu chữ.

Tìm gì: số trang có cỡ chữ khác 13–14, hoặc in nghiêng. Số trang in đậm chỉ bị nhắc.

Vì sao: số trang dùng chữ số Ả Rập, cỡ chữ 13 đến 14, kiểu chữ đứng (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
I, khoản 7).

Sai: số trang cỡ 11 như Word đặt sẵn.

Đúng: số trang cỡ 14, kiểu chữ đứng.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.page_numbers import find_page_numbers
from docgen.checking.recognition.passages import whole_passage
from docgen.checking.subject import Subject

CODE = "PG006"
NAME = "wrong-page-number-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 7"
L_ID = "L07"
FIXABLE = True

_WANTED = WantedLook(13, 14, italic=False)
_NOT_BOLD = WantedLook(13, 14, bold=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every page number in a wrong look."""
    numbers = tuple(find_page_numbers(subject))
    if not numbers:
        raise CannotJudge("không tìm thấy số trang")
    for number in numbers:
        passages = (whole_passage(number.paragraph),)
        fault = find_look_fault(passages, _WANTED, "Số trang") or find_look_fault(
            passages, _NOT_BOLD, "Số trang", severity=Severity.WARNING
        )
        if fault is not None:
            yield fault
