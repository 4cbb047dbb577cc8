"""“Kính gửi” và nơi nhận sai cỡ chữ hoặc kiểu chữ.

Tìm gì: từ “Kính gửi” hoặc tên cơ quan, cá nhân nhận văn bản không phải cỡ 13–14, kiểu chữ đứng, không đậm.

Vì sao: “Kính gửi” và tên nơi nhận trình bày bằng chữ in thường, cỡ chữ 13 đến 14, kiểu chữ đứng (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm c và Mục V).

Sai: Kính gửi in nghiêng, đậm.

Đúng: Kính gửi cỡ 14, đứng, không đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "RC003"
NAME = "wrong-addressees-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm c"
L_ID = "L46"
FIXABLE = True

_WANTED = WantedLook(13, 14, bold=False, italic=False)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when size, weight or slant of the addressees are wrong."""
    addressees = subject.components.addressees
    if addressees is None or not fold(addressees.opening.shown).startswith("kinh gui"):
        return

    inline = (addressees.inline,) if addressees.inline is not None else ()
    yield from check_look((addressees.opening, *inline, *addressees.items), _WANTED, "“Kính gửi”")
