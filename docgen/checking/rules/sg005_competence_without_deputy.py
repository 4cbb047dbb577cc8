"""Sau “KT.” không phải cấp phó của chức vụ đó.

Tìm gì: dòng dưới “KT. …” không phải chức vụ cấp phó, hoặc là cấp phó của chức vụ khác.

Vì sao: “KT.” dùng khi cấp phó ký thay cấp trưởng (Nghị định 30/2020/NĐ-CP, Điều 13; Phụ lục I, Phần I, Mục II, khoản
7, điểm b).

Sai: KT. CHỦ TỊCH / CHÁNH VĂN PHÒNG; KT. CHỦ TỊCH / PHÓ GIÁM ĐỐC.

Đúng: KT. CHỦ TỊCH / PHÓ CHỦ TỊCH; TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.signers_text import blocks_of, is_position, parse_competence
from docgen.checking.subject import Subject

CODE = "SG005"
NAME = "competence-without-deputy"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Điều 13, khoản 1; Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 7, điểm b"
L_ID = "L42"

_DEPUTY = re.compile(r"(?:pho|thu truong|to pho|doi pho|uy vien|thanh vien)\b")
_HEADS = ("chu tich", "giam doc", "tong giam doc", "chanh van phong", "hieu truong", "cuc truong", "vien truong")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every "KT." that no deputy of the same head stands below."""
    for block in blocks_of(subject):
        for above, line in pairwise(block.lines):
            competence = parse_competence(above)
            if competence is None or competence.word != "KT" or not line.is_caps:
                continue
            if _goes_on(line) or _fits(fold(competence.of), fold(line.shown)):
                continue
            yield Fault(
                where=line.where,
                message=f"Dưới “{above.shown}” phải là chức vụ cấp phó tương ứng.",
                expected=f"PHÓ {competence.of}",
                found=line.shown,
            )


def _goes_on(line: Passage) -> bool:
    """Whether a line goes on with the head's title: KT. TRƯỞNG BAN QUẢN LÝ / KHU KINH TẾ TỈNH."""
    return not is_position(line)


def _fits(head: str, deputy: str) -> bool:
    if not _DEPUTY.match(deputy):
        return False
    of_head = next((name for name in _HEADS if head.startswith(name)), None)
    stem = deputy.removeprefix("pho ")
    of_deputy = next((name for name in _HEADS if stem.startswith(name)), None)
    return of_head is None or of_deputy is None or of_head == of_deputy
