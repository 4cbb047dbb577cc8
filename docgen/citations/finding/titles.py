"""The title (trích yếu) that follows a citation: "về công tác văn thư", "ban hành Quy chế …"."""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.catalogue.agencies import load_issuers
from docgen.citations.finding.authority_patterns import SESSION
from docgen.citations.finding.folding import Page, spaced
from docgen.citations.finding.issuers import read_issuer
from docgen.citations.finding.title_ends import TITLE_REACH, Surroundings, find_title_end
from docgen.citations.finding.title_words import (
    NO_ISSUE_MARKED,
    NO_OPENERS,
    NOT_ALONE,
    OPENERS,
    OPENERS_BEHIND_COMMA,
)

_OPENING: Final = spaced(
    rf"[*_]{{0,3}}(?:\s{{0,3}}, (?={OPENERS_BEHIND_COMMA})| )(?!(?:{NO_OPENERS})(?![a-z])|(?:{NOT_ALONE})\s?[,;.:)])"
    rf"(?P<title>(?:{OPENERS})(?![a-z0-9]))|\s{{1,3}}(?P<quoted>\")"
)
_NO_ISSUE: Final = re.compile(
    rf"(?:ban hành\s{{1,40}}(?:{NO_ISSUE_MARKED})"
    r"|(?:phê duyệt|công bố|thông qua|giao|quy định|hướng dẫn|yêu cầu)\s{1,40}"
    r"(?:được|bị|đã|chưa|còn|là|thì|mà|nên))(?!\w)",
    re.IGNORECASE,
)
# Without their marks these are too many other words.
_SHORT_OPENING: Final = re.compile(
    r"\s{1,40}(?P<title>cử|cấp(?!\s+(?:còn|có|đã|ngày|vẫn))|lập(?!\s+(?:thành|ngày|lúc|hồi))|mời|chuyển|mở|hủy)(?!\w)"
)
# Written with a capital these may begin the next cell of a table, or name another document.
_NOUNS: Final = frozenset({"bao cao", "thong bao", "quy dinh", "huong dan", "giao", "mot so", "quan ly", "thi diem"})
# Of them these begin a title behind a date too: "ngày 14/7/2017 Quy định mức chi".
_RULINGS: Final = frozenset({"quy dinh", "huong dan", "mot so"})
_OTHER_DOCUMENT: Final = spaced("[a-z]+ [a-z]+ (?:nay|tren|so|[0-9])(?![a-z])")
# "giao chỉ tiêu 100%" is what a document does, not what it is called.
_SHARE: Final = re.compile(r"[^\W\d]+(?: [^\W\d]+){0,3} [0-9.,]+ ?%")
# What a body has or does itself: "Quy chế làm việc của UBND tỉnh" says nothing of who issued it.
_ITS_OWN: Final = re.compile(
    r"(?:ban|báo cáo|biên chế|chỉ đạo|chức năng|chương trình|cơ cấu|cơ quan|công chức|công tác|đại biểu|đề nghị|điều lệ"
    r"|đơn vị|giám sát|hoạt động|kế hoạch|kết luận|kết quả|khóa|kiến nghị|kỳ họp|làm việc|nghị quyết|nhiệm kỳ|nhiệm vụ"
    r"|nội quy|quản lý|quy chế|quyền|quyết định|số lượng|tài sản|thành viên|thẩm quyền|thủ tục|tổ chức|trách nhiệm"
    r"|trụ sở|văn bản|văn phòng|ý kiến)(?!\w)",
    re.IGNORECASE,
)
# Behind the issuer the sentence goes on: "… của HĐND tỉnh chưa tới được các bản xa".
_SAYS_OF_IT: Final = re.compile(r" (?:chưa|còn|có|đã|đạt|được|gặp|góp phần|không|là|sẽ|vẫn)(?!\w)")
_LOOSE_MARKS: Final = " ,;.:|*_-"
_LOOSE_WORDS: Final = (" và", " va", " các")


def find_title(page: Page, end: int) -> int | None:
    """Return where the title begins that stands behind a citation that ends at ``end``, or None."""
    session = SESSION.match(page.folded, end)
    end = session.end() if session else end
    opening = _OPENING.match(page.folded, end)
    if opening is None:
        short = _SHORT_OPENING.match(page.text, end)
        return short.start("title") if short else None
    start = opening.start("quoted" if opening["quoted"] else "title")
    text = page.text
    if _NO_ISSUE.match(text, start):
        return None
    if text[start].isupper() and not text[start + 1].isupper() and opening["title"] not in ("ve", "v/v"):
        gap = text[end:start]
        is_near = gap == " " and (text[end - 1].isalpha() or opening["title"] in _RULINGS)
        is_next = is_near and not _OTHER_DOCUMENT.match(page.folded, start)
        if "\n" in gap or (opening["title"] in _NOUNS and not is_next):
            return None
    return start


def read_title(page: Page, start: int, around: Surroundings) -> str:
    """Return the title that begins at ``start``, white space folded."""
    limit = min(start + TITLE_REACH, around.limit, len(page.text))
    if page.folded[start] == '"':
        close = page.folded.find('"', start + 1, limit)
        return page.line(start + 1, close) if close > 0 else ""
    title = page.line(start, find_title_end(page, start, around._replace(limit=limit))).rstrip(_LOOSE_MARKS)
    while title.endswith(_LOOSE_WORDS):
        title = title[: title.rindex(" ")].rstrip(_LOOSE_MARKS)
    return "" if _SHARE.fullmatch(title) else title


def split_issuer(title: str, symbol: str) -> tuple[str, str]:
    """Return a title without the issuer at its end, and that issuer, "" for none.

    In "về hỗ trợ hợp tác xã của HĐND tỉnh" of 5/NQ-HĐND it is no part of the title: the symbol names it, and the title
    speaks of nothing that is the council's own.
    """
    subject, _, name = title.rpartition(" của ")
    if not subject or not name[0].isupper() or _ITS_OWN.search(subject):
        return title, ""
    end = read_issuer(Page.of(name), 0) or 0
    if end < len(name) and _SAYS_OF_IT.match(name, end) is None:
        return title, ""
    name = name[:end]
    agency = load_issuers().find_agency(name)
    is_author = agency is not None and agency.issuer in load_issuers().find_of_symbol(symbol)
    return (subject, name) if is_author else (title, "")
