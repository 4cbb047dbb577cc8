"""Dòng “(Kèm theo …)” sai cỡ chữ hoặc kiểu chữ.

Tìm gì: dòng “(Kèm theo Quyết định số …)” của phụ lục, của văn bản kèm theo không phải chữ in thường, nghiêng, cỡ
13–14.

Vì sao: thông tin chỉ dẫn kèm theo văn bản trình bày canh giữa phía dưới tên của phụ lục, chữ in thường, cỡ chữ 13 đến
14, kiểu chữ nghiêng (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm c).

Sai: (Kèm theo Quyết định số …) kiểu chữ đứng.

Đúng: (Kèm theo Quyết định số …) kiểu chữ nghiêng, cỡ 14.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.subject import Subject

CODE = "AX007"
NAME = "wrong-issued-with-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm c"
L_ID = "L52"
FIXABLE = True

_WANTED = WantedLook(13, 14, italic=True)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every reference line that looks otherwise."""
    for part in subject.components.parts:
        line = part.issued_with
        if line is not None:
            # Room to fill in belongs to this line: an electronic document leaves it.
            fault = find_look_fault((line,), _WANTED, "Dòng “(Kèm theo …)”")
            if fault is not None:
                yield fault
