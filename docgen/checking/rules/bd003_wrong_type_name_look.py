"""Tên loại văn bản sai cỡ chữ hoặc kiểu chữ.

Tìm gì: dòng tên loại không phải cỡ 13–14, kiểu chữ đứng, đậm.

Vì sao: tên loại trình bày cỡ chữ 13 đến 14, kiểu chữ đứng, đậm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 5, điểm b và Mục V).

Sai: KẾ HOẠCH cỡ 16; QUYẾT ĐỊNH không đậm.

Đúng: KẾ HOẠCH cỡ 14, đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "BD003"
NAME = "wrong-type-name-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L24"
FIXABLE = True

_WANTED = WantedLook(13, 14, bold=True, italic=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when size, weight or slant of the type are wrong."""
    type_name = subject.require(
        subject.components.type_name, "tên loại văn bản", expected=not subject.components.is_letter
    )
    yield from check_look((type_name,), _WANTED, "Tên loại văn bản")
