"""“Ủy ban nhân dân”, “Hội đồng nhân dân” viết hoa sai.

Tìm gì: viết “Ủy Ban Nhân Dân”, “Ủy ban Nhân dân”, “ủy ban nhân dân”, “Hội Đồng Nhân Dân”. Tên in hoa toàn bộ không
xét.

Vì sao: tên cơ quan viết hoa chữ cái đầu của từ chỉ loại hình cơ quan: Ủy ban nhân dân, Hội đồng nhân dân (Nghị định
30/2020/NĐ-CP, Phụ lục II, Mục IV, khoản 1, điểm a).

Sai: Ủy ban Nhân dân tỉnh Hà Tĩnh.

Đúng: Ủy ban nhân dân tỉnh Hà Tĩnh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.sentences import sentences
from docgen.checking.subject import Subject

CODE = "CA003"
NAME = "wrong-committee-capitals"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục IV, khoản 1, điểm a"
L_ID = "L61"

_NAME = re.compile(r"\b(?:(?:ủy|uỷ) ban|hội đồng) nhân dân\b", re.IGNORECASE)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every such name with other capitals."""
    for sentence in sentences(subject):
        for match in _NAME.finditer(sentence.text):
            right = match[0].capitalize()
            if match[0] != right and not match[0].isupper():
                yield Fault(
                    where=sentence.passage.where,
                    message=f"“{match[0]}” viết hoa chưa đúng.",
                    expected=right,
                    found=sentence.quote(*match.span()),
                )
