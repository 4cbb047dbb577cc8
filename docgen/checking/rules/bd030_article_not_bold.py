"""“Điều …” không in đậm.

Tìm gì: từ “Điều” và số thứ tự ở đầu điều không đậm.

Vì sao: từ “Điều”, số thứ tự và tiêu đề của điều trình bày kiểu chữ đứng, đậm (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục II, khoản 6, điểm đ).

Sai: Điều 1. kiểu chữ thường.

Đúng: Điều 1. in đậm.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.looks import telling_runs
from docgen.checking.recognition.components import BodyKind
from docgen.checking.recognition.passages import whole_passage
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form, own_items

CODE = "BD030"
NAME = "article-not-bold"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L36"
FIXABLE = True

_OPENING = re.compile(r"\s*Điều\s+\d+\w?\.?", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every article whose word and number are not bold."""
    for item in own_items(subject):
        if item.kind is not BodyKind.ARTICLE or item.is_automatic or is_blank_form(item.paragraph.text):
            continue
        opening = _OPENING.match(item.paragraph.text)
        if opening is None:
            continue
        runs = whole_passage(item.paragraph).cut(0, len(opening[0].strip())).runs
        if not all(run.bold for run in telling_runs(runs)):
            yield Fault(
                where=where_is(item.paragraph),
                message=f"“Điều {item.number}.” không in đậm.",
                expected="kiểu chữ đứng, đậm",
                found="không đậm",
            )
