"""Không đánh số trang.

Tìm gì: văn bản dài hơn một trang mà đầu trang không có số trang tự động, hoặc số trang là chữ số gõ tay (trang nào
cũng hiện cùng một số).

Vì sao: số trang được đánh từ số 1, đặt canh giữa trong phần lề trên (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
I, khoản 7). Văn bản một trang không hiện số trang.

Sai: kế hoạch 5 trang không có số trang.

Đúng: đầu trang (header) có số trang tự động: Insert, Page Number, Top of Page.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity, where_is
from docgen.checking.page_length import estimate_pages
from docgen.checking.page_numbers import find_page_numbers, find_shown, has_page_field, is_typed_number, later_kinds
from docgen.checking.subject import Subject
from docgen.ooxml.facts import SectionFacts

CODE = "PG004"
NAME = "missing-page-number"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 7"
L_ID = "L07"
FIXABLE = True

# The length is estimated: between these bounds nobody knows without laying out the pages.
_SURELY_ONE_PAGE = 0.85
_SURELY_MORE = 1.25


def check(subject: Subject) -> Iterator[Fault]:
    """Yield one fault for a document whose later pages show no number."""
    typed = [paragraph for paragraph in find_shown(subject) if is_typed_number(paragraph)]
    if typed and not any(find_page_numbers(subject)):
        yield Fault(
            where=where_is(typed[0]),
            message="Số trang gõ tay, trang nào cũng hiện cùng một số.",
            expected="số trang tự động (trường PAGE) ở đầu trang",
            found=typed[0].shown,
        )
        return
    unnumbered = [section for section in subject.facts.sections if not _has_number(subject, section)]
    pages = {section.index: estimate_pages(subject, section) for section in unnumbered}
    long = [section for section in unnumbered if pages[section.index] >= _SURELY_MORE]
    if long:
        yield Fault(
            where=subject.where_section(long[0]),
            message="Văn bản dài hơn một trang nhưng đầu trang không có số trang.",
            expected="số trang tự động, canh giữa trong lề trên, từ trang 2",
            found="không có số trang",
        )
    elif any(length > _SURELY_ONE_PAGE for length in pages.values()):
        raise CannotJudge("không rõ văn bản có dài hơn một trang không (không có số trang)")


def _has_number(subject: Subject, section: SectionFacts) -> bool:
    """Whether the later pages show a number, at the head or (another rule's fault) at the foot."""
    return all(
        any(has_page_field(p) for parts in (section.headers, section.footers) for p in parts.get(kind, ()))
        for kind in later_kinds(subject)
    )
