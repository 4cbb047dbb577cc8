"""Tiêu đề phụ lục sai cỡ chữ hoặc kiểu chữ.

Tìm gì: tiêu đề dưới dòng “Phụ lục …” không phải chữ in hoa, cỡ 13–14, kiểu chữ đứng, đậm.

Vì sao: tiêu đề (tên) của phụ lục trình bày canh giữa, chữ in hoa, cỡ chữ 13 đến 14, kiểu chữ đứng, đậm (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm b).

Sai: Danh sách thành viên Hội đồng.

Đúng: DANH SÁCH THÀNH VIÊN HỘI ĐỒNG.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.appendix_labels import labelled_appendices
from docgen.checking.findings import Fault, Severity
from docgen.checking.looks import WantedLook
from docgen.checking.subject import Subject
from docgen.checking.text_levels import check_look

CODE = "AX006"
NAME = "wrong-appendix-title-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm b"
L_ID = "L52"
FIXABLE = True

_WANTED = WantedLook(13, 14, bold=True, italic=False, caps=True)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every title of an appendix that looks otherwise."""
    for part in labelled_appendices(subject):
        yield from check_look(part.title, _WANTED, "Tiêu đề phụ lục")
