"""Căn cứ ban hành không in nghiêng hoặc sai cỡ chữ.

Tìm gì: các dòng căn cứ (Căn cứ …; Theo đề nghị của …) của quyết định, nghị quyết không phải chữ nghiêng, cỡ 13–14. Ở
loại khác, danh mục căn cứ in đứng chỉ là cảnh báo.

Vì sao: căn cứ ghi bằng chữ in thường, kiểu chữ nghiêng, cỡ chữ 13 đến 14 (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I,
Mục II, khoản 6, điểm a).

Sai: Căn cứ Luật … kiểu chữ đứng.

Đúng: Căn cứ Luật … kiểu chữ nghiêng, cỡ 14.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.subject import Subject
from docgen.checking.text_levels import without_blanks

CODE = "BD015"
NAME = "wrong-basis-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm a"
L_ID = "L27"
FIXABLE = True

_WANTED = WantedLook(13, 14, italic=True)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every basis that is not italic or has another size."""
    components = subject.components
    bases = subject.require(components.legal_bases, "căn cứ ban hành", expected=subject.rests_on_bases)

    is_certain = components.resolution is not None
    if components.is_letter or (not is_certain and len(bases) < 2):
        return
    for basis in without_blanks(bases):
        fault = find_look_fault((basis,), _WANTED, "Căn cứ", severity=None if is_certain else Severity.WARNING)
        if fault is not None:
            yield fault
