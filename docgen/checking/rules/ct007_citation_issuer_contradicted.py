"""Cơ quan ban hành của văn bản được viện dẫn không khớp.

Tìm gì: cơ quan ghi sau “của” không thể là cơ quan có trong số, ký hiệu, hoặc khác cơ quan ghi trong danh mục văn bản.
Cách gọi khác của cùng một cơ quan (Thủ tướng, Bộ trưởng Bộ Nội vụ, UBND tỉnh) và cơ quan tiếp nhận chức năng không bị
báo.

Vì sao: viện dẫn phải ghi đúng tên cơ quan ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm
b).

Sai: Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Bộ Nội vụ về công tác văn thư.

Đúng: Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.judged_citations import judge_naming
from docgen.checking.subject import Subject
from docgen.citations.judging import Status

CODE = "CT007"
NAME = "citation-issuer-contradicted"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b"
L_ID = "L29"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every citation that names an agency which cannot have issued the document."""
    for cited, judgement in judge_naming(subject):
        if judgement.status is Status.ISSUER_MISMATCH:
            yield Fault(
                where=cited.passage.where,
                message=f"“{cited.citation.text}”: {judgement.reason}.",
                expected=judgement.document.issuer if judgement.document else "cơ quan có trong số, ký hiệu",
                found=cited.citation.issuer,
            )
