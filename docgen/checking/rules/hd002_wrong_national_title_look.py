"""Quốc hiệu sai kiểu chữ, cỡ chữ.

Tìm gì: Quốc hiệu không in hoa, không đậm, in nghiêng, hoặc cỡ chữ khác 12–13.

Vì sao: Quốc hiệu trình bày bằng chữ in hoa, cỡ chữ từ 12 đến 13, kiểu chữ đứng, đậm (Nghị định 30/2020/NĐ-CP, Phụ lục
I, Phần I, Mục II, khoản 1, điểm a).

Sai: Quốc hiệu cỡ 14.

Đúng: Quốc hiệu in hoa, cỡ 13, đứng, đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.recognition.expected import NATION
from docgen.checking.subject import Subject

CODE = "HD002"
NAME = "wrong-national-title-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm a"
L_ID = "L09"
FIXABLE = True

_WANTED = WantedLook(12, 13, bold=True, italic=False, caps=True)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a national title in another look."""
    nation = subject.require(subject.components.heading.nation, NATION)
    fault = find_look_fault((nation,), _WANTED, NATION)
    if fault is not None:
        yield fault
