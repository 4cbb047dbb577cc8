"""Các gạch đầu dòng của “Kính gửi” không thẳng hàng.

Tìm gì: các dòng của danh sách “Kính gửi” thụt vào khác nhau. Dòng thụt bằng phím Tab, dấu cách không xét.

Vì sao: các gạch đầu dòng thẳng hàng với nhau dưới dấu hai chấm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 9, điểm c).

Sai: dòng đầu thụt 5 cm, dòng sau thụt 4 cm.

Đúng: các dòng thụt bằng nhau.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.listed_items import has_dash, join_items
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject

CODE = "RC008"
NAME = "unaligned-addressees"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 9, điểm c"
L_ID = "L47"

_TOLERANCE = 40


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the dashes begin at different places."""
    addressees = subject.components.addressees
    if addressees is None or not fold(addressees.opening.shown).startswith("kinh gui"):
        return

    lines = [item.first for item in join_items(addressees.items) if has_dash(item.first)]
    judged = [line for line in lines if line.is_whole and line.text == line.paragraph.text.rstrip()]
    if (
        len(judged) < 2
        or len(judged) < len(lines)
        or any(line.paragraph.align not in ("left", "both") for line in judged)
    ):
        return
    first = _position(judged[0])
    for line in judged[1:]:
        if abs(_position(line) - first) > _TOLERANCE:
            yield Fault(
                where=line.where,
                message="Gạch đầu dòng không thẳng hàng với dòng đầu.",
                expected=_write(first),
                found=_write(_position(line)),
            )


def _position(line: Passage) -> int:
    return line.paragraph.left + line.paragraph.first_line


def _write(position: int) -> str:
    return f"{position / 567:.1f} cm".replace(".", ",")
