"""Viện dẫn văn bản đã hết hiệu lực hoặc đã được thay thế.

Tìm gì: căn cứ hoặc nội dung viện dẫn văn bản mà danh mục văn bản ghi là đã hết hiệu lực, đã được thay thế hoặc bãi bỏ
trước ngày của chính văn bản này. Câu nói về việc thay thế, bãi bỏ, sửa đổi, tổng kết, về giai đoạn hay năm đã qua không
bị báo. Ngày của văn bản còn trống một phần thì chỉ báo khi mọi ngày có thể có đều như nhau; chưa có năm thì không xét.
Văn bản không có trong danh mục không bị báo.

Vì sao: căn cứ ban hành văn bản phải là văn bản đang có hiệu lực (thực tiễn soạn thảo).

Sai: Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011; (văn bản năm 2026)

Đúng: Căn cứ Luật Lưu trữ ngày 21 tháng 6 năm 2024;
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.judged_citations import Cited, get_catalogue, judge_on_its_date
from docgen.checking.subject import Subject
from docgen.citations import LegalDocument
from docgen.citations.catalogue.force import find_force
from docgen.citations.judging import Judgement, Status, name_documents

CODE = "CT005"
NAME = "replaced-document-cited"
SEVERITY = Severity.WARNING
BASIS = "thực tiễn: căn cứ ban hành văn bản phải còn hiệu lực"
L_ID = "L67"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every document cited after it lost force, at its first place."""
    found: dict[str, list[tuple[Cited, Judgement]]] = {}
    for cited, judgement in judge_on_its_date(subject):
        document = judgement.document
        if document is None or judgement.status not in (Status.EXPIRED, Status.REPLACED):
            continue
        if not cited.is_past and not _speaks_of_its_time(subject, cited, document):
            found.setdefault(document.id, []).append((cited, judgement))
    for places in found.values():
        cited, judgement = places[0]
        more = f" (và {len(places) - 1} chỗ khác)" if len(places) > 1 else ""
        catalogue = get_catalogue(subject.settings.own_legal_refs)
        yield Fault(
            where=cited.passage.where,
            message=f"“{cited.citation.text}” {judgement.reason}{more}.",
            expected=name_documents(judgement.successors, catalogue) or "văn bản còn hiệu lực",
            found=cited.citation.text,
        )


def _speaks_of_its_time(subject: Subject, cited: Cited, document: LegalDocument) -> bool:
    """Whether the sentence is about a year in which the document was still in force ("Năm 2019, …")."""
    if cited.is_basis:
        return False
    end = find_force(document, get_catalogue(subject.settings.own_legal_refs)).end
    return end is not None and any(year <= end.year for year in cited.years_before)
