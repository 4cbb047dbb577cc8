"""Không có đường kẻ dưới trích yếu, hoặc đường kẻ sai.

Tìm gì: dưới trích yếu (văn bản có tên loại) không có đường kẻ, chữ được gạch chân thay cho đường kẻ, hoặc đường kẻ
dài bằng dòng chữ.

Vì sao: bên dưới trích yếu có đường kẻ ngang, nét liền, dài bằng từ 1/3 đến 1/2 độ dài dòng chữ, đặt cân đối (Nghị
định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b).

Sai: trích yếu gạch chân bằng nút U của Word.

Đúng: một đường kẻ ngắn ở giữa, dưới dòng cuối của trích yếu.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form
from docgen.checking.text_width import estimate_width

CODE = "BD008"
NAME = "wrong-subject-line"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L25"

_SHORTEST, _LONGEST = 0.12, 0.85  # of the longest line: 1/3–1/2, and what nobody would take for it


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a missing line, an underline in its place, or a length far off."""
    components = subject.components
    if components.is_letter:
        return
    lines = subject.require(components.subject, "trích yếu nội dung", expected=subject.has_printed_subject)

    if is_blank_form(lines[-1].text):
        return
    drawn = components.subject_line
    expected = "đường kẻ liền, dài 1/3–1/2 dòng chữ"
    if drawn is None:
        if not _has_drawing_nearby(subject, lines):
            yield Fault(lines[-1].where, "Không có đường kẻ dưới trích yếu.", expected, "không có")
    elif drawn.kind == "underline":
        yield Fault(lines[-1].where, "Trích yếu gạch chân thay cho đường kẻ.", expected, "chữ gạch chân")
    elif drawn.width and len(lines) == 1:
        width = estimate_width(lines[0])
        page = next((s.text_width for s in subject.facts.sections), width)
        share = drawn.width / max(1, min(width, page))
        if not _SHORTEST <= share <= _LONGEST:
            message = "Đường kẻ dưới trích yếu không đúng độ dài."
            yield Fault(lines[-1].where, message, expected, f"{share:.0%} dòng chữ")


def _has_drawing_nearby(subject: Subject, lines: Sequence[Passage]) -> bool:
    """Whether something is drawn around the subject: programs anchor a line in any paragraph nearby."""
    type_name = subject.components.type_name
    start = type_name.index if type_name is not None else lines[0].index
    paragraphs = subject.facts.paragraphs[start : lines[-1].index + 4]
    return any(paragraph.drawings or paragraph.borders for paragraph in paragraphs)
