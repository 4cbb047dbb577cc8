"""Dấu chỉ mức độ khẩn sai.

Tìm gì: dấu khẩn khác HỎA TỐC, THƯỢNG KHẨN, KHẨN; không đóng khung; không màu đỏ; không in hoa, đậm, cỡ 13–14.

Vì sao: mức độ khẩn có ba mức HỎA TỐC, THƯỢNG KHẨN, KHẨN; chữ in hoa, cỡ chữ từ 13 đến 14, kiểu chữ đứng, đậm, trong
khung hình chữ nhật viền đơn, mực đỏ tươi (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 2, điểm b).

Sai: HỎA TỐC HẸN GIỜ; chữ KHẨN màu đen, không khung.

Đúng: KHẨN màu đỏ, đậm, cỡ 13, trong khung đỏ.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.frames import is_framed, is_red
from docgen.checking.looks import WantedLook, find_look_fault, telling_runs
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "HD030"
NAME = "wrong-urgency-mark"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 2, điểm b"
L_ID = "L55"

_LEVELS = frozenset(map(fold, ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN")))
_WANTED = WantedLook(13, 14, bold=True, italic=False, caps=True)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield faults for a mark of urgency in other words or looks."""
    mark = subject.components.heading.urgency
    if mark is None:
        return
    if fold(mark.shown).strip(" .!") not in _LEVELS:
        message = f"Không có mức độ khẩn “{mark.shown}”."
        yield Fault(mark.where, message, "HỎA TỐC, THƯỢNG KHẨN hoặc KHẨN", mark.shown)
    fault = find_look_fault((mark,), _WANTED, "Dấu chỉ mức độ khẩn")
    if fault is not None:
        yield fault
    if not all(is_red(run.color) for run in telling_runs(mark.runs)):
        found = ", ".join(sorted({f"#{run.color}" if run.color else "tự động" for run in telling_runs(mark.runs)}))
        yield Fault(mark.where, "Dấu chỉ mức độ khẩn không phải màu đỏ tươi.", "màu đỏ tươi", found)
    if is_framed(subject, mark) is False:
        yield Fault(mark.where, "Dấu chỉ mức độ khẩn không đóng khung.", "khung hình chữ nhật viền đơn", "không khung")
