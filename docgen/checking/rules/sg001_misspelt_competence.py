"""Quyền hạn của người ký viết sai: TM., KT., TL., TUQ., Q.

Tìm gì: dòng quyền hạn viết khác “TM. ”, “KT. ”, “TL. ”, “TUQ. ”, “Q. ”: thiếu dấu chấm, thiếu dấu cách, dùng gạch
chéo, viết đủ chữ.

Vì sao: quyền hạn của người ký ghi chữ viết tắt TM., Q., KT., TL., TUQ. trước tên tập thể hoặc chức vụ (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm b).

Sai: TM.ỦY BAN NHÂN DÂN; T/M ỦY BAN NHÂN DÂN; KT CHỦ TỊCH; THỪA LỆNH GIÁM ĐỐC.

Đúng: TM. ỦY BAN NHÂN DÂN; KT. CHỦ TỊCH; TL. GIÁM ĐỐC.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.signers_text import blocks_of, parse_competence, signing_lines
from docgen.checking.subject import Subject

CODE = "SG001"
NAME = "misspelt-competence"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm b"
L_ID = "L41"

_SHORT = {"THAY MẶT": "TM", "THỪA LỆNH": "TL", "KÝ THAY": "KT", "QUYỀN": "Q"}


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every competence that is written otherwise."""
    for block in blocks_of(subject):
        for line in signing_lines(block):
            competence = parse_competence(line)
            if competence is not None and not competence.is_right:
                word = _SHORT.get(competence.word, "TUQ" if competence.word.startswith("THỪA") else competence.word)
                yield Fault(
                    where=line.where,
                    message="Quyền hạn của người ký viết chưa đúng.",
                    expected=f"{word}. {competence.of}",
                    found=line.shown,
                )
