"""Cùng một văn bản được ghi hai ngày ban hành khác nhau.

Tìm gì: một số, ký hiệu được viện dẫn với hai ngày khác nhau trong cùng năm (hoặc số, ký hiệu đã có năm), cùng cơ quan
ban hành.

Vì sao: viện dẫn phải ghi đúng thời gian ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm
b). Hai ngày khác nhau thì ít nhất một ngày sai.

Sai: Quyết định số 3396/QĐ-UBND ngày 11/10/2021 …; … Quyết định số 3396/QĐ-UBND ngày 10/11/2021.

Đúng: cùng một ngày ở mọi chỗ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.cited_documents import Citation, cited_in_bases, cited_in_body
from docgen.checking.findings import Fault, Severity
from docgen.checking.recognition.folding import fold
from docgen.checking.subject import Subject

CODE = "CT003"
NAME = "conflicting-citation-dates"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm b"
L_ID = "L30"

_WITH_YEAR = re.compile(r"\d+/(?P<year>\d{4})[/-]")
# A number with its year is given once by a central authority, whoever is named as its author.
_CENTRAL = re.compile(r"\d+/\d{4}/(?:NĐ-CP|QĐ-TTg|TT-B\w+|QH\d+|UBTVQH\d+)\Z")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every citation whose date differs from that of an earlier one."""
    subject.require(subject.body, "nội dung văn bản")
    first: dict[tuple[str, str], list[Citation]] = {}
    for cited in (*cited_in_bases(subject), *cited_in_body(subject)):
        if cited.date is None:
            continue
        earlier = next((other for other in first.get(cited.key, []) if _is_same(cited, other)), None)
        if earlier is not None and earlier.date is not None and earlier.date != cited.date:
            yield Fault(
                where=cited.where,
                message=f"{cited.name} được ghi hai ngày khác nhau.",
                expected=_write(earlier.date),
                found=_write(cited.date),
            )
        first.setdefault(cited.key, []).append(cited)


def _is_same(one: Citation, other: Citation) -> bool:
    """Whether two citations of a number surely mean the same document: agencies and years have numbers of their own."""
    if one.date is None or other.date is None:
        return False
    if _CENTRAL.match(one.symbol) is not None:
        return True
    issuers = {fold(cited.issuer) for cited in (one, other) if cited.issuer}
    return len(issuers) <= 1 and (one.date[2] == other.date[2] or _WITH_YEAR.match(one.symbol) is not None)


def _write(date: tuple[int, int, int]) -> str:
    return "/".join(map(str, date))
