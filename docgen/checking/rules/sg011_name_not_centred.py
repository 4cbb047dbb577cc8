"""Họ tên người ký không canh giữa dưới chức vụ.

Tìm gì: chức vụ canh giữa nhưng họ tên ở dưới không canh giữa. Chỉ xét khi phần ký nằm trong bảng.

Vì sao: họ tên của người ký đặt canh giữa so với quyền hạn, chức vụ (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
II, khoản 7, điểm đ).

Sai: họ tên canh trái trong ô bên phải.

Đúng: họ tên canh giữa.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.signers_text import blocks_of
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_off_centre

CODE = "SG011"
NAME = "name-not-centred"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm đ"
L_ID = "L45"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every name that is not centred below a centred position."""
    for block in blocks_of(subject):
        name = block.name
        if name is None or not name.is_whole or not name.paragraph.in_table or not block.lines:
            continue
        if all(line.is_whole and line.paragraph.align == "center" for line in block.lines) and is_off_centre(name):
            yield Fault(name.where, "Họ tên người ký chưa canh giữa dưới chức vụ.", "canh giữa", "không canh giữa")
