"""Số, ký hiệu có dấu cách thừa.

Tìm gì: dấu cách trước hoặc sau dấu gạch chéo (/), dấu gạch nối (-) trong số, ký hiệu. Chỗ trống để điền số của bản
thảo được chấp nhận.

Vì sao: giữa số và ký hiệu có dấu gạch chéo, giữa các nhóm chữ viết tắt trong ký hiệu có dấu gạch nối, không cách chữ
(Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm c).

Sai: Số: 15 / QĐ - UBND

Đúng: Số: 15/QĐ-UBND
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import CODE as COMPONENT
from docgen.checking.subject import Subject

CODE = "NB001"
NAME = "spaces-in-code"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm c"
L_ID = "L16"
FIXABLE = True

# Before "/" only after a digit: what a draft leaves blank is room for the number.
_SPACES = re.compile(r"\d\s+[/\\]|[/\\]\s+\S|\w\s+[-–—]\s*\w|\w\s*[-–—]\s+\w")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for spaces around the marks of the code."""
    code = subject.require(subject.components.heading.code, COMPONENT)
    text = code.passage.shown
    if _SPACES.search(text):
        tight = re.sub(r"\s*([/\\\-–—])\s*", r"\1", text)
        yield Fault(code.passage.where, "Số, ký hiệu có dấu cách quanh “/” hoặc “-”.", tight, text)
