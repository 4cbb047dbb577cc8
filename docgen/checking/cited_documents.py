"""Documents that a text cites by number: which, where, and how much of the full naming stands with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.checking.findings import Where
from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.checking.subject import Subject
from docgen.checking.text_levels import once_a_subject

_TYPES = (
    "Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết liên tịch|Nghị quyết|Chỉ thị|Kế hoạch|"
    "Công văn|Tờ trình|Báo cáo|Thông báo|Công điện|Hướng dẫn|Chương trình|Đề án|Văn bản|Kết luận|Quy định|"
    "Quy chế|Biên bản"
)
_SYMBOL = r"\d+[a-zA-Z]?(?:/\d{4})?[/-][A-ZĐ][\w.&]*(?:[-/][\w.&]*\w)*"
_DIGIT_SLASH = re.compile(r"\d[a-zA-Z]?[/-]")
_CITATION = re.compile(
    rf"(?P<type>{_TYPES})(?P<between>\s+của\s+[^,;.:]{{3,60}}?)?\s+(?:liên tịch\s+)?(?:số:?\s*)?(?P<symbol>{_SYMBOL})"
)
_DATE = re.compile(
    r"(?:ngày|đề ngày)\s*(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})"
)
_DATE_REACH = 70
_ISSUER = re.compile(
    r"[\s,)]*(?:\S+\s+){0,6}?(?:của|do)\s+(?P<issuer>\S.{2,60}?)"
    r"(?=\s+(?:về|v/v|ban hành|quy định|"
    r"phê duyệt|hướng dẫn|sửa đổi|công bố|thành lập|triển khai|tổ chức|thực hiện|giao|bãi bỏ|đẩy mạnh|"
    r"tại)\b|[,;.:()“\"]|$)",
    re.IGNORECASE,
)
# "ý kiến của Chủ tịch UBND tỉnh tại Văn bản số …"
_ISSUER_BEFORE = re.compile(r"\b(?:của|đề nghị)\s+(?P<issuer>[^,;.]{3,80})\s+tại\s+(?:các\s+)?$")
_TITLE = re.compile(
    r"(?:\b(?:về|v/v|ban hành|quy định|phê duyệt|hướng dẫn|sửa đổi|bổ sung|công bố|thành lập|triển khai|"
    r"tổ chức|thực hiện|giao|bãi bỏ|đẩy mạnh|kiện toàn|xác định|điều chỉnh|chấp thuận|tăng cường|đính chính|thông qua|"
    r"phân công|ủy quyền|"
    r"ứng phó|khắc phục|phát động|giải quyết|kết quả|thi hành)\b|“)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited by number. ``date`` is (day, month, year) or None, ``issuer`` "" where none is named."""

    type: str
    symbol: str
    date: tuple[int, int, int] | None
    issuer: str
    has_title: bool
    is_among_several: bool
    where: Where

    @property
    def key(self) -> tuple[str, str]:
        """What makes two citations name the same document, as far as a text can tell."""
        return self.type, self.symbol.upper()

    @property
    def name(self) -> str:
        """Type and number as the text writes them."""
        return f"{self.type} số {self.symbol}"


def mask_quotes(text: str) -> str:
    """Return a text of the same length with everything in quotation marks blanked out."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


@once_a_subject
def cited_in_body(subject: Subject) -> Iterator[Citation]:
    """Yield what the running text of the document cites, in order."""
    for item in subject.body:
        yield from find_citations(whole_passage(item.paragraph))


@once_a_subject
def cited_in_bases(subject: Subject) -> Iterator[Citation]:
    """Yield what the bases cite, in order."""
    for basis in subject.components.legal_bases:
        yield from find_citations(basis)


def find_citations(passage: Passage) -> Iterator[Citation]:
    """Yield the documents that a passage cites by number, quotations left out."""
    if _DIGIT_SLASH.search(passage.text) is None:
        return
    text = mask_quotes(passage.text)
    plain = passage.text
    matches = list(_CITATION.finditer(text))
    for position, match in enumerate(matches):
        limit = matches[position + 1].start() if position + 1 < len(matches) else len(text)
        semicolon = text.find(";", match.end(), limit)
        clause = plain[match.end() : semicolon if semicolon >= 0 else limit]
        found = _DATE.search(clause[:_DATE_REACH])
        rest = clause[found.end() :] if found else clause
        issuer = _ISSUER.match(rest) or (_ISSUER.match(clause) if found else None)
        before = _ISSUER_BEFORE.search(text[: match.start()])
        named = match["between"] or (before["issuer"] if before else "")
        yield Citation(
            type=match["type"],
            symbol=match["symbol"].rstrip(".-/"),
            date=(int(found["day"]), int(found["month"]), int(found["year"])) if found else None,
            issuer=issuer["issuer"].strip() if issuer else named.strip().removeprefix("của").strip(),
            has_title=_TITLE.search(rest) is not None,
            is_among_several=re.search(r"\b(?:các|những)\s+$", text[: match.start()]) is not None,
            where=passage.where,
        )
