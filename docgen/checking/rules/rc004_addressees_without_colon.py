"""Sau “Kính gửi” không có dấu hai chấm.

Tìm gì: từ “Kính gửi” không có dấu hai chấm theo sau, hoặc viết “Kính Gửi”, “KÍNH GỬI”.

Vì sao: sau từ “Kính gửi” có dấu hai chấm, chữ in thường (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9,
điểm c).

Sai: Kính gửi Ủy ban nhân dân tỉnh.

Đúng: Kính gửi: Ủy ban nhân dân tỉnh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "RC004"
NAME = "addressees-without-colon"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm c"
L_ID = "L46"

_RIGHT = re.compile(r"Kính gửi\s?:")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the words are not "Kính gửi:"."""
    addressees = subject.components.addressees
    if addressees is None or not fold(addressees.opening.shown).startswith("kinh gui"):
        return

    if not _RIGHT.match(addressees.opening.shown):
        yield Fault(
            where=addressees.opening.where,
            message="“Kính gửi:” viết chưa đúng hoặc thiếu dấu hai chấm.",
            expected="Kính gửi:",
            found=addressees.opening.shown[:20],
        )
