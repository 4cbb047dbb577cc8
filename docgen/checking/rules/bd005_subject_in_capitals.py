"""Trích yếu viết toàn chữ in hoa.

Tìm gì: trích yếu dưới tên loại được in hoa toàn bộ.

Vì sao: trích yếu trình bày bằng chữ in thường (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b).

Sai: VỀ VIỆC THÀNH LẬP HỘI ĐỒNG THẨM ĐỊNH.

Đúng: Về việc thành lập Hội đồng thẩm định.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject

CODE = "BD005"
NAME = "subject-in-capitals"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 5, điểm b"
L_ID = "L25"

_SHORT = 12  # letters: a lone "CCHC" says nothing


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the whole subject is shown in capitals."""
    components = subject.components
    if components.is_letter:
        return
    lines = subject.require(components.subject, "trích yếu nội dung", expected=subject.has_printed_subject)

    letters = sum(character.isalpha() for line in lines for character in line.text)
    if letters >= _SHORT and all(line.is_caps for line in lines if any(map(str.isalpha, line.text))):
        yield Fault(lines[0].where, "Trích yếu viết toàn chữ in hoa.", "chữ in thường", lines[0].shown)
