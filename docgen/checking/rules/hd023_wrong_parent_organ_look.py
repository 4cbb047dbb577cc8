"""Tên cơ quan chủ quản sai kiểu chữ, cỡ chữ.

Tìm gì: tên cơ quan, tổ chức chủ quản không in hoa, in đậm, in nghiêng, hoặc cỡ chữ khác 12–13.

Vì sao: tên cơ quan, tổ chức chủ quản trực tiếp trình bày bằng chữ in hoa, cỡ chữ từ 12 đến 13, kiểu chữ đứng (Nghị
định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2, điểm b); chỉ tên cơ quan ban hành mới đậm.

Sai: UBND TỈNH NINH BÌNH (đậm)

Đúng: UBND TỈNH NINH BÌNH (in hoa, cỡ 13, không đậm)
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.subject import Subject

CODE = "HD023"
NAME = "wrong-parent-organ-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2, điểm b"
L_ID = "L14"
FIXABLE = True

_WANTED = WantedLook(12, 13, bold=False, italic=False, caps=True)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for the name of the parent agency in another look."""
    fault = find_look_fault(subject.components.heading.parent_organ, _WANTED, "Tên cơ quan chủ quản")
    if fault is not None:
        yield fault
