"""Chữ Unicode tổ hợp (dấu rời).

Tìm gì: chữ Việt gõ bằng Unicode tổ hợp, chữ và dấu là hai ký tự riêng.

Vì sao: văn bản dùng bộ mã Unicode theo TCVN 6909:2001 (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4).
Tiêu chuẩn cho phép cả hai dạng, nhưng văn bản trao đổi phải dùng một dạng: chữ dựng sẵn và chữ tổ hợp trông giống
nhau mà máy coi là khác nhau, nên không tìm thấy khi tra cứu, không khớp khi liên thông.

Sai: “tổ chức” gồm “tô” + dấu hỏi rời.

Đúng: “tổ chức”, mỗi chữ một ký tự dựng sẵn (NFC).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.subject import Subject
from docgen.checking.visible_text import find_stretches, visible_paragraphs
from docgen.ooxml.facts import ParagraphFacts

CODE = "TX001"
NAME = "decomposed-text"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4"
L_ID = "L06"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of paragraphs with loose marks."""
    for stretch in find_stretches(visible_paragraphs(subject), _has_loose_marks):
        count = sum(len(p.text) - len(unicodedata.normalize("NFC", p.text)) for p in stretch.paragraphs)
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Chữ Unicode tổ hợp{stretch.extent}: {count} dấu rời.",
            expected="Unicode dựng sẵn (NFC)",
            found=f"{count} dấu rời",
        )


def _has_loose_marks(paragraph: ParagraphFacts) -> bool | None:
    text = paragraph.text
    return True if not text.isascii() and len(unicodedata.normalize("NFC", text)) < len(text) else None
