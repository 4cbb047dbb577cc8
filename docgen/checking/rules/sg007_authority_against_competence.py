"""Thẩm quyền ban hành không khớp với quyền hạn ký.

Tìm gì: quyết định ghi thẩm quyền “CHỦ TỊCH …” mà ký “TM.”; hoặc ghi thẩm quyền “ỦY BAN NHÂN DÂN …” mà không ký “TM.”.
Với tập thể khác thì chỉ cảnh báo; nghị quyết của Hội đồng nhân dân do Chủ tịch ký chứng thực không xét.

Vì sao: thẩm quyền thuộc người đứng đầu thì ghi chức vụ và ký bằng chức vụ; thuộc tập thể hoặc cơ quan thì ghi tên tập
thể, cơ quan và ký “TM.” (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.2, ghi chú 6; Điều 13).

Sai: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH … / TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH.

Đúng: CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH … / CHỦ TỊCH; ỦY BAN NHÂN DÂN TỈNH … / TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.signers_text import parse_competence
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_blank_form

CODE = "SG007"
NAME = "authority-against-competence"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.2, ghi chú 6; Nghị định 30/2020/NĐ-CP, Điều 13, khoản 2"
L_ID = "L43"

_HEAD = re.compile(r"(?:chu tich|giam doc|tong giam doc|bo truong|cuc truong|hieu truong|truong ban|chanh)\b")
_CERTAIN = re.compile(r"(?:uy ban nhan dan|ubnd)\b")
# The chair of a Hội đồng nhân dân certifies its resolutions and signs in no name but the office's.
_COLLECTIVE = re.compile(r"(?:uy ban nhan dan|ubnd|hoi dong(?! nhan dan)|thuong truc|ban thuong vu|ban chap hanh)\b")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the authority above the bases and the signature say different things."""
    components = subject.components
    authority = subject.require(components.authority, "thẩm quyền ban hành", expected=subject.rests_on_bases)[0]
    signature = subject.require(components.signature, "chức vụ, họ tên của người ký")
    if not signature.lines or is_blank_form(authority.text):
        return
    folded = fold(authority.shown)
    words = {competence.word for line in signature.lines if (competence := parse_competence(line)) is not None}
    found = f"{authority.shown} / {' / '.join(line.shown for line in signature.lines)}"
    if _HEAD.match(folded) and "TM" in words:
        yield Fault(
            where=signature.lines[0].where,
            message="Thẩm quyền ban hành là của người đứng đầu thì không ký “TM.”.",
            expected="ký bằng chức vụ, không có TM.",
            found=found,
        )
    elif _COLLECTIVE.match(folded) and not words & {"TM", "TL", "TUQ"}:
        yield Fault(
            where=signature.lines[0].where,
            message="Thẩm quyền ban hành là của tập thể, cơ quan thì phải ký “TM.”.",
            expected=f"TM. {authority.shown.upper()}",
            found=found,
            severity=None if _CERTAIN.match(folded) else Severity.WARNING,
        )
