"""Viện dẫn “điều …” không viết hoa.

Tìm gì: khi viện dẫn, từ “điều” trước số viết chữ thường.

Vì sao: khi viện dẫn, các từ Phần, Chương, Mục, Tiểu mục, Điều viết hoa chữ cái đầu; khoản, điểm viết thường (Nghị
định 30/2020/NĐ-CP, Phụ lục II, Mục V, khoản 7).

Sai: theo khoản 2 điều 5 Luật Lưu trữ.

Đúng: theo khoản 2 Điều 5 Luật Lưu trữ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.sentences import sentences
from docgen.checking.subject import Subject

CODE = "CA001"
NAME = "small-article"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V, khoản 7"
L_ID = "L60"

_SMALL = re.compile(
    r"\bđiều \d{1,3}[a-zđ]?(?=[,;.)]|$| (?:của|và|đến|Luật|Bộ luật|Nghị định|Quyết định|"
    r"Thông tư|Quy chế|Quy định|Hiến pháp|này)\b)"
)


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every citation of an article in a small letter."""
    for sentence in sentences(subject):
        for match in _SMALL.finditer(sentence.text) if "điều " in sentence.text else ():
            yield Fault(
                where=sentence.passage.where,
                message="Viện dẫn điều phải viết hoa: “Điều”.",
                expected=match[0].capitalize(),
                found=sentence.quote(*match.span()),
            )
