"""Tiêu ngữ ghi sai chữ, sai dấu nối.

Tìm gì: dòng Tiêu ngữ khác “Độc lập - Tự do - Hạnh phúc”: sai chữ, viết hoa khác, dùng gạch ngang dài (–), thiếu dấu
cách hai bên gạch nối, thừa dấu câu.

Vì sao: Tiêu ngữ là “Độc lập - Tự do - Hạnh phúc”; giữa các cụm từ có gạch nối (-), có cách chữ; chữ cái đầu của các
cụm từ được viết hoa (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm b). Word hay tự đổi gạch nối
thành gạch ngang dài.

Sai: Độc lập – Tự do – Hạnh phúc; Độc lập-Tự do-Hạnh phúc; Độc Lập - Tự Do - Hạnh Phúc

Đúng: Độc lập - Tự do - Hạnh phúc
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.expected import MOTTO
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.vietnamese.text import fold_whitespace, normalize_text

CODE = "HD010"
NAME = "wrong-motto-text"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 1, điểm b"
L_ID = "L10"
FIXABLE = True

_RIGHT = "Độc lập - Tự do - Hạnh phúc"
_DASHES = "–—−‒―"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when the words or hyphens of the motto are not those of the decree."""
    motto = subject.require(subject.components.heading.motto, MOTTO)
    # U+2011 is the hyphen at which Word breaks no line; it looks the same.
    text = fold_whitespace(normalize_text(motto.text).replace("\u2011", "-"))
    wanted = _RIGHT.upper() if motto.is_caps else _RIGHT
    if (text.upper() if motto.is_caps else text) != wanted:
        yield Fault(motto.where, _describe(motto, text), _RIGHT, text)


def _describe(motto: Passage, text: str) -> str:
    if any(dash in text for dash in _DASHES):
        return "Tiêu ngữ dùng gạch ngang dài; phải là gạch nối (-) có dấu cách hai bên."
    if "".join(text.split()).lower() == "".join(_RIGHT.split()).lower():
        if text.lower() != _RIGHT.lower():
            return "Tiêu ngữ phải có dấu cách ở hai bên gạch nối."
        return "Tiêu ngữ chỉ viết hoa chữ cái đầu của mỗi cụm từ."
    return f"Tiêu ngữ ghi sai: “{motto.shown}”."
