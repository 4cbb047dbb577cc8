"""Gạch nối trong Tiêu ngữ viết sai.

Tìm gì: giữa các cụm từ của Tiêu ngữ không phải là gạch nối có một dấu cách ở mỗi bên: gạch ngang dài (–), thiếu dấu
cách, thừa dấu cách.

Vì sao: giữa các cụm từ của Tiêu ngữ có gạch nối (-), có cách chữ (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 1, điểm b). Word hay tự đổi gạch nối thành gạch ngang dài khi gõ.

Sai: Độc lập – Tự do – Hạnh phúc; Độc lập-Tự do-Hạnh phúc

Đúng: Độc lập - Tự do - Hạnh phúc
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import MOTTO
from docgen.checking.subject import Subject
from docgen.vietnamese.text import normalize_text

CODE = "HD010"
NAME = "wrong-motto-hyphens"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm b"
L_ID = "L10"
FIXABLE = True

_RIGHT = "Độc lập - Tự do - Hạnh phúc"
_JOINT = re.compile(r"\s*[-‐‑‒–—―−]\s*")
# U+2011 is the hyphen, U+00A0 the space at which Word breaks no line; they look the same.
_GOOD = re.compile(r"[ \u00a0][-\u2010\u2011][ \u00a0]")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when something else than spaced hyphens joins the motto."""
    motto = subject.require(subject.components.heading.motto, MOTTO)
    text = normalize_text(motto.text)
    joints = _JOINT.findall(text)
    wrong = [joint for joint in joints if not _GOOD.fullmatch(joint)]
    if not wrong:
        return
    is_long = any(joint.strip() not in ("-", "\u2010", "\u2011") for joint in wrong)
    message = (
        "Tiêu ngữ dùng gạch ngang dài; phải là gạch nối (-) có dấu cách hai bên."
        if is_long
        else "Gạch nối trong Tiêu ngữ phải có một dấu cách ở mỗi bên."
    )
    yield Fault(motto.where, message, _RIGHT, text)
