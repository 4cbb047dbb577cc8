"""Địa danh, thời gian không ngang hàng với số, ký hiệu.

Tìm gì: khi phần đầu trình bày bằng bảng, dòng địa danh, thời gian ở hàng khác với số, ký hiệu.

Vì sao: địa danh và thời gian ban hành văn bản trình bày trên cùng một dòng với số, ký hiệu văn bản (Nghị định
30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm c).

Sai: số, ký hiệu ở hàng 2 của bảng, địa danh ở hàng 3.

Đúng: số, ký hiệu và địa danh, thời gian ở cùng một hàng.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.issue_date import require_place_and_date
from docgen.checking.recognition.components import Layout
from docgen.checking.recognition.expected import CODE as CODE_COMPONENT
from docgen.checking.subject import Subject

CODE = "DT007"
NAME = "date-not-beside-code"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 4, điểm c"
L_ID = "L22"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault when code and date stand in different rows of one table."""
    heading = subject.components.heading
    code = subject.require(heading.code, CODE_COMPONENT).passage
    found = require_place_and_date(subject)
    if found is None:
        return
    date = found.passage
    left, right = code.paragraph.place, date.paragraph.place
    if heading.layout is not Layout.TABLE or left.table != right.table or left.table < 0:
        if code.paragraph is not date.paragraph:
            raise CannotJudge("phần đầu không trình bày bằng bảng, không rõ hai dòng có ngang nhau không")
        return
    if left.row != right.row:
        yield Fault(
            where=date.where,
            message="Địa danh, thời gian không cùng hàng với số, ký hiệu.",
            expected=f"cùng hàng với “{code.shown}”",
            found=f"hàng {right.row + 1} (số, ký hiệu ở hàng {left.row + 1})",
        )
