"""Danh sách nơi nhận sai cỡ chữ hoặc kiểu chữ.

Tìm gì: các dòng dưới “Nơi nhận:” không phải cỡ 11, kiểu chữ đứng, không đậm.

Vì sao: tên cơ quan, đơn vị, cá nhân nhận văn bản trình bày cỡ chữ 11, kiểu chữ đứng (Nghị định 30/2020/NĐ-CP, Phụ lục
I, Phần I, Mục II, khoản 9, điểm d và Mục V).

Sai: danh sách cỡ 12; danh sách in nghiêng.

Đúng: danh sách cỡ 11, đứng.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "RC011"
NAME = "wrong-recipients-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm d"
L_ID = "L49"
FIXABLE = True

_WANTED = WantedLook(11, 11, bold=False, italic=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when size, weight or slant of the list are wrong."""
    recipients = subject.require(subject.components.recipients, "Nơi nhận")

    yield from check_look(subject.require(recipients.items, "danh sách nơi nhận"), _WANTED, "Danh sách nơi nhận")
