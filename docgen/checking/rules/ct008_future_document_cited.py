"""Viện dẫn văn bản chưa có hiệu lực hoặc chưa ban hành.

Tìm gì: văn bản được viện dẫn, theo danh mục văn bản, bắt đầu có hiệu lực hoặc được ban hành sau ngày của chính văn bản
này. Kế hoạch triển khai một luật sắp có hiệu lực là chuyện thường, nên chỉ nhắc.

Vì sao: căn cứ ban hành văn bản phải là văn bản đang có hiệu lực (thực tiễn soạn thảo); ngày ghi sai cũng lộ ra ở đây.

Sai: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024; (văn bản tháng 3 năm 2025)

Đúng: Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011; (trước ngày 01/7/2025)
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.judged_citations import judge_on_its_date
from docgen.checking.subject import Subject
from docgen.citations.judging import Status

CODE = "CT008"
NAME = "future-document-cited"
SEVERITY = Severity.INFO
BASIS = "thực tiễn: căn cứ ban hành văn bản phải còn hiệu lực"
L_ID = "L67"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a remark for every document cited before it was in force, at its first place."""
    seen: set[str] = set()
    for cited, judgement in judge_on_its_date(subject):
        if judgement.status is Status.NOT_YET and judgement.id not in seen:
            seen.add(judgement.id)
            message = f"“{cited.citation.text}” {judgement.reason}, sau ngày của văn bản này."
            yield Fault(cited.passage.where, message, "văn bản đang có hiệu lực", cited.citation.text)
