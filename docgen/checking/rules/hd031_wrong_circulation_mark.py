"""Chỉ dẫn phạm vi lưu hành trình bày sai.

Tìm gì: “XEM XONG TRẢ LẠI”, “LƯU HÀNH NỘI BỘ” không đóng khung, không đậm, không in hoa hoặc cỡ chữ khác 13–14.

Vì sao: chỉ dẫn về phạm vi lưu hành trình bày cân đối trong khung hình chữ nhật viền đơn, chữ in hoa, cỡ chữ từ 13 đến
14, kiểu chữ đứng, đậm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 2, điểm c).

Sai: (Lưu hành nội bộ) cỡ 12, nghiêng

Đúng: LƯU HÀNH NỘI BỘ, đậm, cỡ 13, trong khung.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.frames import is_framed
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.page_numbers import first_page_kind
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.checking.recognition.words import CIRCULATION
from docgen.checking.subject import Subject

CODE = "HD031"
NAME = "wrong-circulation-mark"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 2, điểm c"
L_ID = "L56"

_WANTED = WantedLook(13, 14, bold=True, italic=False, caps=True)
_LONGEST = 40  # characters


def check(subject: Subject) -> Iterator[Fault]:
    """Yield faults for a mark of circulation in another look."""
    mark = subject.components.heading.circulation or _find_in_header(subject)
    if mark is None:
        return
    fault = find_look_fault((mark,), _WANTED, "Chỉ dẫn phạm vi lưu hành")
    if fault is not None:
        yield fault
    if is_framed(subject, mark) is False:
        message = "Chỉ dẫn phạm vi lưu hành không đóng khung."
        yield Fault(mark.where, message, "khung hình chữ nhật viền đơn", "không khung")


def _find_in_header(subject: Subject) -> Passage | None:
    """Return the mark at the head of page 1: its place is in the top margin (ô 11)."""
    for section in subject.facts.sections[:1]:
        for paragraph in section.headers.get(first_page_kind(section), ()):
            if len(paragraph.text) < _LONGEST and fold(paragraph.shown) in CIRCULATION:
                return whole_passage(paragraph)
    return None
