"""Mending letters: Times New Roman, black, precomposed. Symbols and old encodings stay as they are."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from docgen.checking.findings import where_is
from docgen.checking.fix.mending import Mending
from docgen.checking.fix.run_looks import RunLook
from docgen.checking.fonts import is_legacy_font, is_right_font, is_symbol_font
from docgen.checking.frames import is_red, read_rgb
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.words import CIRCULATION, URGENCY
from docgen.checking.visible_text import visible_paragraphs
from docgen.ooxml.facts import ParagraphFacts, RunFacts

_EAST_ASIAN: Final = 0x2E80
_STAMPS: Final = URGENCY | CIRCULATION
_LONGEST_STAMP: Final = 40
_WHITE: Final = 0xFE
_BLACK: Final = ("", "000000", "AUTO")
_LOOSE: Final = re.compile(r".[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]+", re.DOTALL)


def mend_fonts(mending: Mending) -> None:
    """Set letters and digits in Times New Roman."""
    for paragraph in visible_paragraphs(mending.subject):
        wrong = {run.font for run in paragraph.ink if _has_wrong_font(run)}
        if wrong and mending.format_paragraph(paragraph, _decide_font):
            found = ", ".join(sorted(wrong))
            mending.tell(f"Sửa phông {found} thành Times New Roman.", where_is(paragraph))


def _decide_font(run: RunFacts) -> RunLook | None:
    if is_right_font(run.font) or _is_foreign(run) or not any(ord(sign) < _EAST_ASIAN for sign in run.text):
        return None
    return RunLook(right_font=True, east_asia=not any(ord(sign) >= _EAST_ASIAN for sign in run.text))


def _has_wrong_font(run: RunFacts) -> bool:
    if is_right_font(run.font) or _is_foreign(run):
        return False
    return any(sign.isalnum() and ord(sign) < _EAST_ASIAN for sign in run.text)


def _is_foreign(run: RunFacts) -> bool:
    """Whether another font would make other signs of a text."""
    return run.is_symbol or is_symbol_font(run.font) or is_legacy_font(run.font) or run.font == "Cambria Math"


def mend_colors(mending: Mending) -> None:
    """Set letters in the automatic colour, which is black on paper; red stamps and white letters stay."""
    for paragraph in visible_paragraphs(mending.subject):
        wrong = {run.color.upper() for run in paragraph.ink if _has_wrong_color(paragraph, run)}
        if not wrong:
            continue

        def decide(run: RunFacts, paragraph: ParagraphFacts = paragraph) -> RunLook | None:
            return RunLook(black=True) if _is_colored(paragraph, run) else None

        if mending.format_paragraph(paragraph, decide):
            found = ", ".join(f"#{color}" for color in sorted(wrong))
            mending.tell(f"Sửa chữ màu {found} thành màu đen.", where_is(paragraph))


def _has_wrong_color(paragraph: ParagraphFacts, run: RunFacts) -> bool:
    return any(map(str.isalnum, run.text)) and _is_colored(paragraph, run)


def _is_colored(paragraph: ParagraphFacts, run: RunFacts) -> bool:
    if run.color.upper() in _BLACK or min(read_rgb(run.color)) >= _WHITE:
        # Black letters on a dark ground, or words that nobody saw before, are no mending.
        return False
    if len(paragraph.text) < _LONGEST_STAMP and fold(paragraph.shown).strip(" .!") in _STAMPS:
        return False
    return not (fold(run.text) in _STAMPS and is_red(run.color))


def mend_loose_marks(mending: Mending) -> None:
    """Write every letter with its marks as one character (Unicode NFC)."""
    for paragraph in visible_paragraphs(mending.subject):
        for match in _LOOSE.finditer(paragraph.text):
            whole = unicodedata.normalize("NFC", match[0])
            if len(whole) < len(match[0]):
                message = "Đổi chữ Unicode tổ hợp thành dựng sẵn."
                mending.replace(paragraph, match.start(), match.end(), whole, message)
