"""Nội dung không kết thúc bằng “./.”.

Tìm gì: đoạn cuối cùng của văn bản (trước phần ký) và của văn bản kèm theo không kết thúc bằng “./.”. Khi nội dung kết
thúc bằng bảng thì không xét; phụ lục thiếu dấu này chỉ được ghi nhận.

Vì sao: các mẫu tại Phụ lục III đều kết thúc nội dung bằng “./.” (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.1 đến
2.2).

Sai: … chịu trách nhiệm thi hành Quyết định này.

Đúng: … chịu trách nhiệm thi hành Quyết định này./.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity, where_is
from docgen.checking.recognition.components import Part, PartKind, Recipients
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form, judged_parts
from docgen.ooxml.facts import ParagraphFacts

CODE = "BD039"
NAME = "missing-end-mark"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục III"
L_ID = "L40"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every part whose text does not end with "./."."""
    components = subject.components
    subject.require(subject.body, "nội dung văn bản")
    if components.signature is None and components.recipients is None:
        raise CannotJudge("không tìm thấy phần ký: không biết nội dung kết thúc ở đâu")
    judged = tuple(judged_parts(subject))
    for part in (*judged, *components.appendices):
        last = part.body[-1].paragraph if part.body else None
        if last is None or last.text.rstrip().endswith("./.") or _ends_with_table(subject, part, last):
            continue
        if part.kind is PartKind.APPENDIX and (part.label is None or not last.text.rstrip().endswith(".")):
            continue
        if is_blank_form(last.text[-30:]) or last.align in ("center", "right"):
            continue
        yield Fault(
            where=where_is(last),
            message="Nội dung không kết thúc bằng “./.”.",
            expected="./.",
            found=f"…{last.text.rstrip()[-15:]}",
            severity=Severity.INFO if part.kind is PartKind.APPENDIX else None,
        )


def _ends_with_table(subject: Subject, part: Part, last: ParagraphFacts) -> bool:
    """Whether a table of the content stands after the last paragraph."""
    end = part.end
    signature = subject.components.signature or subject.components.second_signature
    recipients = subject.components.recipients
    if part.kind is PartKind.MAIN:
        starts = [passage.index for passage in (*(signature.lines if signature else ()), *_titles(recipients))]
        end = min([end, *starts])
    closing = {p.place.table for p in _closing(subject)}
    following = subject.facts.paragraphs[last.place.index + 1 : end]
    return any(p.in_table and p.ink and p.place.table not in closing for p in following)


def _titles(recipients: Recipients | None) -> tuple[Passage, ...]:
    return () if recipients is None else (recipients.title,)


def _closing(subject: Subject) -> Iterator[ParagraphFacts]:
    """Yield the paragraphs of signature and recipients: their table is no content."""
    components = subject.components
    for block in (components.signature, components.second_signature):
        if block is not None:
            yield from (passage.paragraph for passage in (*block.lines, *block.office))
    yield from (title.paragraph for title in _titles(components.recipients))
