"""Khoảng cách giữa các đoạn văn dưới 6 pt.

Tìm gì: hai đoạn văn liền nhau cách nhau dưới 6 pt (lấy số lớn hơn trong khoảng cách sau của đoạn trên và khoảng cách
trước của đoạn dưới). Khi cộng hai số mới đủ 6 pt thì chỉ cảnh báo, vì tùy cài đặt Word cộng hay lấy số lớn.

Vì sao: khoảng cách giữa các đoạn văn tối thiểu là 6 pt (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6,
điểm e).

Sai: khoảng cách trước và sau đều 0 pt; chọn “Don’t add space between paragraphs of the same style”.

Đúng: khoảng cách sau (After) 6 pt.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.looks import format_size
from docgen.checking.recognition.components import BodyParagraph
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_field_line, prose
from docgen.checking.visible_text import find_stretches

CODE = "BD023"
NAME = "narrow-paragraph-gap"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm e"
L_ID = "L33"
FIXABLE = True

_LEAST = 120
_SLACK = 1


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of paragraphs that stand too close to the one before."""
    subject.require(subject.body, "nội dung văn bản")

    gaps = {item.paragraph.place.index: gap for item, gap in _find_gaps(subject)}
    paragraphs = [item.paragraph for item in prose(subject) if item.paragraph.place.index in gaps]
    for stretch in find_stretches(paragraphs, lambda paragraph: _judge(*gaps[paragraph.place.index])):
        after, before = gaps[stretch.paragraphs[0].place.index]
        found = f"{format_size(max(after, before) / 20)} pt"
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Khoảng cách với đoạn văn ở trên chỉ {found}{stretch.extent}.",
            expected="từ 6 pt trở lên",
            found=found,
            severity=Severity.WARNING if stretch.key == "sum" else None,
        )


def _judge(after: int, before: int) -> str | None:
    if max(after, before) >= _LEAST - _SLACK:
        return None
    return "sum" if after + before >= _LEAST - _SLACK else "narrow"


def _find_gaps(subject: Subject) -> Iterator[tuple[BodyParagraph, tuple[int, int]]]:
    """Yield the paragraphs that stand right under another, with the space after that one and before this one."""
    for above, below in pairwise(prose(subject)):
        upper, lower = above.paragraph, below.paragraph
        if lower.place.index != upper.place.index + 1:
            continue
        if is_field_line(subject, above) and is_field_line(subject, below):
            continue
        if lower.page_break_before or "\f" in upper.text or lower.place.section != upper.place.section:
            continue
        same = upper.style_id == lower.style_id
        after = 0 if same and upper.contextual_spacing else upper.after
        before = 0 if same and lower.contextual_spacing else lower.before
        yield below, (after, before)
