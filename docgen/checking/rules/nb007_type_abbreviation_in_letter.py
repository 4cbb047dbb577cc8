"""Ký hiệu công văn có chữ viết tắt tên loại.

Tìm gì: ký hiệu của công văn có nhóm “CV”; hoặc bắt đầu bằng chữ viết tắt của một tên loại khác (chỉ nhắc, vì cơ quan
có thể có cùng chữ viết tắt).

Vì sao: ký hiệu công văn gồm chữ viết tắt tên cơ quan ban hành công văn và chữ viết tắt tên đơn vị soạn thảo hoặc lĩnh
vực được giải quyết (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm b); công văn không có chữ viết
tắt tên loại (Phụ lục III, Phần I).

Sai: Số: 15/CV-SNV

Đúng: Số: 15/SNV-CCHC
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.code_text import notation_groups
from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import CODE as COMPONENT
from docgen.checking.subject import Subject

CODE = "NB007"
NAME = "type-abbreviation-in-letter"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm b"
L_ID = "L19"

_EXPECTED = "chữ viết tắt cơ quan-chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực"
# No agency is known to be abbreviated like this; TC, CT, TB, KH, PC and others are agencies as well.
_SURELY_TYPES = frozenset({"QĐ", "TTr", "QyĐ", "CTr", "GM", "GUQ", "GGT", "GNP"})


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a letter whose notation names a type."""
    components = subject.components
    if not components.is_letter or not components.heading.letter_subject:
        return
    code = subject.require(components.heading.code, COMPONENT)
    groups = notation_groups(code)
    if "CV" in (group.upper() for group in groups):
        message = "Công văn không có chữ viết tắt tên loại “CV” trong ký hiệu."
        yield Fault(code.passage.where, message, _EXPECTED, code.notation)
    elif groups[0] in _SURELY_TYPES:
        message = f"Ký hiệu công văn bắt đầu bằng chữ viết tắt tên loại “{groups[0]}”."
        yield Fault(code.passage.where, message, _EXPECTED, code.notation, Severity.WARNING)
