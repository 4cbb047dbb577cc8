"""Viện dẫn văn bản chưa có hiệu lực hoặc chưa ban hành.

Tìm gì: văn bản được viện dẫn ghi ngày sau ngày của chính văn bản này, hoặc theo danh mục văn bản được ban hành sau ngày
đó (cảnh báo: một trong hai ngày sai); hoặc đã ban hành nhưng chưa có hiệu lực (chỉ nhắc: triển khai một luật sắp có
hiệu lực là chuyện thường).

Vì sao: căn cứ ban hành văn bản phải là văn bản đang có hiệu lực (thực tiễn soạn thảo); ngày ghi sai cũng lộ ra ở đây.

Sai: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024; (văn bản tháng 3 năm 2025)

Đúng: Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011; (trước ngày 01/7/2025)
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import find_issue_span
from docgen.checking.judged_citations import judge_on_its_date
from docgen.checking.subject import Subject
from docgen.citations.judging import Status
from docgen.vietnamese.dates import format_short_date

CODE = "CT008"
NAME = "future-document-cited"
SEVERITY = Severity.WARNING
BASIS = "thực tiễn: căn cứ ban hành văn bản phải còn hiệu lực"
L_ID = "L67"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every document cited before it was issued or in force, at its first place."""
    span = find_issue_span(subject)
    seen: set[str] = set()
    for cited, judgement in judge_on_its_date(subject):
        document, citation = judgement.document, cited.citation
        is_known = judgement.status is Status.NOT_YET and document is not None
        is_dated_later = span is not None and citation.date is not None and citation.date > span[1]
        key = document.id if document is not None else citation.symbol
        if span is None or key in seen or not (is_known or is_dated_later):
            continue
        seen.add(key)
        is_issued = (
            document is None or document.date is None or document.date <= span[1] or document.confidence == "low"
        )
        reason = (
            judgement.reason if is_known or citation.date is None else f"đề ngày {format_short_date(citation.date)}"
        )
        yield Fault(
            where=cited.passage.where,
            message=f"“{citation.text}” {reason}, sau ngày của văn bản này.",
            expected="văn bản đang có hiệu lực",
            found=citation.text,
            severity=Severity.INFO if is_issued and not is_dated_later else None,
        )
