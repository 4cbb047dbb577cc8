"""Số thứ tự của phần, chương, mục không liên tục.

Tìm gì: phần, chương không đếm I, II, III…; mục trong chương không đếm 1, 2, 3…; các mục lớn I., II., III. nhảy số
hoặc trùng số.

Vì sao: các bố cục của văn bản được đánh số thứ tự (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm
đ). Trùng hay nhảy số thường do chép từ văn bản khác.

Sai: I. / II. / II. / III.

Đúng: I. / II. / III. / IV.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.number_sequences import read_number
from docgen.checking.recognition.components import BodyKind, Part
from docgen.checking.subject import Subject
from docgen.checking.text_levels import judged_parts, own_paragraphs

CODE = "BD029"
NAME = "broken-heading-sequence"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L35"

_LEVELS = (BodyKind.PART, BodyKind.CHAPTER, BodyKind.SECTION, BodyKind.SUBSECTION, BodyKind.ROMAN)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every heading whose number does not follow the one before."""
    for part in judged_parts(subject):
        yield from _check_body(part)


def _check_body(part: Part) -> Iterator[Fault]:
    last: dict[BodyKind, int] = {}
    for item in own_paragraphs(part.body):
        value = read_number(item.number) if item.kind in _LEVELS else None
        if value is None:
            if item.kind is BodyKind.POINT and item.number.isupper():
                last.pop(BodyKind.ROMAN, None)
            continue
        before = last.get(item.kind, 0)
        # Chapters go on through the parts; sections begin anew in every chapter or go on.
        if value not in (before + 1, 1) or (value == before == 1 and item.kind is not BodyKind.ROMAN):
            yield Fault(
                where=where_is(item.paragraph),
                message=f"Số thứ tự của {item.kind.value} không liên tục.",
                expected=f"số thứ {before + 1}" if before else "số thứ nhất",
                found=f"{item.number}{f' sau số thứ {before}' if before else ''}",
            )
        last[item.kind] = value
        for lower in _LEVELS[_LEVELS.index(item.kind) + 1 :]:
            if lower is BodyKind.ROMAN or item.kind is not BodyKind.PART:
                last.pop(lower, None)
