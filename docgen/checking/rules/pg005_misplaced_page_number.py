"""Số trang đặt sai chỗ.

Tìm gì: số trang ở chân trang, hoặc ở đầu trang nhưng không canh giữa.

Vì sao: số trang đặt canh giữa theo chiều ngang trong phần lề trên của văn bản (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục I, khoản 7).

Sai: số trang ở góc phải cuối trang.

Đúng: số trang ở giữa lề trên.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.checking.findings import CannotJudge, Fault, Severity, where_is
from docgen.checking.page_numbers import find_page_numbers
from docgen.checking.subject import Subject
from docgen.ooxml.facts import ParagraphFacts
from docgen.ooxml.names import W

CODE = "PG005"
NAME = "misplaced-page-number"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 7"
L_ID = "L07"
FIXABLE = True

_EXPECTED = "canh giữa trong lề trên"
_ALIGNMENTS = {"left": "canh trái", "right": "canh phải", "both": "canh đều hai bên", "outside": "canh mép ngoài"}


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every page number at the foot or beside the middle."""
    numbers = tuple(find_page_numbers(subject))
    if not numbers:
        raise CannotJudge("không tìm thấy số trang")
    for number in numbers:
        if not number.is_header:
            yield Fault(where_is(number.paragraph), "Số trang đặt ở chân trang.", _EXPECTED, "ở chân trang")
        elif (align := _find_alignment(number.paragraph)) != "center":
            found = _ALIGNMENTS.get(align, align)
            yield Fault(where_is(number.paragraph), f"Số trang không canh giữa: {found}.", _EXPECTED, found)


def _find_alignment(paragraph: ParagraphFacts) -> str:
    """Return how a page number is aligned; centred where tabs, tables and text boxes decide and nobody can tell."""
    frame = _find_frame(paragraph.node)
    if frame is not None and frame.get(f"{W}xAlign") not in (None, "inside", "left"):
        return str(frame.get(f"{W}xAlign"))
    place = paragraph.place
    is_open = (
        place.text_box >= 0 or place.table >= 0 or frame is not None or "\t" in paragraph.text or paragraph.drawings
    )
    return "center" if is_open else paragraph.align


def _find_frame(node: Any) -> Any:
    return node.find(f"{W}pPr/{W}framePr") if node is not None else None
