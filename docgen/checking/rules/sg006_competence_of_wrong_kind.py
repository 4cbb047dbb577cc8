"""“TM.” đặt trước chức vụ, hoặc “KT.”, “TL.”, “TUQ.” đặt trước tên cơ quan.

Tìm gì: “TM.” đứng trước chức vụ cá nhân (TM. CHỦ TỊCH), hoặc “KT.”, “TL.”, “TUQ.”, “Q.” đứng trước tên cơ quan, tập
thể (KT. ỦY BAN NHÂN DÂN).

Vì sao: “TM.” ghi trước tên tập thể lãnh đạo hoặc tên cơ quan; “Q.”, “KT.”, “TL.”, “TUQ.” ghi trước chức vụ của người
đứng đầu (Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, Phần I, Mục II, khoản 7, điểm b).

Sai: TM. CHỦ TỊCH; TL. ỦY BAN NHÂN DÂN.

Đúng: TM. ỦY BAN NHÂN DÂN; TL. CHỦ TỊCH.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.signers_text import blocks_of, is_collective, parse_competence
from docgen.checking.subject import Subject

CODE = "SG006"
NAME = "competence-of-wrong-kind"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Điều 13, khoản 2; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm b"
L_ID = "L42"

_PERSON = re.compile(r"(?:chu tich|pho chu tich|giam doc|pho giam doc|chanh|truong phong|bo truong|hieu truong)\b")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every competence before the wrong kind of name."""
    for block in blocks_of(subject):
        for line in block.lines:
            competence = parse_competence(line)
            if competence is None:
                continue
            if competence.word == "TM" and _PERSON.match(fold(competence.of)):
                message, expected = "“TM.” chỉ đặt trước tên tập thể, cơ quan.", "TM. và tên tập thể, cơ quan"
            elif competence.word in ("KT", "TL", "TUQ") and is_collective(competence.of):
                message = f"“{competence.word}.” chỉ đặt trước chức vụ của người đứng đầu."
                expected = f"{competence.word}. và chức vụ của người đứng đầu"
            else:
                continue
            yield Fault(line.where, message, expected, line.shown)
