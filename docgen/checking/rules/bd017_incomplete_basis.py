"""Căn cứ ghi thiếu thông tin của văn bản.

Tìm gì: dòng “Căn cứ Nghị định, Thông tư, Quyết định, Nghị quyết …” thiếu số, ký hiệu, ngày ban hành, cơ quan ban hành
hoặc trích yếu.

Vì sao: căn cứ ghi đầy đủ tên loại, số, ký hiệu, cơ quan ban hành, thời gian ban hành, trích yếu; riêng Luật, Pháp
lệnh không ghi số, ký hiệu, cơ quan (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm a).

Sai: Căn cứ Nghị định số 30/2020/NĐ-CP của Chính phủ;

Đúng: Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.cited_documents import Citation, find_citations
from docgen.checking.findings import Fault, Severity
from docgen.checking.subject import Subject
from docgen.checking.text_levels import without_blanks

CODE = "BD017"
NAME = "incomplete-basis"
SEVERITY = Severity.WARNING
BASIS = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II, khoản 6, điểm a"
L_ID = "L29"

_JUDGED = ("Nghị định", "Thông tư", "Quyết định", "Nghị quyết")
_OPENS = re.compile(rf"-?\s?Căn cứ (?P<type>{'|'.join(_JUDGED)})\b(?P<rest>.*)", re.DOTALL)
# Resolutions of the Party carry no number in a decision's bases.
_PARTY = re.compile(r"Trung ương|Đại hội|Hội nghị|Bộ Chính trị|Ban Bí thư|Tỉnh ủy|Thành ủy|Huyện ủy|Đảng|kỳ họp")


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every basis that names a document incompletely."""
    bases = subject.require(subject.components.legal_bases, "căn cứ ban hành", expected=subject.rests_on_bases)
    seen: set[tuple[str, str]] = set()
    for basis in without_blanks(bases):
        opening = _OPENS.match(basis.text)
        if opening is None:
            continue
        cited = next(find_citations(basis), None)
        missing = _find_missing(cited) if cited is not None else _find_number_missing(opening["rest"])
        if cited is not None:
            if cited.key in seen:
                continue
            seen.add(cited.key)
        if missing:
            yield Fault(
                where=basis.where,
                message=f"Căn cứ ghi thiếu {', '.join(missing)} của văn bản.",
                expected="tên loại; số, ký hiệu; ngày ban hành; cơ quan ban hành; trích yếu",
                found=basis.shown,
            )


def _find_missing(cited: Citation) -> tuple[str, ...]:
    if cited.type not in _JUDGED or cited.is_among_several:
        return ()
    parts = (
        ("ngày ban hành", cited.date is not None),
        ("cơ quan ban hành", bool(cited.issuer)),
        ("trích yếu", cited.has_title),
    )
    return tuple(name for name, is_there in parts if not is_there)


def _find_number_missing(rest: str) -> tuple[str, ...]:
    has_number = re.search(r"\d\s*[/-]", rest) is not None
    return () if has_number or _PARTY.search(rest) or not rest.strip() else ("số, ký hiệu",)
