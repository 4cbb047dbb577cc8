"""Phông chữ của bảng mã cũ (TCVN3, VNI).

Tìm gì: chữ dùng phông .VnTime, .VnTimeH, VNI-Times và các phông cùng loại.

Vì sao: phông chữ phải thuộc bộ mã ký tự Unicode theo TCVN 6909:2001 (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
I, khoản 4). Chữ của phông cũ không tìm kiếm, không trao đổi được; máy không có phông thì hiện thành ký tự lạ. Đổi
phông không đủ: phải chuyển mã (Unikey Toolkit, Ctrl+Shift+F6), vì vậy docgen không tự sửa.

Sai: “Céng hßa x· héi” phông .VnTime.

Đúng: “Cộng hòa xã hội” phông Times New Roman, mã Unicode.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.fonts import is_legacy_font
from docgen.checking.subject import Subject
from docgen.checking.visible_text import find_stretches, visible_paragraphs
from docgen.ooxml.facts import ParagraphFacts

CODE = "FT002"
NAME = "legacy-font"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4"
L_ID = "L06"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of paragraphs in a font of an old encoding."""
    for stretch in find_stretches(visible_paragraphs(subject), _find_legacy_fonts):
        fonts = ", ".join(stretch.key)
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Phông chữ của bảng mã cũ: {fonts}{stretch.extent}. Cần chuyển mã sang Unicode rồi mới đổi phông.",
            expected="Times New Roman, mã Unicode",
            found=fonts,
        )


def _find_legacy_fonts(paragraph: ParagraphFacts) -> tuple[str, ...] | None:
    return tuple(sorted({run.font for run in paragraph.ink if is_legacy_font(run.font)})) or None
