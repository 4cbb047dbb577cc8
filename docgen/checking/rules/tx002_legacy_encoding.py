"""Chữ còn mã của phông cũ (TCVN3, VNI).

Tìm gì: đoạn chữ chép từ văn bản phông .VnTime hoặc VNI-Times, nay hiện thành ký tự lạ. Chữ còn đặt phông cũ do quy
tắc FT002 báo.

Vì sao: văn bản dùng bộ mã Unicode theo TCVN 6909:2001 (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4).

Sai: “Céng hßa x· héi chñ nghÜa ViÖt Nam”.

Đúng: “Cộng hòa xã hội chủ nghĩa Việt Nam”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.fonts import is_legacy_font
from docgen.checking.subject import Subject
from docgen.checking.visible_text import find_stretches, visible_paragraphs
from docgen.ooxml.facts import ParagraphFacts
from docgen.vietnamese.encoding import LegacyName, find_legacy_encoding

CODE = "TX002"
NAME = "legacy-encoding"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4"
L_ID = "L06"

# What soup is full of and proper Vietnamese never has: a first look that costs little.
_STRANGE = re.compile("[\u00a1-\u00bfÄÅÆÇËÎÏÑÖ×ØÛÜÞßäåæçëîïñö÷øûüþ]")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of paragraphs that is glyph soup."""
    for stretch in find_stretches(visible_paragraphs(subject), _find_encoding):
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Chữ còn mã {stretch.key}{stretch.extent}: chuyển mã sang Unicode bằng Unikey Toolkit.",
            expected="chữ Việt mã Unicode",
            found=stretch.key,
        )


def _find_encoding(paragraph: ParagraphFacts) -> LegacyName | None:
    if _STRANGE.search(paragraph.text) is None or any(is_legacy_font(run.font) for run in paragraph.ink):
        return None
    return find_legacy_encoding(paragraph.text)
