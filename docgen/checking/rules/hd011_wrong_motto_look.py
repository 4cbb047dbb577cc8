"""Tiêu ngữ sai kiểu chữ, cỡ chữ hoặc không canh giữa dưới Quốc hiệu.

Tìm gì: Tiêu ngữ in hoa, không đậm, in nghiêng, cỡ chữ khác 13–14, hoặc canh lề khác Quốc hiệu khi cả hai đứng trong
cùng một ô.

Vì sao: Tiêu ngữ trình bày bằng chữ in thường, cỡ chữ từ 13 đến 14, kiểu chữ đứng, đậm và được canh giữa dưới Quốc
hiệu (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm b).

Sai: Tiêu ngữ cỡ 12, nghiêng.

Đúng: Tiêu ngữ in thường, cỡ 14, đứng, đậm, canh giữa dưới Quốc hiệu.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.columns import stands_beside_middle
from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.recognition.expected import MOTTO
from docgen.checking.subject import Subject

CODE = "HD011"
NAME = "wrong-motto-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm b"
L_ID = "L10"
FIXABLE = True

_WANTED = WantedLook(13, 14, bold=True, italic=False, caps=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a motto in another look, and for one that is not centred."""
    motto = subject.require(subject.components.heading.motto, MOTTO)
    fault = find_look_fault((motto,), _WANTED, MOTTO)
    if fault is not None:
        yield fault
    if stands_beside_middle(subject, motto):
        yield Fault(motto.where, "Tiêu ngữ không canh giữa dưới Quốc hiệu.", "canh giữa", "không canh giữa")
