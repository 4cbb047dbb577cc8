"""Viện dẫn “Khoản …”, “Điểm …” viết hoa giữa câu.

Tìm gì: giữa câu, từ “khoản”, “điểm” trong viện dẫn viết hoa chữ cái đầu.

Vì sao: khi viện dẫn, khoản và điểm không viết hoa: “điểm a khoản 2 Điều 103” (Nghị định 30/2020/NĐ-CP, Phụ lục II,
Mục V, khoản 7).

Sai: theo Điểm a Khoản 2 Điều 103.

Đúng: theo điểm a khoản 2 Điều 103.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.sentences import sentences
from docgen.checking.subject import Subject

CODE = "CA002"
NAME = "capital-clause"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V, khoản 7"
L_ID = "L60"

_CAPITAL = re.compile(r"\b(?:Khoản \d{1,2}[a-zđ]?\b|Điểm [a-zđ](?=,? [Kk]hoản\b))")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every citation of a clause or point in a capital."""
    for sentence in sentences(subject):
        for match in _CAPITAL.finditer(sentence.text):
            if not sentence.opens_at(match.start()):
                yield Fault(
                    where=sentence.passage.where,
                    message=f"“{match[0].split()[0]}” trong viện dẫn không viết hoa.",
                    expected=match[0].lower(),
                    found=sentence.quote(*match.span()),
                )
