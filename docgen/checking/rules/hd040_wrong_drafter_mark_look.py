"""Ký hiệu người soạn thảo sai cỡ chữ, kiểu chữ.

Tìm gì: ký hiệu người soạn thảo và số lượng bản phát hành (ví dụ PL.(300)) có cỡ chữ khác 11, in đậm hoặc in nghiêng.

Vì sao: ký hiệu người soạn thảo văn bản và số lượng bản phát hành trình bày bằng chữ in hoa, số lượng bằng chữ số Ả
Rập, cỡ chữ 11, kiểu chữ đứng (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 3).

Sai: PL.(300) cỡ 14, nghiêng

Đúng: PL.(300) cỡ 11, đứng
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.subject import Subject

CODE = "HD040"
NAME = "wrong-drafter-mark-look"
SEVERITY = Severity.INFO
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 3"
L_ID = "L58"
FIXABLE = True

_WANTED = WantedLook(11, 11, bold=False, italic=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a drafter's mark in another look."""
    mark = subject.components.drafter_mark
    fault = find_look_fault((mark,), _WANTED, "Ký hiệu người soạn thảo") if mark is not None else None
    if fault is not None:
        yield fault
