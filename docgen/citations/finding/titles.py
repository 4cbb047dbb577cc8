"""The title (trích yếu) that follows a citation: "về công tác văn thư", "ban hành Quy chế …"."""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.finding.authority_patterns import SESSION
from docgen.citations.finding.folding import Page, spaced
from docgen.citations.finding.issuers import read_issuer
from docgen.citations.type_names import TYPE_BY_FOLDED

TITLE_REACH: Final = 420
"""No title is read further than so many characters."""

_OPENERS: Final = (
    "ve|v/v|v[e6]|ban hanh|quy dinh|phe duyet|huong dan|cong bo|thanh lap|sua doi|bo sung|bai bo|trien khai|to chuc"
    "|thuc hien|kien toan|xac dinh|dieu chinh|chap thuan|tang cuong|dinh chinh|thong qua|phan cong|uy quyen|ung pho"
    "|khac phuc|phat dong|giai quyet|thi hanh|day manh|cong nhan|khen thuong|dieu dong|bo nhiem|don doc"
    "|de nghi|yeu cau|gop y|thong bao|bao cao|kiem tra|ra soat|tiep tuc|phan bo|mot so|giao|hop nhat"
    "|cho phep|chi dao|phan cap|tuyen dung|thu hoi|quan ly|thi diem|xin|tham gia|phe chuan"
    "|cung cap|dang ky|ho tro|tra loi|phuc dap|bo tri"
)
# "sửa đổi, bổ sung" and "ban hành" may go on with the sentence instead; of the latter the marks tell: "để", no "Đề án".
_NO_TITLE: Final = (
    r"ban hanh\s?[,;.)]"
    r"|(?:dieu chinh|sua doi|bo sung)(?:,? bo sung)?(?: mot so (?:dieu|noi dung))?"
    " (?:boi|theo|bang|cho|tai(?! (?:thong tu|nghi dinh|nghi quyet|quyet dinh|luat) ))(?![a-z])"
)
_OPENING: Final = spaced(
    rf"[*_]{{0,3}}\s{{0,3}},? (?!{_NO_TITLE})(?P<title>(?:{_OPENERS})(?![a-z0-9]))|\s{{1,3}}(?P<quoted>\")"
)
_NO_ISSUE: Final = re.compile(
    r"ban hành\s{1,40}(?:được|có|đã|còn|vẫn|là|tại|thì|và|năm|để|nhằm|ngày|theo)(?!\w)", re.IGNORECASE
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
_TYPES: Final = "|".join(sorted(TYPE_BY_FOLDED, key=len, reverse=True))
# What goes on with the sentence behind a title.
_SENTENCE: Final = (
    r"va cac (?:van ban|huong dan|chuong trinh)[a-z,\s]{0,80}? (?:lien quan|neu tren)(?![a-z])|"
    "co hieu luc|va (?:huong dan|quy dinh|chi dao|yeu cau|neu) tai(?![a-z])|(?:cu the )?nhu sau(?![a-z])"
    "|(?:da |hien |nay )?(?:duoc|bi) (?:sua doi|bo sung|thay the|bai bo|hop nhat|dinh chinh)"
    "|da (?:de cap|neu|quy dinh|chi ro|xac dinh|yeu cau|ban hanh|giao|dat)(?![a-z])"
)
_GOES_ON: Final = spaced(rf" (?:{_SENTENCE})")
# "… và Bộ Tài chính đã ban hành": another one acts.
_ANOTHER_ACTS: Final = spaced(r"va(?<=\sva) (?P<who>[a-z][a-z&\s]{3,70}?) (?:da|se|vua) [a-z]")
# Where a title may end: the end of a sentence or of a list item, a bracket, a quotation, the next line, maybe a comma.
# One set stands first: the search runs from one of these characters to the next.
_END: Final = spaced(
    r"[;,.():|\n?\"](?:(?<=[;()|\n?\"])|(?<!\sve:)(?<=:)"
    r"|(?<=[.])(?<!\stp[.])(?<!\stx[.])(?<!\sq[.])(?=\s|\Z|/|[.])"
    r"|(?<=,) )"
)
# A comma ends a title where a new clause begins: someone, and what they do.
_SUBJECT: Final = spaced("(?:cac (?:so|phong|don vi|co quan|dia phuong|tinh|bo)|to cong tac)(?![a-z0-9])")
# ", các huyện khẩn trương rà soát".
_TOLD: Final = spaced(
    "cac (?:huyen|xa|phuong|truong|thanh vien|doi|ban|trung tam|benh vien|co so)(?:,? [a-z]{1,7}){0,5}?"
    " (?:phai|can|khan truong|nghiem tuc|chu dong|kip thoi|tap trung) [a-z]"
)
_ACTION: Final = spaced(
    "(?<!cac) (?:(?:da|phai|can|se|co|duoc|khan truong|nghiem tuc|chu dong|kip thoi) )?"
    "(?:ban hanh|yeu cau|de nghi|bao cao|xay dung|y kien|trien khai|huong dan|to chuc|quyet dinh|thong bao|giao|trinh"
    "|nhan|thuc hien|can cu|phoi hop|tham muu|ra soat|tu cham|tu danh|luu y|trach nhiem|chi dao|cong bo|phe duyet|gui"
    "|tiep tuc|phan cong|phan bo|cong nhan|dieu chinh|kien nghi|de xuat|tra loi"
    "|danh gia|thong nhat|ket luan|kinh|xin|tong hop|thanh lap|moi|cung)(?![a-z0-9])"
)
_CLAUSE: Final = spaced(
    r"(?:sau do|cu the(?! hoa)|den nay|hien (?:nay|chua|da|dang|con)"
    r"|dong thoi|theo do|trong do|tuy nhien|nhung|vi vay|do do|de nghi|yeu cau"
    rf"|kinh (?:gui|de)|chuyen (?:don|ho so)|{_SENTENCE})(?![a-z0-9])"
)
# ", hoàn thành trước 30/6/2023": a task with its deadline.
_DEADLINE: Final = spaced(
    r"[a-z\s]{3,60}?(?:truoc|cham nhat|den het)(?: [0-9]{1,2}(?:h| gio)[0-9]{0,2})?(?:,? (?:la )?ngay)? [0-9]"
)
# Behind a quotation a title goes on with a small word, unless that goes on with the sentence.
_AFTER_QUOTE: Final = spaced(
    r"(?=[;,.():\n])| (?:\"|(?!(?:thi|la|do|yeu cau|de nghi|nhu sau|nham|theo do|kem|gui)(?![a-z]))[a-z])"
)
# Behind one that is the whole title, 'về "…"', with these only.
_OPENER_WORDS_MAX: Final = 2
_BEHIND_WHOLE: Final = spaced(' (?:cua|tai|tren|giai doan|trong|cho|nam|va|den|thuoc|doi voi|")(?![a-z])')
# A semicolon belongs to the title in a căn cứ of one paragraph, unless another căn cứ follows it there.
_BASIS: Final = spaced(r"[\s*_+-]{0,12}(?:can cu|thuc hien) ")
_ANOTHER_BASIS: Final = spaced(
    rf" (?:{_TYPES}|cac|so|can cu|theo|xet|dong thoi|trong do|tai|y kien|de nghi|giao|yeu cau|phuong an|tinh hinh"
    r"|ket qua|bien ban|ho so|nhu cau|va|luat|bo|nham|qua|sau|de (?:kip|bao|trien|thuc|nang|tiep))(?![a-z])"
)
# A semicolon joins groups of one list: "… các sở, ban, ngành; UBND các xã", who do nothing there.
_MORE_BODIES: Final = spaced(" (?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (?:cac|cap)(?P<more> [^(;:.]{1,60})")
# Brackets inside a title: years, or letters that shorten what stands before: "hành chính (CCHC) năm 2022".
_ASIDE: Final = re.compile(
    r"\((?:(?:19|20)[0-9]{2}(?:\s?[-–]\s?(?:19|20)[0-9]{2})?|[A-ZĐƯ&]{2,10})\)(?=\s{1,40}[^\W\dA-ZĐƯ_])"
)
# A line that begins so is an item, a căn cứ, a row: no wrapped line.
_ITEM: Final = spaced(
    r"\s{0,40}(?:[-+*#|\"•]|[0-9]{1,2}[.)]|[0-9]{1,3}\s(?!\s{0,3}(?:th[a-z]ng|n[a-z]m)\s)|[a-z]\)|dieu [0-9]"
    r"|can cu |quyet (?:dinh|nghi)\s?(?:[:\n]|\Z)|theo de nghi|xet |so(?: hieu)?\s?:|kinh gui|noi nhan|\Z)"
)
_WRAPPED_LINE_MAX: Final = 130
# Behind these no line of its own begins.
_OPEN_END: Final = spaced(
    r"(?:,|-| (?:ban hanh|ve|va|cua|tai|theo|cho|so|viec|mot|cac|thuc hien|phe duyet|trong|tren|voi|tinh|huyen|bo))\Z"
)
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


def read_title(page: Page, start: int, limit: int) -> str:
    """Return the title that begins at ``start`` and ends before ``limit``, white space folded."""
    limit = min(start + TITLE_REACH, limit, len(page.text))
    if page.folded[start] == '"':
        close = page.folded.find('"', start + 1, limit)
        return page.line(start + 1, close) if close > 0 else ""
    end = _find_end(page, start, limit)
    sentence = _find_another_acting(page, start, end) or _GOES_ON.search(page.folded, start, end)
    title = page.line(start, sentence.start() if sentence else end).rstrip(_LOOSE_MARKS)
    while title.endswith(_LOOSE_WORDS):
        title = title[: title.rindex(" ")].rstrip(_LOOSE_MARKS)
    return title


def _find_another_acting(page: Page, start: int, end: int) -> re.Match[str] | None:
    match = _ANOTHER_ACTS.search(page.folded, start, end)
    return match if match and read_issuer(page, match.start("who")) == match.end("who") else None


def _find_end(page: Page, start: int, limit: int) -> int:
    position = start
    while (match := _END.search(page.folded, position, limit)) is not None:
        at, mark = match.start(), match[0][0]
        if mark == '"':
            close = _find_closing(page, at, limit)
            if close is None:
                return at
            is_whole = len(page.folded[start:at].split()) <= _OPENER_WORDS_MAX
            goes_on = (_BEHIND_WHOLE if is_whole else _AFTER_QUOTE).match(page.folded, close)
            if goes_on is None or page.text[goes_on.end() - 1].isupper():
                return close
            position = close
        elif mark == "(" and (aside := _ASIDE.match(page.text, at)) is not None:
            position = aside.end()
        elif _ends(page, match, mark, start):
            return at
        else:
            position = at + 1
    return limit


def _ends(page: Page, match: re.Match[str], mark: str, start: int) -> bool:
    at = match.start()
    if mark == ",":
        return _begins_clause(page, match.end())
    if mark == "\n":
        return not _is_wrapped(page, at)
    if mark == "?":
        return page.text[at] == "?"
    if mark == ";":
        bodies = _MORE_BODIES.match(page.folded, at + 1)
        if bodies is not None:
            return _ACTION.search(page.folded, *bodies.span("more")) is not None
        line = page.text.rfind("\n", max(0, start - TITLE_REACH), start) + 1
        is_basis = _BASIS.match(page.folded, line or max(0, start - TITLE_REACH)) is not None
        is_more = page.text[at + 1 : at + 2] == " " and page.text[at + 2 : at + 3].islower()
        return not (is_basis and is_more) or _ANOTHER_BASIS.match(page.folded, at + 1) is not None
    return True


def _find_closing(page: Page, opening: int, limit: int) -> int | None:
    """Return where the quotation ends that opens at ``opening``, None for a mark that opens none."""
    if page.text[opening] == "”" or page.text[opening - 1 : opening].isalnum():
        return None
    close = page.folded.find('"', opening + 1, limit)
    return close + 1 if close > 0 else None


def _begins_clause(page: Page, at: int) -> bool:
    """Whether a clause begins behind a comma: an authority, or "các đơn vị", and what they do."""
    if any(clause.match(page.folded, at) for clause in (_CLAUSE, _DEADLINE, _TOLD)):
        return True
    authority = read_issuer(page, at) if page.text[at : at + 1].isupper() else None
    if authority is not None:
        return _ACTION.match(page.folded, authority) is not None
    subject = _SUBJECT.match(page.folded, at)
    return subject is not None and _ACTION.search(page.folded, subject.end(), subject.end() + 60) is not None


def _is_wrapped(page: Page, at: int) -> bool:
    """Whether the line break at ``at`` only wraps a line: the next word is small, or had no room on its line."""
    text, line_start = page.text, page.text.rfind("\n", 0, at) + 1
    following = at + 1
    while text[following : following + 1].isspace() and following < at + 40:
        if text[following] == "\n":
            # A blank line ends a paragraph.
            return text[following + 1 :].lstrip()[:1].islower() if following == at + 1 else False
        following += 1
    first = text[following : following + 1]
    if not first or _ITEM.match(page.folded, following):
        return False
    if not first.isupper():
        return True
    line_end = text.find("\n", following)
    line_end = len(text) if line_end < 0 else line_end
    if _OPEN_END.search(page.folded, max(0, at - 14), at):
        return True
    if text[following:line_end].isupper() and not text[line_start:at].isupper():
        return False
    length, word = at - line_start, len(text[following:line_end].split(" ", 1)[0])
    neighbour = max(line_end - at, line_start - 1 - (text.rfind("\n", 0, max(0, line_start - 1)) + 1))
    return length < _WRAPPED_LINE_MAX and neighbour < _WRAPPED_LINE_MAX and length + word + 8 > neighbour
