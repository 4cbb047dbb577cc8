"""“thành phố Hồ Chí Minh” không viết hoa.

Tìm gì: tên “Thành phố Hồ Chí Minh” viết “thành phố Hồ Chí Minh”.

Vì sao: trường hợp viết hoa đặc biệt: Thủ đô Hà Nội, Thành phố Hồ Chí Minh (Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục
III, khoản 1, điểm c).

Sai: Ủy ban nhân dân thành phố Hồ Chí Minh.

Đúng: Ủy ban nhân dân Thành phố Hồ Chí Minh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.sentences import sentences
from docgen.checking.subject import Subject

CODE = "CA005"
NAME = "small-ho-chi-minh-city"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục III, khoản 1, điểm c"
L_ID = "L62"

_SMALL = re.compile(r"\bthành phố Hồ Chí Minh\b")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every such name with a small letter."""
    for sentence in sentences(subject):
        for match in _SMALL.finditer(sentence.text):
            yield Fault(
                where=sentence.passage.where,
                message="“Thành phố Hồ Chí Minh” phải viết hoa chữ “Thành”.",
                expected="Thành phố Hồ Chí Minh",
                found=sentence.quote(*match.span()),
            )
