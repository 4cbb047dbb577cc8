"""Trích yếu có dấu chấm ở cuối.

Tìm gì: trích yếu (kể cả “V/v …” của công văn) kết thúc bằng dấu chấm, chấm phẩy hoặc dấu phẩy.

Vì sao: trích yếu là một tiêu đề, các mẫu tại Phụ lục III không có dấu ở cuối. Nghị định không nêu thành quy định.

Sai: Về việc thành lập Hội đồng thẩm định.

Đúng: Về việc thành lập Hội đồng thẩm định
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "BD009"
NAME = "final-mark-after-subject"
SEVERITY = Severity.INFO
BASIS = "thực tiễn: mẫu trình bày tại Phụ lục III"
L_ID = "L25"

_ABBREVIATIONS = ("v.v.", "...", "…", "TP.", "Tp.")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a remark when the subject ends with a mark."""
    last = subject.require(subject.components.subject, "trích yếu nội dung", expected=subject.has_printed_subject)[-1]
    if is_blank_form(last.text):
        return
    if last.shown.endswith((".", ";", ",")) and not last.shown.endswith(_ABBREVIATIONS):
        yield Fault(last.where, "Trích yếu có dấu câu ở cuối.", "không có dấu ở cuối", last.shown[-20:])
