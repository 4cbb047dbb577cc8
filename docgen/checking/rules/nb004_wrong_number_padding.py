"""Số văn bản thiếu hoặc thừa số 0 ở trước.

Tìm gì: số từ 1 đến 9 không có số 0 ở trước; số có số 0 thừa (001, 015); số 0.

Vì sao: với những số nhỏ hơn 10 phải ghi thêm số 0 phía trước (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 3, điểm c); số bắt đầu từ 01 (Điều 15).

Sai: Số: 5/KH-UBND; Số: 005/KH-UBND

Đúng: Số: 05/KH-UBND; Số: 15/KH-UBND
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import CODE as COMPONENT
from docgen.checking.subject import Subject

CODE = "NB004"
NAME = "wrong-number-padding"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm c"
L_ID = "L17"
FIXABLE = True

_MOST_DIGITS = 9


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a number without its leading zero or with too many."""
    code = subject.require(subject.components.heading.code, COMPONENT)
    number = code.number
    if not number.isascii() or not number.isdigit() or len(number) > _MOST_DIGITS:
        return
    wanted = f"{int(number):02d}"
    if int(number) == 0:
        yield Fault(code.passage.where, f"Số văn bản “{number}” không có; số bắt đầu từ 01.", "từ 01", number)
    elif number != wanted:
        yield Fault(code.passage.where, f"Số văn bản ghi “{number}”; phải ghi “{wanted}”.", wanted, number)
