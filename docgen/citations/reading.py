"""The checker's own reader of citations: what is cited by number, and laws with a year, a date or a number.

It reads what the rules judge and no more: full type names, symbols without misprints, one date and issuer a citation.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen.citations.citation import Citation
from docgen.citations.symbol_parts import parse_symbol

_TYPES = (
    "Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết liên tịch|Nghị quyết|Chỉ thị|Kế hoạch|"
    "Công văn|Tờ trình|Báo cáo|Thông báo|Công điện|Hướng dẫn|Chương trình|Đề án|Văn bản|Kết luận|Quy định|"
    "Quy chế|Biên bản"
)
_SYMBOL = r"\d+[a-zA-Z]?(?:/\d{4})?[/-][A-ZĐ][\w.&]*(?:[-/][\w.&]*\w)*"
_LAW_SYMBOL = r"\d+/\d{4}/(?:QH|UBTVQH|PL-UBTVQH)\d+"
_DAY = r"(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})"
_NUMBERED = re.compile(rf"(?P<type>{_TYPES})\s+(?:số:?\s*)?(?P<symbol>{_SYMBOL})")
_LAW = re.compile(
    r"\b(?P<type>Bộ luật|Luật|Pháp lệnh)\s+(?P<title>[^\W\d][^;:.()\d“”\"]{1,120}?)[\s,]*"
    rf"(?:\(?\s*(?:số\s*)?(?P<symbol>{_LAW_SYMBOL})\)?[\s,]*(?:ngày\s+{_DAY})?|ngày\s+"
    + _DAY.replace("(?P<", "(?P<law_")
    + r"|(?:năm\s+)?(?P<only_year>(?:19|20)\d\d)\b)"
)
_DATE = re.compile(rf"[\s,(]*(?:được\s+)?(?:(?:ban hành|ký)\s+)?(?:ngày|đề ngày)\s*{_DAY}")
_ISSUER = re.compile(
    r"[\s,)]*(?:của|do)\s+(?P<issuer>\S.{2,70}?)"
    r"(?=\s+(?:về|v/v|ban hành|quy định|phê duyệt|hướng dẫn|sửa đổi|công bố|thành lập|triển khai|tổ chức|thực hiện|"
    r"giao|bãi bỏ|đẩy mạnh|thay thế|tại)\b|[;.:()“\"]|,\s|$)",
    re.IGNORECASE,
)


def read_citations(text: str) -> list[Citation]:
    """Return the citations of a text in NFC, in reading order."""
    found = [*_read_numbered(text), *_read_laws(text)]
    return sorted(found, key=lambda citation: citation.start)


def _read_numbered(text: str) -> Iterator[Citation]:
    if "/" not in text and "-" not in text:
        return
    for match in _NUMBERED.finditer(text):
        symbol = match["symbol"].rstrip(".-/")
        end = match.start("symbol") + len(symbol)
        date = issuer = None
        if found := _DATE.match(text, end):
            date = _read_date(found, "")
            end = found.end()
        if named := _ISSUER.match(text, end):
            issuer = named["issuer"]
            end = named.end()
        yield _build(text, match.start(), end, match["type"], symbol, date=date, issuer=issuer or "")


def _read_laws(text: str) -> Iterator[Citation]:
    if "uật" not in text and "Pháp lệnh" not in text:
        return
    for match in _LAW.finditer(text):
        date = _read_date(match, "") or _read_date(match, "law_")
        yield _build(
            text,
            *match.span(),
            match["type"],
            match["symbol"] or "",
            date=date,
            title=match["title"].strip(" ,"),
            year=int(match["only_year"]) if match["only_year"] else None,
        )


def _build(
    text: str,
    start: int,
    end: int,
    type_name: str,
    symbol: str,
    *,
    date: datetime.date | None,
    issuer: str = "",
    title: str = "",
    year: int | None = None,
) -> Citation:
    parsed = parse_symbol(symbol)
    return Citation(
        start,
        end,
        text[start:end],
        type=type_name,
        number=parsed.number if parsed else "",
        symbol=symbol,
        symbol_printed=symbol,
        year=parsed.year if parsed and parsed.year else year,
        date=date,
        issuer=issuer,
        title=title,
    )


def _read_date(match: re.Match[str], prefix: str) -> datetime.date | None:
    day, month, year = (match[f"{prefix}{part}"] for part in ("day", "month", "year"))
    try:
        return datetime.date(int(year), int(month), int(day)) if day else None
    except ValueError:
        return None
