"""Đường kẻ dưới tên cơ quan dài quá hoặc ngắn quá.

Tìm gì: đường kẻ dưới tên cơ quan ban hành ngắn hơn một phần tư hoặc dài hơn ba phần năm dòng chữ (1/3 đến 1/2, có
dung sai vì độ rộng chữ được ước lượng). Chỉ xét khi đo được đường kẻ.

Vì sao: đường kẻ có độ dài bằng từ 1/3 đến 1/2 độ dài của dòng chữ (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục
II, khoản 2, điểm b).

Sai: đường kẻ dài bằng cả tên cơ quan.

Đúng: đường kẻ dài bằng khoảng 2/5 tên cơ quan, ở giữa.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import CannotJudge, Fault, Severity
from docgen.checking.heading_lines import is_measured, write_share
from docgen.checking.recognition.expected import ORGAN
from docgen.checking.subject import Subject
from docgen.checking.text_width import estimate_width

CODE = "HD022"
NAME = "wrong-organ-line-length"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 2, điểm b"
L_ID = "L13"

_LEAST, _MOST = 0.25, 0.6


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for a line far from a third to a half of the agency's name."""
    heading = subject.components.heading
    organ = subject.require(heading.organ, ORGAN)
    line = subject.require(heading.organ_line, "đường kẻ dưới tên cơ quan")
    if not is_measured(line):
        raise CannotJudge("không đo được đường kẻ dưới tên cơ quan")
    # Of a name on several lines the decree does not say which one counts: any will do.
    widths = [estimate_width(passage) for passage in organ]
    if line.width < _LEAST * min(widths) or line.width > _MOST * max(widths):
        found = write_share(line, max(widths))
        message = f"Đường kẻ dưới tên cơ quan dài bằng {found}."
        yield Fault(organ[-1].where, message, "1/3 đến 1/2 dòng chữ", found)
