"""Phông chữ không phải Times New Roman.

Tìm gì: chữ nhìn thấy được (kể cả trong bảng, chú thích, đầu trang, chân trang) có phông thực tế khác Times New Roman,
dù phông đặt trực tiếp, trong style hay theo theme. Ký hiệu của phông Symbol, Wingdings (dấu đầu dòng, ô chọn) chỉ
được ghi nhận; công thức toán và chữ Hán, Nhật, Hàn không xét.

Vì sao: phông chữ tiếng Việt Times New Roman, bộ mã ký tự Unicode TCVN 6909:2001 (Nghị định 30/2020/NĐ-CP, Phụ lục I,
Phần I, Mục I, khoản 4).

Sai: đoạn dán từ trang web còn phông Arial; số trang phông Calibri.

Đúng: cả văn bản phông Times New Roman.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.fonts import is_legacy_font, is_right_font, is_symbol_font
from docgen.checking.subject import Subject
from docgen.checking.visible_text import find_stretches, visible_paragraphs
from docgen.ooxml.facts import ParagraphFacts, RunFacts

CODE = "FT001"
NAME = "wrong-font"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4"
L_ID = "L04"
FIXABLE = True

_EXPECTED = "Times New Roman"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of paragraphs in another font, and remark symbols once."""
    paragraphs = tuple(visible_paragraphs(subject))
    for stretch in find_stretches(paragraphs, _find_wrong_fonts):
        fonts = ", ".join(stretch.key)
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Phông chữ không phải Times New Roman: {fonts}{stretch.extent}.",
            expected=_EXPECTED,
            found=fonts,
        )
    symbols = next((paragraph for paragraph in paragraphs if any(map(_is_symbol, paragraph.ink))), None)
    if symbols is not None:
        fonts = ", ".join(sorted({run.font for run in symbols.ink if _is_symbol(run)}))
        message = f"Có ký hiệu dùng phông {fonts}; nên dùng ký tự Unicode của Times New Roman."
        yield Fault(where_is(symbols), message, _EXPECTED, fonts, Severity.INFO)


def _find_wrong_fonts(paragraph: ParagraphFacts) -> tuple[str, ...] | None:
    """Return the wrong fonts of letters and digits, None where there are none."""
    fonts = {run.font for run in paragraph.ink if _is_judged(run) and not is_right_font(run.font)}
    return tuple(sorted(fonts)) or None


def _is_judged(run: RunFacts) -> bool:
    # Legacy fonts have a rule of their own: another font alone would not mend them.
    if _is_symbol(run) or is_legacy_font(run.font) or run.font == "Cambria Math":
        return False
    return any(character.isalnum() and ord(character) < 0x2E80 for character in run.text)


def _is_symbol(run: RunFacts) -> bool:
    return run.is_symbol or is_symbol_font(run.font)
