"""Tiêu ngữ ghi sai chữ.

Tìm gì: chữ của Tiêu ngữ khác “Độc lập - Tự do - Hạnh phúc”: sai chính tả, viết hoa thừa, thiếu cụm từ, thừa dấu câu.
Gạch nối do quy tắc HD010 xét.

Vì sao: Tiêu ngữ là “Độc lập - Tự do - Hạnh phúc”; chữ cái đầu của các cụm từ được viết hoa (Nghị định 30/2020/NĐ-CP,
Phụ lục I, Phần I, Mục II, khoản 1, điểm b).

Sai: Độc Lập - Tự Do - Hạnh Phúc; Độc lập - Tự do - Hạnh phúc.

Đúng: Độc lập - Tự do - Hạnh phúc
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import MOTTO
from docgen.checking.subject import Subject
from docgen.vietnamese.text import fold_whitespace, normalize_text

CODE = "HD015"
NAME = "wrong-motto-words"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm b"
L_ID = "L10"

_RIGHT = "Độc lập - Tự do - Hạnh phúc"
_JOINT = re.compile(r"\s*[-‐‑‒–—―−]\s*")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the words of the motto are not those of the decree."""
    motto = subject.require(subject.components.heading.motto, MOTTO)
    text = _JOINT.sub(" - ", fold_whitespace(normalize_text(motto.text)))
    # Capitals throughout are a matter of looks, which another rule judges.
    if text == _RIGHT or (motto.is_caps and text.upper() == _RIGHT.upper()):
        return
    message = (
        "Tiêu ngữ chỉ viết hoa chữ cái đầu của mỗi cụm từ."
        if text.lower() == _RIGHT.lower()
        else f"Tiêu ngữ ghi sai: “{motto.shown}”."
    )
    yield Fault(motto.where, message, _RIGHT, motto.shown)
