"""The title (trích yếu) that follows a citation: "về công tác văn thư", "ban hành Quy chế …"."""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.finding.authority_patterns import SESSION
from docgen.citations.finding.folding import Page, spaced
from docgen.citations.finding.title_ends import TITLE_REACH, find_title_end

_OPENERS: Final = (
    "ve|v/v|v[e6]|ban hanh|quy dinh|phe duyet|huong dan|cong bo|thanh lap|sua doi|bo sung|bai bo|trien khai|to chuc"
    "|thuc hien|kien toan|xac dinh|dieu chinh|chap thuan|tang cuong|dinh chinh|thong qua|phan cong|uy quyen|ung pho"
    "|khac phuc|phat dong|giai quyet|thi hanh|day manh|cong nhan|khen thuong|dieu dong|bo nhiem|don doc"
    "|de nghi|yeu cau|gop y|thong bao|bao cao|kiem tra|ra soat|tiep tuc|phan bo|mot so|giao|hop nhat"
    "|cho phep|chi dao|phan cap|tuyen dung|thu hoi|quan ly|thi diem|xin|tham gia|phe chuan"
    "|cung cap|dang ky|ho tro|tra loi|phuc dap|bo tri|tong ket|so ket|phong,? chong|danh gia|khao sat|xu phat|xay dung"
    "|nang cao|cai thien|dao tao|boi duong|tap huan|thanh tra|giam sat|chan chinh|sap xep|sap nhap|giai the|tuyen truyen"
    "|doi moi|phat trien|huong ung|cai cach|chuyen doi|quyet toan|ban giao|tiep nhan|tham dinh|cham diem|tam ung|xu ly"
    "|luan chuyen|biet phai|ky luat|mien nhiem|trung tap|duy tri|chuan bi|tang cuong|phoi hop|lay y kien|thuc hanh"
)
# "sửa đổi, bổ sung" and "ban hành" may go on with the sentence instead; of the latter the marks tell: "để", no "Đề án".
_NO_TITLE: Final = (
    r"ban hanh\s?[,;.)]|tiep tuc (?:ap dung|co |duoc)|(?:xay dung|thuc hien|to chuc|trien khai|phoi hop|danh gia)\s?[.;,:)]"
    r"|(?:dieu chinh|sua doi|bo sung)(?:,? bo sung)?(?: mot so (?:dieu|noi dung))?"
    " (?:boi|theo|bang|cho|tai(?! (?:thong tu|nghi dinh|nghi quyet|quyet dinh|luat) ))(?![a-z])"
)
# Behind a comma other words than these begin a clause: "…, đề nghị các sở báo cáo".
_OPENERS_BEHIND_COMMA: Final = (
    "ve|v/v|quy dinh|ban hanh|phe duyet|huong dan|sua doi|cong bo|thanh lap|bai bo|kien toan|dieu chinh|thong qua|giao"
)
_OPENING: Final = spaced(
    rf"[*_]{{0,3}}(?:\s{{0,3}}, (?={_OPENERS_BEHIND_COMMA})| )(?!{_NO_TITLE})(?P<title>(?:{_OPENERS})(?![a-z0-9]))"
    r"|\s{1,3}(?P<quoted>\")"
)
_NO_ISSUE: Final = re.compile(
    r"ban hành\s{1,40}(?:được|có|đã|còn|vẫn|là|tại|thì|và|năm|để|nhằm|ngày|theo|chậm|muộn|trước|sau|không|chưa|kịp|đúng|trái|với|cùng"
    r"|tới|đến|vào|từ|nhưng|trong|hết)(?!\w)", re.IGNORECASE
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


def read_title(page: Page, citation: int, start: int, limit: int) -> str:
    """Return the title that begins at ``start`` and ends before ``limit``, white space folded.

    ``citation`` is where the citation begins that bears it.
    """
    limit = min(start + TITLE_REACH, limit, len(page.text))
    if page.folded[start] == '"':
        close = page.folded.find('"', start + 1, limit)
        return page.line(start + 1, close) if close > 0 else ""
    title = page.line(start, find_title_end(page, citation, start, limit)).rstrip(_LOOSE_MARKS)
    while title.endswith(_LOOSE_WORDS):
        title = title[: title.rindex(" ")].rstrip(_LOOSE_MARKS)
    return title
