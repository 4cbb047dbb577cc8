"""Điểm đánh bằng chữ cái không dùng.

Tìm gì: điểm đánh bằng f, j, w, z (không có trong bảng chữ cái tiếng Việt) hoặc ă, â, ê, ô, ơ, ư.

Vì sao: các điểm dùng chữ cái tiếng Việt; Nghị định tự đánh a, b, c, d, đ, e, g, h, i, k … (Nghị định 30/2020/NĐ-CP,
Phụ lục I, Phần I, Mục II, khoản 6, điểm đ). Danh sách tự động của Word đánh theo bảng chữ cái tiếng Anh: d, e, f.

Sai: d) … e) … f) …

Đúng: d) … đ) … e) …
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity, where_is
from docgen.checking.recognition.components import BodyKind
from docgen.checking.subject import Subject
from docgen.checking.text_levels import own_items
from docgen.vietnamese.numerals import POINT_LETTERS

CODE = "BD036"
NAME = "foreign-point-letter"
SEVERITY = Severity.ERROR
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm đ"
L_ID = "L38"


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every point with a letter that points do not use."""
    for item in own_items(subject):
        if item.kind is BodyKind.POINT and item.number.islower() and item.number not in POINT_LETTERS:
            yield Fault(
                where=where_is(item.paragraph),
                message=f"Không dùng chữ “{item.number}” để đánh thứ tự các điểm.",
                expected="a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y",
                found=f"{item.number}{item.mark}",
            )
