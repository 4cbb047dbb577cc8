"""Trang nằm ngang mà không có bảng, biểu.

Tìm gì: phần (section) có trang nằm ngang nhưng không có bảng, hình vẽ nào và không thuộc phụ lục.

Vì sao: văn bản trình bày theo chiều dài của khổ A4; chỉ được trình bày theo chiều rộng khi nội dung có bảng, biểu
không làm thành phụ lục riêng (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 2).

Sai: công văn chỉ có chữ trình bày trên trang nằm ngang.

Đúng: trang đứng; trang nằm ngang chỉ dùng cho phần có bảng nhiều cột hoặc cho phụ lục.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.components import PartKind
from docgen.checking.subject import Subject
from docgen.ooxml.facts import SectionFacts

CODE = "PG002"
NAME = "landscape-without-table"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 2"
L_ID = "L02"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every landscape section that has nothing to ask for it."""
    appendices = {section.index for section in subject.sections_of(PartKind.APPENDIX)}
    for section in subject.facts.sections:
        is_judged = section.page_width > section.page_height and section.index not in appendices
        if is_judged and not _has_wide_content(subject, section):
            yield Fault(
                where=subject.where_section(section),
                message="Trang nằm ngang nhưng phần này không có bảng, biểu.",
                expected="trang đứng (210 × 297 mm)",
                found="trang nằm ngang, chỉ có chữ",
            )


def _has_wide_content(subject: Subject, section: SectionFacts) -> bool:
    heading = subject.components.heading
    for paragraph in subject.paragraphs_of(section):
        is_layout = heading.start <= paragraph.place.index < heading.end
        if any(drawing.kind != "line" for drawing in paragraph.drawings):
            return True
        if paragraph.in_table and not is_layout and _is_content(subject, paragraph.place.table):
            return True
    return False


def _is_content(subject: Subject, table: int) -> bool:
    """Whether a table is one of content: heading and signature are laid out in tables without borders."""
    return not 0 <= table < len(subject.facts.tables) or subject.facts.tables[table].has_borders
