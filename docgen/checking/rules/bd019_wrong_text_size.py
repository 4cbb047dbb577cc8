"""Cỡ chữ của nội dung văn bản không đúng.

Tìm gì: lời văn, điều, khoản, điểm có chữ nhỏ hơn 13 hoặc lớn hơn 14. Bảng, chú thích, chỉ số trên và phụ lục không
xét.

Vì sao: nội dung văn bản trình bày cỡ chữ 13 đến 14 (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm
e và Mục V).

Sai: lời văn cỡ 12; một khoản dán từ nơi khác cỡ 15.

Đúng: lời văn cỡ 14.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.looks import find_wrong_sizes, format_size, telling_runs
from docgen.checking.recognition.components import BodyKind, BodyParagraph
from docgen.checking.subject import Subject
from docgen.checking.text_levels import HEADINGS, is_prose, judged_parts
from docgen.checking.visible_text import find_stretches
from docgen.ooxml.facts import ParagraphFacts

CODE = "BD019"
NAME = "wrong-text-size"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm e"
L_ID = "L31"
FIXABLE = True

_LEAST, _MOST = 13, 14


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of text with letters outside 13–14 pt."""
    subject.require(subject.body, "nội dung văn bản")

    paragraphs = [item.paragraph for part in judged_parts(subject) for item in part.body if _is_judged(item)]
    for stretch in find_stretches(paragraphs, _find_wrong):
        sizes = ", ".join(map(format_size, stretch.key))
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Nội dung văn bản có chữ cỡ {sizes}{stretch.extent}.",
            expected="cỡ chữ 13 đến 14",
            found=f"cỡ {sizes}",
        )


def _is_judged(item: BodyParagraph) -> bool:
    return is_prose(item) or item.kind in (*HEADINGS, BodyKind.HEADING_TITLE)


def _find_wrong(paragraph: ParagraphFacts) -> tuple[float, ...] | None:
    if all(_LEAST <= run.size_pt <= _MOST for run in paragraph.runs):
        return None
    runs = [run for run in telling_runs(paragraph.runs) if not run.is_symbol]
    return find_wrong_sizes(runs, _LEAST, _MOST) or None
