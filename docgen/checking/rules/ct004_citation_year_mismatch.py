"""Năm trong số, ký hiệu khác với năm ban hành.

Tìm gì: văn bản được viện dẫn có số, ký hiệu ghi năm (30/2020/NĐ-CP) nhưng ngày ban hành ghi năm khác.

Vì sao: số, ký hiệu của văn bản quy phạm pháp luật mang năm ban hành; hai năm khác nhau thì một trong hai chỗ gõ sai
(Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b).

Sai: Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2021.

Đúng: Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.cited_documents import cited_in_bases, cited_in_body
from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject

CODE = "CT004"
NAME = "citation-year-mismatch"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b"
L_ID = "L30"

_WITH_YEAR = re.compile(r"\d+/(?P<year>(?:19|20)\d\d)[/-]")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every citation whose number carries another year than its date."""
    subject.require(subject.body, "nội dung văn bản")
    seen: set[tuple[str, str]] = set()
    for cited in (*cited_in_bases(subject), *cited_in_body(subject)):
        match = _WITH_YEAR.match(cited.symbol)
        if match is None or cited.date is None or cited.key in seen or int(match["year"]) == cited.date[2]:
            continue
        seen.add(cited.key)
        yield Fault(
            where=cited.where,
            message=f"{cited.name}: năm ban hành không khớp với số, ký hiệu.",
            expected=f"năm {match['year']}",
            found="/".join(map(str, cited.date)),
        )
