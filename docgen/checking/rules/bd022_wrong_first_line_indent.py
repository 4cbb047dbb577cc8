"""Đầu dòng không lùi vào 1 cm hoặc 1,27 cm.

Tìm gì: chữ đầu đoạn không bắt đầu cách lề trái 1 cm hoặc 1,27 cm (sai quá 0,2 mm). Danh sách tự động được tính tới
chỗ số, dấu bắt đầu. Đoạn thụt bằng phím Tab hoặc dấu cách, tiêu đề canh giữa, dòng của mẫu phiếu không xét.

Vì sao: khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II,
khoản 6, điểm e).

Sai: First line 1,5 cm; đoạn sát lề trái.

Đúng: First line 1,27 cm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.recognition.components import BodyKind, BodyParagraph
from docgen.checking.subject import Subject
from docgen.checking.text_levels import is_field_line, prose
from docgen.checking.visible_text import find_stretches
from docgen.ooxml.facts import ParagraphFacts

CODE = "BD022"
NAME = "wrong-first-line-indent"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm e"
L_ID = "L32"
FIXABLE = True

_WANTED = (567, 720)
_TOLERANCE = 10


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every stretch of paragraphs that begin elsewhere."""
    subject.require(subject.body, "nội dung văn bản")

    paragraphs = [item.paragraph for item in prose(subject) if _is_judged(subject, item)]
    for stretch in find_stretches(paragraphs, _find_wrong):
        found = f"{stretch.key / 567:.2f} cm".replace(".", ",")
        yield Fault(
            where=where_is(stretch.paragraphs[0]),
            message=f"Chữ đầu dòng lùi vào {found}{stretch.extent}.",
            expected="1 cm hoặc 1,27 cm",
            found=found,
        )


def _is_judged(subject: Subject, item: BodyParagraph) -> bool:
    paragraph = item.paragraph
    if paragraph.text.startswith(("\t", "  ", "\u00a0")) or is_field_line(subject, item):
        return False
    # A heading in capitals or a line of its own may stand at the margin; what begins small goes on with the line above.
    if item.kind is BodyKind.ROMAN or (item.is_titled and item.kind is BodyKind.TEXT):
        return False
    return item.kind is not BodyKind.TEXT or not paragraph.text[:1].islower()


def _find_wrong(paragraph: ParagraphFacts) -> int | None:
    position = paragraph.left + paragraph.first_line
    return None if any(abs(position - wanted) <= _TOLERANCE for wanted in _WANTED) else position
