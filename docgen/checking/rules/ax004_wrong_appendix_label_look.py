"""Chữ “Phụ lục” sai cỡ chữ hoặc kiểu chữ.

Tìm gì: dòng “Phụ lục …” không phải chữ in thường, cỡ 14, kiểu chữ đứng, đậm.

Vì sao: từ “Phụ lục” và số thứ tự trình bày thành một dòng riêng, canh giữa, chữ in thường, cỡ chữ 14, kiểu chữ đứng,
đậm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm b).

Sai: PHỤ LỤC I; Phụ lục I cỡ 13, nghiêng.

Đúng: Phụ lục I cỡ 14, đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.appendix_labels import labelled_appendices
from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "AX004"
NAME = "wrong-appendix-label-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm b"
L_ID = "L52"
FIXABLE = True

_WANTED = WantedLook(14, 14, bold=True, italic=False, caps=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every label that looks otherwise."""
    for part in labelled_appendices(subject):
        if part.label is not None:
            yield from check_look((part.label,), _WANTED, "Chữ “Phụ lục”")
