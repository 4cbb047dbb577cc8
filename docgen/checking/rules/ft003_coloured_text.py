"""Chữ không phải màu đen.

Tìm gì: chữ có màu khác đen và khác “tự động”. Dấu chỉ mức độ khẩn, phạm vi lưu hành được miễn. Chữ xám rất đậm, địa
chỉ thư, trang web màu xanh do Word tự đặt và chữ trắng chỉ bị nhắc.

Vì sao: phông chữ màu đen (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4).

Sai: đoạn sửa đổi để chữ đỏ trong bản phát hành.

Đúng: toàn bộ chữ màu đen.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.frames import is_red, read_rgb
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.words import CIRCULATION, URGENCY
from docgen.checking.subject import Subject
from docgen.checking.visible_text import find_stretches, visible_paragraphs
from docgen.ooxml.facts import ParagraphFacts, RunFacts

CODE = "FT003"
NAME = "coloured-text"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục I, khoản 4"
L_ID = "L05"
FIXABLE = True

_DARKEST_GREY = 0x33
_STAMPS = URGENCY | CIRCULATION


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of paragraphs with letters in colour."""
    for stretch in find_stretches(visible_paragraphs(subject), _find_colors):
        severity, *colors = stretch.key
        found = ", ".join(colors)
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Chữ không phải màu đen: {found}{stretch.extent}.",
            expected="màu đen hoặc tự động",
            found=found,
            severity=Severity(severity),
        )


def _find_colors(paragraph: ParagraphFacts) -> tuple[str, ...] | None:
    """Return the severity and the colours, None where all is black."""
    if len(paragraph.text) < 40 and fold(paragraph.shown).strip(" .!") in _STAMPS:
        return None
    judged = [(_weigh(run), run.color) for run in paragraph.ink if run.color.upper() not in ("", "000000", "AUTO")]
    judged = [(severity, color) for severity, color in judged if severity is not None]
    if not judged:
        return None
    worst = Severity.ERROR if any(severity is Severity.ERROR for severity, _ in judged) else Severity.WARNING
    return (worst.value, *sorted({f"#{color.upper()}" for severity, color in judged if severity is worst}))


def _weigh(run: RunFacts) -> Severity | None:
    red, green, blue = read_rgb(run.color)
    if not any(map(str.isalnum, run.text)) or (fold(run.text) in _STAMPS and is_red(run.color)):
        return None
    is_dark = max(red, green, blue) <= _DARKEST_GREY
    is_white = min(red, green, blue) >= 0xFE
    return Severity.WARNING if is_dark or is_white or _is_link(run) else Severity.ERROR


def _is_link(run: RunFacts) -> bool:
    """Whether Word made a link of an address and coloured it."""
    red, green, blue = read_rgb(run.color)
    is_blue = blue > red and blue > green
    return is_blue and (run.underline or "@" in run.text or "http" in run.text or "www." in run.text)
