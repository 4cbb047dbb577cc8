"""Sentences that rightly name a document no longer in force: they end it, replace it, or look back at its time."""

from __future__ import annotations

import re

from docgen.citations.citation import Citation
from docgen.vietnamese.text import CAPITAL_LETTERS

# Anywhere before the citation in its sentence.
_ENDS_OR_LOOKS_BACK = re.compile(
    r"thay thế|thay cho|bãi bỏ|h[ủu][ỷy] bỏ|hết hiệu lực|tổng kết|sơ kết|trước đây|giai đoạn trước|quá trình|"
    r"trước ngày[^.;]{0,80}hiệu lực|chuyển tiếp|không còn hiệu lực|ngưng hiệu lực|kể từ khi|thời kỳ",
    re.IGNORECASE,
)
# Right before it: "sửa đổi, bổ sung một số điều của …".
_AMENDS = re.compile(r"(?:sửa đổi|bổ sung|đính chính|kế thừa|căn cứ trước)[^;.]{0,60}$", re.IGNORECASE)
_ENDED = re.compile(
    r"[^;.]{0,120}?(?:hết hiệu lực|không còn hiệu lực|(?:bị|được|đã) (?:thay thế|bãi bỏ|h[ủu][ỷy] bỏ)|trước đây|"
    r"\bcũ\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(rf"[.!?]\s+(?=[{CAPITAL_LETTERS}])|;\s*(?=[Cc]ăn cứ\b)")
# "Năm 2019, …" and "giai đoạn 2011-2015" speak of those years; "ngày 05 tháng 3 năm 2020" is a date.
_YEAR = re.compile(r"(?<!\d )\b(?:năm|giai đoạn \d{4}\s*[-–]) ?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
# The year of a law is a part of its name: "Luật Lưu trữ năm 2011".
_YEAR_OF_LAW = re.compile(r"\b(?:Luật|Pháp lệnh|Hiến pháp)\b[^.;:]{0,120}?\bnăm \d{4}\b")
_REACH = 800  # characters


def tells_past(text: str, citation: Citation) -> bool:
    """Whether the words around a citation end the document, say that it was ended, or look back."""
    before = _take_sentence_before(text, citation)
    return (
        _ENDS_OR_LOOKS_BACK.search(before) is not None
        or _AMENDS.search(before) is not None
        or _ENDED.match(text, citation.end) is not None
    )


def find_years_before(text: str, citation: Citation) -> tuple[int, ...]:
    """Return the years that the sentence of a citation speaks of before it."""
    before = _YEAR_OF_LAW.sub("", _take_sentence_before(text, citation))
    return tuple(int(match["year"]) for match in _YEAR.finditer(before))


def _take_sentence_before(text: str, citation: Citation) -> str:
    # No further than a long sentence reaches: a paragraph may hold thousands of citations.
    before = text[max(0, citation.start - _REACH) : citation.start]
    start = max((match.end() for match in _SENTENCE_END.finditer(before)), default=0)
    return before[start:]


def opens_past_list(text: str) -> bool:
    """Whether a line that ends with a colon ends documents, or looks back: "Bãi bỏ các văn bản sau đây:"."""
    return _ENDS_OR_LOOKS_BACK.search(text) is not None
