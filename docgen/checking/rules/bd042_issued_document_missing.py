"""Quyết định ban hành văn bản kèm theo nhưng tệp không có văn bản đó.

Tìm gì: Điều 1 ghi “ban hành (phê duyệt) kèm theo Quyết định này …” nhưng sau phần ký không có văn bản nào. Văn bản
kèm theo ở tệp riêng thì bỏ qua cảnh báo này.

Vì sao: quyết định quy định gián tiếp gồm quyết định và văn bản được ban hành kèm theo (Nghị định 30/2020/NĐ-CP, Phụ
lục III, Mẫu 1.3).

Sai: Điều 1. Ban hành kèm theo Quyết định này Quy chế …; tệp chỉ có quyết định.

Đúng: quy chế nằm sau phần ký của quyết định, có dòng “(Kèm theo Quyết định số …)”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.recognition.components import BodyKind
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "BD042"
NAME = "issued-document-missing"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.3"
L_ID = "L73"

_ISSUES = re.compile(r"\b(?:[Bb]an hành|[Pp]hê duyệt|[Cc]ông bố)\b.{0,40}\bkèm theo (?:Quyết định|Nghị quyết) này")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the first article issues a document that the file does not hold."""
    components = subject.components
    if len(components.parts) > 1:
        return
    first = next((item for item in subject.body if item.kind is BodyKind.ARTICLE), None)
    if first is not None and not is_blank_form(first.paragraph.text) and _ISSUES.search(first.paragraph.text):
        yield Fault(
            where=where_is(first.paragraph),
            message="Không thấy văn bản được ban hành kèm theo trong tệp này.",
            expected="văn bản kèm theo sau phần ký, hoặc ở tệp riêng",
            found="không có",
        )
