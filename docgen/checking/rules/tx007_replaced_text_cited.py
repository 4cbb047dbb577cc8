"""Viện dẫn Thông tư 01/2011/TT-BNV hoặc Luật Tổ chức chính quyền địa phương năm 2015.

Tìm gì: căn cứ hoặc nội dung viện dẫn hai văn bản này sau khi quy định mới về cùng việc đã có hiệu lực, xét theo ngày
của chính văn bản. Danh mục văn bản chưa có ngày hết hiệu lực được kiểm chứng của chúng, nên CT005 không xét. Câu nói về
việc thay thế, bãi bỏ, tổng kết không bị báo; văn bản chưa có năm không xét.

Vì sao: căn cứ ban hành văn bản phải là văn bản đang có hiệu lực (thực tiễn soạn thảo).

Sai: Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; (văn bản năm 2026)

Đúng: Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import NamedTuple

from docgen.checking.findings import Fault, Severity
from docgen.checking.issue_date import find_issue_date
from docgen.checking.subject import Subject
from docgen.checking.visible_text import written_passages
from docgen.vietnamese.text import fold_whitespace, normalize_text

CODE = "TX007"
NAME = "replaced-text-cited"
SEVERITY = Severity.WARNING
BASIS = "thực tiễn: căn cứ ban hành văn bản phải còn hiệu lực"
L_ID = "L67"


class _Replaced(NamedTuple):
    """A text that lost force: how it is cited, since when it is not in force, what came after it."""

    pattern: re.Pattern[str]
    ended: datetime.date
    successor: str


_DATE = r"(?:(?:ngày\s+\d{1,2}(?:\s+tháng\s+\d{1,2}\s+năm\s+|/\d{1,2}/))|năm\s+)"
_DECREE_DAY = datetime.date(2020, 3, 5)
_REFORM_DAY = datetime.date(2025, 7, 1)
_DECREE = "Nghị định 30/2020/NĐ-CP"
_REPLACED = (
    # It guided the decree of 2004, and its rules are those of Annex I now.
    _Replaced(re.compile(r"(?<!\d)0?1/2011/TT-BNV"), _DECREE_DAY, _DECREE),
    _Replaced(
        re.compile(rf"\b77/2015/QH13|Luật\s+Tổ\s+chức\s+chính\s+quyền\s+địa\s+phương\s+{_DATE}2015", re.IGNORECASE),
        _REFORM_DAY,
        "Luật Tổ chức chính quyền địa phương năm 2025 (số 72/2025/QH15)",
    ),
)
_HISTORY = re.compile(
    r"thay thế|bãi bỏ|hết hiệu lực|tổng kết|trước đây|sửa đổi|giai đoạn|trước ngày|quá trình", re.IGNORECASE
)
_YEARS = ("2011", "2015")
_NEARBY = 80  # characters


def check(subject: Subject) -> Iterator[Fault]:
    """Yield a fault for every paragraph that cites a text after it lost force."""
    date = find_issue_date(subject)
    if date is None:
        return
    for passage in written_passages(subject):
        if not any(year in passage.text for year in _YEARS):
            continue
        text = fold_whitespace(normalize_text(passage.text))
        for replaced in _REPLACED:
            match = replaced.pattern.search(text)
            if match is not None and date >= replaced.ended and not _tells_history(text, match):
                ended = f"{replaced.ended.day:02d}/{replaced.ended.month}/{replaced.ended.year}"
                message = f"“{match[0]}” đã hết hiệu lực từ ngày {ended}, trước ngày của văn bản này."
                yield Fault(passage.where, message, replaced.successor, match[0])


def _tells_history(text: str, match: re.Match[str]) -> bool:
    """Whether the words around a citation say that the text was replaced, or look back at its time."""
    return _HISTORY.search(text[max(0, match.start() - _NEARBY) : match.end() + _NEARBY]) is not None
