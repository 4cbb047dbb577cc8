"""Có phụ lục nhưng nội dung không nhắc tới.

Tìm gì: tệp có phụ lục (có chữ “Phụ lục …”) nhưng trong văn bản không có chỗ nào nói tới phụ lục, danh sách, biểu mẫu
kèm theo.

Vì sao: văn bản có phụ lục kèm theo thì trong văn bản phải có chỉ dẫn về phụ lục đó (Nghị định 30/2020/NĐ-CP, Phụ lục
I, Phần I, Mục III, khoản 1, điểm a).

Sai: kế hoạch có “Phụ lục I” ở cuối mà nội dung không nhắc.

Đúng: … theo phân công tại Phụ lục I kèm theo Kế hoạch này.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.appendix_labels import labelled_appendices
from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "AX001"
NAME = "unmentioned-appendix"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục III, khoản 1, điểm a"
L_ID = "L51"

_MENTION = re.compile(
    r"phu luc|kem theo|dinh kem|gui kem|\(kem|danh sach|danh muc|bieu mau|mau so|bieu so|bang so|bang tong hop|"
    r"de cuong|lich trinh|lich cong tac|so do|bang phan cong|bang diem"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for the first appendix when nothing in the document leads to it."""
    labelled = labelled_appendices(subject)
    if not labelled:
        return
    subject.require(subject.body, "nội dung văn bản")
    main = subject.components.main
    own = subject.facts.paragraphs[main.start : main.end]
    attached = [item.paragraph for part in subject.components.attachments for item in part.body]
    if not any(_MENTION.search(fold(paragraph.shown)) for paragraph in (*own, *attached) if paragraph.ink):
        part = labelled[0]
        yield Fault(
            where=part.label.where if part.label else where_is(own[0]),
            message="Nội dung văn bản không nhắc tới phụ lục này.",
            expected="có chỉ dẫn tới phụ lục trong nội dung",
            found="không có",
        )
