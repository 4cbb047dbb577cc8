"""Địa chỉ, điện thoại ở chân trang trình bày sai.

Tìm gì: địa chỉ, thư điện tử, trang thông tin, số điện thoại, số Fax ở chân trang có cỡ chữ khác 11–12, in nghiêng,
không có đường kẻ ở trên, hoặc hiện ở mọi trang.

Vì sao: các thông tin này trình bày ở trang thứ nhất của văn bản, cỡ chữ từ 11 đến 12, kiểu chữ đứng, dưới một đường
kẻ nét liền kéo dài hết chiều ngang của vùng trình bày (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 4).

Sai: địa chỉ cơ quan cỡ 9, nghiêng, ở chân mọi trang.

Đúng: địa chỉ cỡ 11, đứng, dưới đường kẻ ngang, chỉ ở chân trang đầu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.looks import WantedLook, find_look_fault
from docgen.checking.page_length import estimate_pages
from docgen.checking.page_numbers import first_page_kind
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import whole_passage
from docgen.checking.subject import Subject
from docgen.ooxml.facts import ParagraphFacts

CODE = "HD041"
NAME = "wrong-contact-block"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 4"
L_ID = "L59"

_CONTACT = re.compile(r"dia chi|dien thoai|\bdt\s*:|\btel\b|e-?mail|website|\bfax\b|www\.|[\w.]@\w|thu dien tu")
_WANTED = WantedLook(11, 12, italic=False)
_SURELY_MORE = 1.25  # pages


def check(subject: Subject) -> Iterator[Fault]:
    """Yield faults for the agency's address at the foot of the page."""
    contact = tuple(p for p in subject.components.contact if p.ink)
    # Other things stand at the foot of a page too: the code of a form, the path of the file.
    if not any(_CONTACT.search(fold(paragraph.shown)) for paragraph in contact):
        return
    fault = find_look_fault(tuple(map(whole_passage, contact)), _WANTED, "Địa chỉ cơ quan ở chân trang")
    if fault is not None:
        yield fault
    section = subject.facts.sections[0]
    if not _has_line_above(section.footers.get(first_page_kind(section), ()), contact):
        message = "Phía trên địa chỉ cơ quan không có đường kẻ hết chiều ngang trang."
        yield Fault(where_is(contact[0]), message, "đường kẻ nét liền hết chiều ngang", "không có")
    later = section.footers.get("default", ())
    if estimate_pages(subject, section) >= _SURELY_MORE and any(
        _CONTACT.search(fold(paragraph.shown)) for paragraph in later
    ):
        message = "Địa chỉ cơ quan hiện ở mọi trang; chỉ trình bày ở trang thứ nhất."
        yield Fault(where_is(contact[0]), message, "chỉ ở trang thứ nhất", "mọi trang")


def _has_line_above(footer: Sequence[ParagraphFacts], contact: Sequence[ParagraphFacts]) -> bool:
    first = contact[0].place.index
    above = [paragraph for paragraph in footer if paragraph.place.index < first]
    if "top" in contact[0].borders or contact[0].in_table:
        return True
    return any("bottom" in p.borders or "top" in p.borders or p.drawings for p in (*above, contact[0]))
