"""Quyền hạn, chức vụ của người ký không in hoa.

Tìm gì: dòng quyền hạn hoặc chức vụ của người ký viết chữ thường.

Vì sao: quyền hạn, chức vụ của người ký trình bày bằng chữ in hoa (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 7, điểm b và Mục V).

Sai: Phó Chủ tịch.

Đúng: PHÓ CHỦ TỊCH.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.signers_text import blocks_of, signing_lines
from docgen.checking.subject import Subject

CODE = "SG002"
NAME = "position-not-capitals"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm b"
L_ID = "L41"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every line of competence or position in small letters."""
    for block in blocks_of(subject):
        for line in signing_lines(block):
            if not line.is_caps:
                yield Fault(
                    where=line.where,
                    message="Quyền hạn, chức vụ của người ký không in hoa.",
                    expected=line.shown.upper(),
                    found=line.shown,
                )
