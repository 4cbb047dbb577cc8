"""Tên cơ quan ban hành sai kiểu chữ, cỡ chữ hoặc không canh giữa.

Tìm gì: tên cơ quan, tổ chức ban hành văn bản không in hoa, không đậm, in nghiêng, cỡ chữ khác 12–13, hoặc canh sát
một bên ô.

Vì sao: tên cơ quan, tổ chức ban hành văn bản trình bày bằng chữ in hoa, cỡ chữ từ 12 đến 13, kiểu chữ đứng, đậm, canh
giữa (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2, điểm b).

Sai: Sở Nội vụ (in thường, cỡ 14)

Đúng: SỞ NỘI VỤ (in hoa, cỡ 13, đậm)
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.columns import stands_beside_middle
from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.recognition.expected import ORGAN
from docgen.checking.subject import Subject

CODE = "HD020"
NAME = "wrong-organ-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2, điểm b"
L_ID = "L13"
FIXABLE = True

_WANTED = WantedLook(12, 13, bold=True, italic=False, caps=True)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for the name of the issuing agency in another look, or beside the middle."""
    organ = subject.require(subject.components.heading.organ, ORGAN)
    fault = find_look_fault(organ, _WANTED, "Tên cơ quan ban hành văn bản")
    if fault is not None:
        yield fault
    aside = next((line for line in organ if stands_beside_middle(subject, line)), None)
    if aside is not None:
        yield Fault(aside.where, "Tên cơ quan ban hành văn bản không canh giữa.", "canh giữa", "không canh giữa")
