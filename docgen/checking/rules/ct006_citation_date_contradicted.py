"""Ngày ban hành của văn bản được viện dẫn khác với danh mục.

Tìm gì: văn bản được viện dẫn có trong danh mục văn bản, nhưng ngày ban hành ghi khác. Năm trong số, ký hiệu khác năm
ban hành thì đã có CT004; bản ghi có độ tin cậy thấp và văn bản không có trong danh mục không bị báo.

Vì sao: viện dẫn phải ghi đúng thời gian ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b).

Sai: Nghị định số 30/2020/NĐ-CP ngày 03 tháng 5 năm 2020 của Chính phủ về công tác văn thư.

Đúng: Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.judged_citations import judge_naming
from docgen.checking.subject import Subject
from docgen.citations.catalogue.symbol_parts import parse_symbol
from docgen.citations.judging import Status
from docgen.vietnamese.dates import format_short_date

CODE = "CT006"
NAME = "citation-date-contradicted"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b"
L_ID = "L29"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every citation whose date is not that of the catalogue."""
    for cited, judgement in judge_naming(subject):
        date, document = cited.citation.date, judgement.document
        if judgement.status is not Status.DATE_MISMATCH or document is None or date is None or document.date is None:
            continue
        symbol = parse_symbol(cited.citation.symbol)
        if document.confidence == "low" or (symbol and symbol.year and symbol.year != date.year):
            continue
        yield Fault(
            where=cited.passage.where,
            message=f"“{cited.citation.text}”: {judgement.reason}.",
            expected=format_short_date(document.date),
            found=format_short_date(date),
        )
