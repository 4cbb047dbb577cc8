"""Họ tên người ký sai cỡ chữ hoặc kiểu chữ.

Tìm gì: họ tên của người ký không phải cỡ 13–14, kiểu chữ đứng, đậm.

Vì sao: họ tên của người ký trình bày cỡ chữ 13 đến 14, kiểu chữ đứng, đậm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần
I, Mục II, khoản 7, điểm đ và Mục V).

Sai: Nguyễn Văn An không đậm; cỡ 12.

Đúng: Nguyễn Văn An cỡ 14, đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.signers_text import blocks_of
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "SG010"
NAME = "wrong-name-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm đ"
L_ID = "L45"
FIXABLE = True

_WANTED = WantedLook(13, 14, bold=True, italic=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when size, weight or slant of a name are wrong."""
    for block in blocks_of(subject):
        if block.name is not None:
            yield from check_look((block.name,), _WANTED, "Họ tên người ký")
