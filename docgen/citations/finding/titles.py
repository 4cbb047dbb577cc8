"""The title (trích yếu) that follows a citation: "về công tác văn thư", "ban hành Quy chế …"."""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.finding.folding import Page, spaced
from docgen.citations.finding.issuers import read_issuer

TITLE_REACH: Final = 420
"""No title is read further than so many characters."""

_OPENERS: Final = (
    "ve|v/v|v[e6]|ban hanh|quy dinh|phe duyet|huong dan|cong bo|thanh lap|sua doi|bo sung|bai bo|trien khai|to chuc"
    "|thuc hien|kien toan|xac dinh|dieu chinh|chap thuan|tang cuong|dinh chinh|thong qua|phan cong|uy quyen|ung pho"
    "|khac phuc|phat dong|giai quyet|thi hanh|thay the|day manh|cong nhan|khen thuong|dieu dong|bo nhiem|don doc"
    "|de nghi|yeu cau|gop y|kien nghi|thong bao|bao cao|kiem tra|ra soat|tiep tuc|phan bo|mot so|giao|hop nhat"
    "|cho phep|chi dao|phan cap|tuyen dung|thu hoi|quan ly|thi diem|xin|tham gia"
    "|cung cap|dang ky|ho tro|tra loi|phuc dap|bo tri"
)
# "ban hành" and "sửa đổi, bổ sung" may go on with the sentence instead.
_NO_TITLE: Final = (
    r"ban hanh(?:\s?[,;.)]| (?:duoc|co|da|con|van|la|tai|thi|va|nam|de|nham|ngay|theo)(?![a-z]))"
    r"|(?:dieu chinh|sua doi|bo sung|thay the)(?:,? bo sung)?(?: mot so (?:dieu|noi dung))?"
    " (?:tai|boi|theo|bang)(?![a-z])"
)
_OPENING: Final = spaced(rf"\s{{0,3}}[,]? (?!{_NO_TITLE})(?P<title>(?:{_OPENERS})(?![a-z0-9]))|\s{{1,3}}(?P<quoted>\")")
# Without their marks these are too many other words.
_SHORT_OPENING: Final = re.compile(
    r"\s{1,9}(?P<title>cử|cấp(?!\s+(?:còn|có|đã|ngày|vẫn))|lập(?!\s+thành)|mời|chuyển|mở|hủy)(?!\w)"
)
# Written with a capital these begin the next cell of a table, or the name of another document.
_NOUNS: Final = frozenset({"bao cao", "thong bao", "quy dinh", "huong dan", "giao", "mot so", "quan ly", "thi diem"})
# What ends a title: the end of a sentence or of a list item, a bracket, the next line of a list, maybe a comma. One set
# stands first: the search runs from one of these characters to the next.
_END: Final = spaced(
    r"[;,.():\n](?:(?<=[;():])|(?<=[.])(?=\s|\Z|/|[.])"
    r"|(?<=\n)\s{0,9}(?:[-+*#|]|[0-9]{1,2}[.)]|[0-9]{1,3}\s(?!\s{0,3}(?:th[a-z]ng|n[a-z]m)\s)|[a-z]\)|dieu\s[0-9]"
    r"|can cu |theo de nghi|xet )"
    r"|(?<=,) )"
)
# A comma ends a title where a new clause begins: someone, and what they do.
_SUBJECT: Final = spaced("(?:cac (?:so|phong|don vi|co quan|dia phuong|tinh|bo)|to cong tac)(?![a-z0-9])")
_ACTION: Final = spaced(
    " (?:(?:da|phai|can|se|co|duoc|khan truong|nghiem tuc|chu dong|kip thoi) )?"
    "(?:ban hanh|yeu cau|de nghi|bao cao|xay dung|y kien|trien khai|huong dan|to chuc|quyet dinh|thong bao|giao|trinh"
    "|nhan|thuc hien|can cu|phoi hop|tham muu|ra soat|tu cham|tu danh|luu y|trach nhiem|chi dao|cong bo|phe duyet|gui"
    "|tiep tuc|kinh|xin|tong hop|thanh lap|moi|cung)(?![a-z0-9])"
)
_CLAUSE: Final = spaced("(?:sau do|dong thoi|theo do|trong do|tuy nhien|nhung|vi vay|do do)(?![a-z0-9])")
_LOOSE_MARKS: Final = " ,;.:|*-"
_LOOSE_WORDS: Final = (" và", " các")
_LINE: Final = re.compile(r"\n\s{0,12}")


def find_title(page: Page, end: int) -> int | None:
    """Return where the title begins that stands behind a citation that ends at ``end``, or None."""
    opening = _OPENING.match(page.folded, end)
    if opening is None:
        short = _SHORT_OPENING.match(page.text, end)
        return short.start("title") if short else None
    start = opening.start("quoted" if opening["quoted"] else "title")
    text = page.text
    if text[start].isupper() and not text[start + 1].isupper() and opening["title"] in _NOUNS:
        return None
    return start


def read_title(page: Page, start: int, limit: int) -> str:
    """Return the title that begins at ``start`` and ends before ``limit``, white space folded."""
    text, limit = page.text, min(start + TITLE_REACH, limit, len(page.text))
    if page.folded[start] == '"':
        close = page.folded.find('"', start + 1, limit)
        return page.line(start + 1, close) if close > 0 else ""
    ends = (match.start() for match in _END.finditer(page.folded, start, limit) if _is_end(page, match))
    stop = _find_paragraph_end(text, start, next(ends, limit))
    title = page.line(start, stop).rstrip(_LOOSE_MARKS)
    while title.endswith(_LOOSE_WORDS):
        title = title[: title.rindex(" ")].rstrip(_LOOSE_MARKS)
    return title[:-1] if title.endswith("”") and "“" not in title else title


def _is_end(page: Page, match: re.Match[str]) -> bool:
    """Whether a comma ends the title: a clause begins, or an authority, or "các đơn vị", and does something."""
    if match[0][0] != ",":
        return True
    if _CLAUSE.match(page.folded, match.end()):
        return True
    authority = read_issuer(page, match.end()) if page.text[match.end() : match.end() + 1].isupper() else None
    if authority is not None:
        return _ACTION.match(page.folded, authority) is not None
    subject = _SUBJECT.match(page.folded, match.end())
    return subject is not None and _ACTION.search(page.folded, subject.end(), subject.end() + 60) is not None


def _find_paragraph_end(text: str, start: int, limit: int) -> int:
    """Return where the paragraph ends: at a line break that is no mere wrap of a line."""
    if text.find("\n", start, limit) < 0:
        return limit
    for line in _LINE.finditer(text, start, limit):
        following = text[line.end() : line.end() + 1]
        if not following or (following.isupper() and "\n" in line[0][1:]):
            return line.start()
    return limit
