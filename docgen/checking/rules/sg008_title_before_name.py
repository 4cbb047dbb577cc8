"""Trước họ tên người ký có học hàm, học vị, danh hiệu.

Tìm gì: trước họ tên của người ký ghi GS, PGS, TS, ThS, BS, NGƯT, Ông, Bà… Bệnh viện, trường học, viện nghiên cứu, lực
lượng vũ trang và cơ quan được phép (hồ sơ cơ quan) không xét.

Vì sao: trước họ tên của người ký không ghi học hàm, học vị và các danh hiệu danh dự khác; cơ quan giáo dục, y tế,
khoa học do người đứng đầu ngành quy định (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm c).

Sai: ThS. Nguyễn Văn An; Ông Nguyễn Văn An.

Đúng: Nguyễn Văn An.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.signers_text import blocks_of, starts_with_surname
from docgen.checking.subject import Subject

CODE = "SG008"
NAME = "title-before-name"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm c"
L_ID = "L44"

_TITLE = re.compile(
    r"(?:GS|PGS|TSKH|TS|Th\.?\s?[Ss]|ThS|BS|BSCK[I12]*|DS|CN|KS|LS|CVCC|NGƯT|NGND|NSƯT|NSND|Giáo sư|Phó Giáo sư|"
    r"Tiến s[ĩỹ]|Thạc s[ĩỹ]|Bác s[ĩỹ]|Kỹ sư|Cử nhân|Luật sư|Nhà giáo|Anh hùng|Ông|Bà|Đồng chí|Đ/c)(?=[\s.:,])",
    re.IGNORECASE,
)
_EXEMPT = re.compile(
    r"(?:truong|dai hoc|hoc vien|benh vien|vien|trung tam y te|tram y te|cong an|bo chi huy|ban chi huy|quan khu|"
    r"su doan|bo doi|so y te|trung tam kiem soat)\b"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every name with a title before it."""
    if subject.settings.allows_academic_titles:
        return
    if any(_EXEMPT.match(fold(line.shown)) for line in subject.components.heading.organ[:1]):
        raise CannotJudge("cơ quan giáo dục, y tế, khoa học, lực lượng vũ trang theo quy định riêng của ngành")
    for block in blocks_of(subject):
        title = _TITLE.match(block.name.shown) if block.name is not None else None
        if title is not None and block.name is not None and title[0] in ("Ông", "Bà"):
            # "Ông Ích Khiêm" is a name: after the word of address comes a surname.
            rest = block.name.shown[title.end() :].strip(" .:")
            title = title if starts_with_surname(rest) else None
        if block.name is not None and title is not None:
            yield Fault(
                where=block.name.where,
                message=f"Trước họ tên người ký có “{title[0]}”.",
                expected="chỉ họ, chữ đệm và tên",
                found=block.name.shown,
            )
