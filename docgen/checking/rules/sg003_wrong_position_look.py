"""Quyền hạn, chức vụ của người ký sai cỡ chữ hoặc kiểu chữ.

Tìm gì: dòng quyền hạn, chức vụ không phải cỡ 13–14, kiểu chữ đứng, đậm.

Vì sao: quyền hạn, chức vụ của người ký trình bày cỡ chữ 13 đến 14, kiểu chữ đứng, đậm (Nghị định 30/2020/NĐ-CP, Phụ
lục I, Phần I, Mục II, khoản 7, điểm b và Mục V).

Sai: KT. CHỦ TỊCH không đậm; CHỦ TỊCH cỡ 12.

Đúng: KT. CHỦ TỊCH cỡ 14, đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.signers_text import blocks_of, signing_lines
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "SG003"
NAME = "wrong-position-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm b"
L_ID = "L41"
FIXABLE = True

_WANTED = WantedLook(13, 14, bold=True, italic=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when size, weight or slant of competence and position are wrong."""
    for block in blocks_of(subject):
        yield from check_look(signing_lines(block), _WANTED, "Quyền hạn, chức vụ của người ký")
