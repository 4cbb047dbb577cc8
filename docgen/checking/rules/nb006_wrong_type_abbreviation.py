"""Chữ viết tắt tên loại trong ký hiệu sai.

Tìm gì: nhóm đầu của ký hiệu khác chữ viết tắt của tên loại văn bản, hoặc viết hoa, viết thường khác Phụ lục III (QYĐ,
CTR, TTR). Không xét công văn, thư công.

Vì sao: ký hiệu gồm chữ viết tắt tên loại văn bản và chữ viết tắt tên cơ quan (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục II, khoản 3, điểm b); chữ viết tắt tên loại theo bảng ở Phụ lục III, Phần I.

Sai: TỜ TRÌNH, Số: 15/TTR-SNV; KẾ HOẠCH, Số: 15/QĐ-UBND

Đúng: TỜ TRÌNH, Số: 15/TTr-SNV; KẾ HOẠCH, Số: 15/KH-UBND
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.code_text import find_abbreviation, has_placeholder, notation_groups
from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import CODE as COMPONENT
from docgen.checking.subject import Subject

CODE = "NB006"
NAME = "wrong-type-abbreviation"
SEVERITY = Severity.ERROR
BASIS = (
    "Nghị định 30/2020/NĐ-CP, Phụ lục III, Phần I; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 3, điểm b"
)
L_ID = "L18"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the notation does not begin as the type's name asks."""
    components = subject.components
    code = subject.require(components.heading.code, COMPONENT)
    kind = components.document_type
    if kind is None or not kind.abbreviation or has_placeholder(code) or not code.notation:
        return
    group = notation_groups(code)[0].replace("/", ".").partition(".")[0]
    if group == kind.abbreviation or (group.lower() in (kind.abbreviation.lower(), "") and group.islower()):
        # All in small letters: the rule on the form of the code says so.
        return
    if kind.slug == "hop-dong" and group.startswith(kind.abbreviation):
        # Kinds of contracts have their own: HĐLĐ, HĐKT.
        return
    is_misspelt = find_abbreviation(group) == kind.abbreviation
    if components.type_name is None and not is_misspelt:
        return
    message = (
        f"Chữ viết tắt “{group}” viết sai; tên loại {kind.name} viết tắt là “{kind.abbreviation}”."
        if is_misspelt
        else f"Ký hiệu bắt đầu bằng “{group}” không khớp tên loại {kind.name} (“{kind.abbreviation}”)."
    )
    yield Fault(code.passage.where, message, kind.abbreviation, group)
