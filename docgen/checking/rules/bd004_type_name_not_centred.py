"""Tên loại văn bản chưa canh giữa.

Tìm gì: dòng tên loại không được canh giữa bằng định dạng đoạn.

Vì sao: tên loại được đặt canh giữa theo chiều ngang (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5,
điểm b).

Sai: KẾ HOẠCH canh trái.

Đúng: KẾ HOẠCH canh giữa.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_centred

CODE = "BD004"
NAME = "type-name-not-centred"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L24"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the type is not centred."""
    type_name = subject.require(
        subject.components.type_name, "tên loại văn bản", expected=not subject.components.is_letter
    )
    yield from check_centred((type_name,), "Tên loại văn bản")
