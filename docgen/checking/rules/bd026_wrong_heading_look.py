"""Phần, chương, mục, tiểu mục không canh giữa hoặc không đậm.

Tìm gì: dòng “Chương I”, “Mục 1” … hoặc tiêu đề bên dưới không canh giữa, không đậm.

Vì sao: từ phần, chương, mục, tiểu mục và tiêu đề của chúng trình bày canh giữa, kiểu chữ đứng, đậm (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ).

Sai: Chương I canh trái; tiêu đề chương không đậm.

Đúng: Chương I canh giữa, đậm; tiêu đề canh giữa, in hoa, đậm.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.looks import telling_runs
from docgen.checking.recognition.components import BodyKind, BodyParagraph
from docgen.checking.recognition.passages import whole_passage
from docgen.checking.subject import Subject
from docgen.checking.text_levels import HEADINGS, is_off_centre, own_items

CODE = "BD026"
NAME = "wrong-heading-look"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L35"
FIXABLE = True


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every heading or title that is not centred or not bold."""
    for item in own_items(subject):
        if item.kind not in (*HEADINGS, BodyKind.HEADING_TITLE):
            continue
        wrong = tuple(_find_wrong(item))
        if wrong:
            name = "Tiêu đề" if item.kind is BodyKind.HEADING_TITLE else item.kind.value.capitalize()
            yield Fault(
                where=where_is(item.paragraph),
                message=f"{name} {' và '.join(wrong)}.",
                expected="canh giữa, đậm",
                found=", ".join(wrong),
            )


def _find_wrong(item: BodyParagraph) -> Iterator[str]:
    if is_off_centre(whole_passage(item.paragraph)):
        yield "chưa canh giữa"
    if not all(run.bold for run in telling_runs(item.paragraph.runs)):
        yield "chưa in đậm"
