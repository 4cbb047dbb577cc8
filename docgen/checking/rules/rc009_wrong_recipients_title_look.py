"""“Nơi nhận” sai cỡ chữ hoặc kiểu chữ.

Tìm gì: từ “Nơi nhận” không phải cỡ 12, kiểu chữ nghiêng, đậm; viết hoa toàn bộ hoặc thiếu dấu hai chấm.

Vì sao: từ “Nơi nhận” trình bày bằng chữ in thường, cỡ chữ 12, kiểu chữ nghiêng, đậm, sau có dấu hai chấm (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm d và Mục V).

Sai: Nơi nhận: cỡ 14, gạch chân.

Đúng: Nơi nhận: cỡ 12, nghiêng, đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "RC009"
NAME = "wrong-recipients-title-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm d"
L_ID = "L48"
FIXABLE = True

_WANTED = WantedLook(12, 12, bold=True, italic=True, caps=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the look of "Nơi nhận" is wrong, or its colon is missing."""
    recipients = subject.require(subject.components.recipients, "Nơi nhận")

    yield from check_look((recipients.title,), _WANTED, "“Nơi nhận”")
    if not recipients.title.shown.endswith(":"):
        yield Fault(
            recipients.title.where, "Sau “Nơi nhận” không có dấu hai chấm.", "Nơi nhận:", recipients.title.shown
        )
