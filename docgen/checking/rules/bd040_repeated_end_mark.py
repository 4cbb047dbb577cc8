"""Dấu “./.” đặt giữa văn bản.

Tìm gì: dấu “./.” đứng ở cuối một đoạn không phải đoạn cuối của nội dung.

Vì sao: “./.” đánh dấu chỗ kết thúc nội dung, mỗi văn bản dùng một lần (Nghị định 30/2020/NĐ-CP, Phụ lục III, Mẫu 1.1
đến 2.2).

Sai: Điều 2. Quyết định này có hiệu lực kể từ ngày ký./. / Điều 3. …

Đúng: chỉ đặt “./.” ở cuối điều cuối cùng.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.subject import Subject
from docgen.checking.text_levels import judged_parts

CODE = "BD040"
NAME = "repeated-end-mark"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục III"
L_ID = "L40"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every end mark that text follows."""
    subject.require(subject.body, "nội dung văn bản")
    for part in judged_parts(subject):
        for item in part.body[:-1]:
            if item.paragraph.text.rstrip().endswith("./."):
                yield Fault(
                    where=where_is(item.paragraph),
                    message="“./.” đặt giữa nội dung, phía sau còn lời văn.",
                    expected="“./.” chỉ ở cuối nội dung",
                    found=f"…{item.paragraph.text.rstrip()[-15:]}",
                )
