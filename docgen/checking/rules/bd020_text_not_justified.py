"""Lời văn không canh đều hai bên.

Tìm gì: đoạn văn dài hơn một dòng canh trái. Đoạn chỉ có một dòng nhìn như nhau nên không xét; bảng, dòng canh giữa
không xét.

Vì sao: nội dung văn bản được canh đều cả hai lề (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm
e).

Sai: đoạn văn canh trái, mép phải lởm chởm.

Đúng: đoạn văn canh đều hai bên (Justify).
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_longer_than_line, prose
from docgen.checking.visible_text import find_stretches

CODE = "BD020"
NAME = "text-not-justified"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm e"
L_ID = "L31"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of paragraphs that are not justified and show it."""
    subject.require(subject.body, "nội dung văn bản")

    # A paragraph that fits on its line looks the same either way: it neither opens nor ends a stretch.
    paragraphs = [
        item.paragraph
        for item in prose(subject)
        if item.paragraph.align != "left" or is_longer_than_line(subject, item.paragraph)
    ]
    for stretch in find_stretches(paragraphs, lambda paragraph: "left" if paragraph.align == "left" else None):
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Đoạn văn chưa canh đều hai bên{stretch.extent}.",
            expected="canh đều hai bên",
            found="canh trái",
        )
