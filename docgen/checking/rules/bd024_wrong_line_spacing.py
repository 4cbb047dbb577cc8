"""Giãn dòng không từ dòng đơn đến 1,5 lines.

Tìm gì: giãn dòng của lời văn dưới dòng đơn hoặc trên 1,5 lines. Giãn dòng Exactly, At least (tính theo pt) được so
với chiều cao dòng của cỡ chữ và chỉ cảnh báo.

Vì sao: khoảng cách giữa các dòng tối thiểu là dòng đơn, tối đa là 1,5 lines (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần
I, Mục II, khoản 6, điểm e).

Sai: Multiple 0,9; Double.

Đúng: Single; Multiple 1,15; 1,5 lines; Exactly 18 pt với chữ cỡ 14.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.looks import format_size, telling_runs
from docgen.checking.subject import Subject
from docgen.checking.text_levels import prose
from docgen.checking.visible_text import find_stretches
from docgen.ooxml.facts import ParagraphFacts

CODE = "BD024"
NAME = "wrong-line-spacing"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm e"
L_ID = "L34"
FIXABLE = True

_SINGLE, _MOST = 240, 360
_SLACK = 3
_FONT_LINE = 1.15  # of the size of type: the line of Times New Roman
_RATIO_SLACK = 0.03


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of paragraphs with lines too close or too far."""
    subject.require(subject.body, "nội dung văn bản")

    for stretch in find_stretches([item.paragraph for item in prose(subject)], _find_wrong):
        found, is_certain = stretch.key
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Giãn dòng {found}{stretch.extent}.",
            expected="từ dòng đơn đến 1,5 lines",
            found=found,
            severity=None if is_certain else Severity.WARNING,
        )


def _find_wrong(paragraph: ParagraphFacts) -> tuple[str, bool] | None:
    if paragraph.line_rule == "auto":
        if _SINGLE - _SLACK <= paragraph.line <= _MOST + _SLACK:
            return None
        return f"{paragraph.line / 240:.2f} lines".replace(".", ","), True
    runs = telling_runs(paragraph.runs)
    if not runs:
        return None
    ratio = paragraph.line / (max(run.size_pt for run in runs) * 20 * _FONT_LINE)
    least = 0 if paragraph.line_rule == "atLeast" else 1
    if least - _RATIO_SLACK <= ratio <= 1.5 + _RATIO_SLACK:
        return None
    name = "Exactly" if paragraph.line_rule == "exact" else "At least"
    return f"{name} {format_size(round(paragraph.line / 20, 1))} pt", False
