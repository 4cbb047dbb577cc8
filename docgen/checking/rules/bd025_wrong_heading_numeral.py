"""Số của phần, chương, mục, tiểu mục sai loại chữ số.

Tìm gì: phần, chương không ghi bằng chữ số La Mã; mục, tiểu mục không ghi bằng chữ số Ả Rập.

Vì sao: số thứ tự của phần, chương dùng chữ số La Mã; của mục, tiểu mục dùng chữ số Ả Rập (Nghị định 30/2020/NĐ-CP,
Phụ lục I, Phần I, Mục II, khoản 6, điểm đ).

Sai: Chương 1; Phần thứ nhất; Mục I.

Đúng: Chương I; Phần I; Mục 1.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.number_sequences import read_number
from docgen.checking.recognition.components import BodyKind
from docgen.checking.subject import Subject
from docgen.checking.text_levels import HEADINGS, own_items

CODE = "BD025"
NAME = "wrong-heading-numeral"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L35"

_ROMAN = (BodyKind.PART, BodyKind.CHAPTER)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every heading with the wrong kind of number."""
    for item in own_items(subject):
        if item.kind not in HEADINGS or not item.number:
            continue
        is_roman = item.kind in _ROMAN
        if _is_roman(item.number) if is_roman else item.number.isdecimal():
            continue
        word = item.kind.value.capitalize()
        yield Fault(
            where=where_is(item.paragraph),
            message=f"{word} phải đánh số bằng chữ số {'La Mã' if is_roman else 'Ả Rập'}.",
            expected=f"{word} {'I, II, III' if is_roman else '1, 2, 3'}",
            found=f"{word} {item.number}",
        )


def _is_roman(number: str) -> bool:
    return not number.isdecimal() and read_number(number) is not None
