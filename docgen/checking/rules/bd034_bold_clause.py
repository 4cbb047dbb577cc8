"""Cả khoản in đậm.

Tìm gì: một khoản dài hơn một dòng, kết thúc bằng dấu chấm hoặc chấm phẩy, in đậm toàn bộ. Khoản là tiêu đề (ngắn,
không có dấu cuối) không xét.

Vì sao: khoản trình bày kiểu chữ đứng, cỡ chữ của lời văn; chỉ số thứ tự và tiêu đề của khoản có tiêu đề mới in đậm
(Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ).

Sai: 1. Sở Nội vụ chủ trì, phối hợp … theo quy định. (đậm cả khoản)

Đúng: 1. Sở Nội vụ chủ trì, phối hợp … theo quy định.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.looks import telling_runs
from docgen.checking.recognition.components import BodyKind
from docgen.checking.subject import Subject
from docgen.checking.text_levels import own_items

CODE = "BD034"
NAME = "bold-clause"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L37"

_HEADING = 200  # characters: a bold line shorter than this may be a heading with a full stop


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every clause or point that is all bold and no heading."""
    for item in own_items(subject):
        text = item.paragraph.text.rstrip()
        if item.kind not in (BodyKind.CLAUSE, BodyKind.POINT) or len(text) < _HEADING:
            continue
        if text.endswith((".", ";")) and all(run.bold for run in telling_runs(item.paragraph.runs)):
            yield Fault(where_is(item.paragraph), f"Cả {item.kind.value} in đậm.", "không đậm", "đậm")
