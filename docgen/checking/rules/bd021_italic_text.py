"""Cả đoạn văn in nghiêng.

Tìm gì: một đoạn lời văn dài hơn một dòng in nghiêng toàn bộ. Từ ngữ in nghiêng trong câu, ghi chú trong ngoặc, lời
dẫn trong ngoặc kép, tiêu đề ngắn không xét.

Vì sao: nội dung văn bản trình bày kiểu chữ đứng (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm
e).

Sai: một đoạn nhiệm vụ in nghiêng cả đoạn.

Đúng: đoạn văn kiểu chữ đứng.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.looks import telling_runs
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_longer_than_line, is_prose, own_items

CODE = "BD021"
NAME = "italic-text"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm e"
L_ID = "L31"

_EXEMPT = re.compile(
    r"(?:ghi chú|lưu ý|ví dụ|nguồn|chú thích|căn cứ|theo đề nghị|xét|trong đó)\b|[“\"«(*]", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every long paragraph that is all italic."""
    subject.require(subject.body, "nội dung văn bản")

    for item in own_items(subject):
        paragraph = item.paragraph
        if (
            not paragraph.ink
            or not paragraph.ink[0].italic
            or not is_prose(item)
            or item.is_titled
            or _EXEMPT.match(paragraph.text.strip().lstrip("-+ "))
        ):
            continue
        if all(run.italic for run in telling_runs(paragraph.runs)) and is_longer_than_line(subject, paragraph):
            yield Fault(where_is(paragraph), "Cả đoạn văn in nghiêng.", "kiểu chữ đứng", "kiểu chữ nghiêng")
