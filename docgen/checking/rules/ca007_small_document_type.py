"""Tên loại của một văn bản cụ thể không viết hoa.

Tìm gì: viết “quyết định số 15/QĐ-UBND”, “nghị định số …”; viết “kế hoạch này”, “quyết định này” khi nói tới chính văn
bản.

Vì sao: tên loại văn bản viết hoa chữ cái đầu khi nêu một văn bản cụ thể (Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V,
khoản 6).

Sai: theo quyết định số 15/QĐ-UBND; chịu trách nhiệm thi hành quyết định này.

Đúng: theo Quyết định số 15/QĐ-UBND; chịu trách nhiệm thi hành Quyết định này.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.findings import Fault, Severity
from docgen.checking.sentences import sentences
from docgen.checking.subject import Subject

CODE = "CA007"
NAME = "small-document-type"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục II, Mục V, khoản 6"
L_ID = "L64"

_NUMBERED = re.compile(
    r"\b(?P<type>quyết định|nghị định|thông tư|nghị quyết|chỉ thị|kế hoạch|công văn|tờ trình|thông báo|báo cáo|"
    r"hướng dẫn|công điện)"
    r" số:? ?\d+[a-z]?(?:/\d{4})?[/-][A-ZĐ]"
)
_SELF = frozenset(
    (
        *("quyet-dinh", "nghi-quyet", "ke-hoach", "quy-che", "chuong-trinh", "de-an", "phuong-an", "thong-bao"),
        *("huong-dan", "chi-thi", "cong-van", "bao-cao", "to-trinh"),
    )
)
_SEVERAL = re.compile(r"\b(?:các|những|hai|ba|một số|nhiều|từng|mỗi|loại|dự thảo)\s*$")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every named document whose type has a small letter."""
    kind = subject.components.document_type
    own = re.compile(rf"\b(?P<type>{kind.name.lower()}) này\b") if kind is not None and kind.slug in _SELF else None
    for sentence in sentences(subject):
        for pattern, word in ((_NUMBERED, " số"), (own, " này")):
            if pattern is None or word not in sentence.text:
                continue
            for match in pattern.finditer(sentence.text):
                if _SEVERAL.search(sentence.text[: match.start()]):
                    continue
                yield Fault(
                    where=sentence.passage.where,
                    message=f"“{match['type']}” cụ thể phải viết hoa chữ cái đầu.",
                    expected=match["type"].capitalize(),
                    found=sentence.quote(*match.span()),
                )
