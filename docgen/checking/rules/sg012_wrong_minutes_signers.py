"""Biên bản họp không có đủ thư ký và chủ tọa ký, hoặc đặt ngược bên.

Tìm gì: biên bản cuộc họp, hội nghị, hội thảo thiếu chữ ký của thư ký (người ghi biên bản) hoặc chủ tọa, hoặc thư ký
ký bên phải. Biên bản giao nhận, kiểm tra giữa các bên không xét.

Vì sao: mẫu biên bản có THƯ KÝ ký bên trái, CHỦ TỌA ký bên phải (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9).

Sai: CHỦ TỌA bên trái / THƯ KÝ bên phải.

Đúng: THƯ KÝ bên trái / CHỦ TỌA bên phải.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.components import SignatureBlock
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "SG012"
NAME = "wrong-minutes-signers"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.9"
L_ID = "L72"

_MEETING = re.compile(r"\b(?:hop|hoi nghi|hoi thao|phien)\b")
_SECRETARY = re.compile(r"(?:thu ky|nguoi ghi)")
_CHAIR = re.compile(r"(?:chu toa|chu tri|chu tich|truong|giam doc|dai dien)")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when secretary and chair are not both there, left and right."""
    components = subject.components
    kind = components.document_type
    if kind is None or kind.slug != "bien-ban" or not any(_MEETING.search(fold(p.shown)) for p in components.subject):
        return
    right = subject.require(components.signature, "phần ký")
    left = components.second_signature
    words_right, words_left = _join(right), _join(left)
    expected = "THƯ KÝ bên trái, CHỦ TỌA bên phải"
    if _SECRETARY.match(words_right) and _CHAIR.match(words_left):
        yield Fault(right.lines[0].where, "Thư ký ký bên phải, chủ tọa ký bên trái.", expected, "đặt ngược")
    elif right.lines and (left is None or not left.lines) and not _has_secretary(subject, right.lines[0].index):
        yield Fault(right.lines[0].where, "Biên bản họp chỉ có một người ký.", expected, right.lines[0].shown)


def _join(block: SignatureBlock | None) -> str:
    return "" if block is None else fold(" ".join(line.shown for line in block.lines))


def _has_secretary(subject: Subject, index: int) -> bool:
    """Whether a secretary signs near the chair, in a layout that was read otherwise."""
    nearby = subject.facts.paragraphs[max(0, index - 8) :]
    return any(len(p.text) < 120 and _SECRETARY.search(fold(p.shown)) for p in nearby)
