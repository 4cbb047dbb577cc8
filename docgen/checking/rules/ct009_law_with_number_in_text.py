"""Nội dung viện dẫn Luật, Pháp lệnh có ghi số, ký hiệu.

Tìm gì: trong nội dung, Luật, Bộ luật, Pháp lệnh được viện dẫn kèm số, ký hiệu. Căn cứ đã có BD018.

Vì sao: viện dẫn Luật, Pháp lệnh chỉ ghi tên loại và tên của Luật, Pháp lệnh (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần
I, Mục II, khoản 6, điểm b). Câu sửa đổi, bãi bỏ một luật cần số để chỉ đúng luật đó, không bị nhắc.

Sai: Thực hiện Luật Lưu trữ số 33/2024/QH15, các cơ quan …

Đúng: Thực hiện Luật Lưu trữ, các cơ quan …
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.judged_citations import cited_in_text
from docgen.checking.subject import Subject

CODE = "CT009"
NAME = "law-with-number-in-text"
SEVERITY = Severity.INFO
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b"
L_ID = "L29"

_BY_NAME = ("Luật", "Bộ luật", "Pháp lệnh")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a remark for every law or ordinance that the running text cites with its number."""
    for cited in cited_in_text(subject):
        citation = cited.citation
        if citation.type in _BY_NAME and citation.title and citation.symbol and not (cited.is_basis or cited.is_past):
            message = f"“{citation.text}”: viện dẫn Luật, Pháp lệnh không ghi số, ký hiệu."
            yield Fault(cited.passage.where, message, f"{citation.type} {citation.title}", citation.symbol)
