"""Where a title (trích yếu) ends, and the sentence around it goes on.

A title is a phrase: what ends it is a mark (a semicolon, a bracket, the end of a line), a comma behind which a clause
begins (someone and what they do, a deadline, "cụ thể"), or the predicate of the sentence ("… đã hết hiệu lực"). A word
that may as well stand inside a title ("đã", "là") ends it only where the citation is the subject of its sentence.
"""

from __future__ import annotations

import re
from typing import Final

from docgen.citations.finding.folding import Page, spaced
from docgen.citations.finding.issuers import read_issuer
from docgen.citations.type_names import TYPE_BY_FOLDED

TITLE_REACH: Final = 420
"""No title is read further than so many characters."""

_TYPES: Final = "|".join(sorted(TYPE_BY_FOLDED, key=len, reverse=True))

# Marks ---------------------------------------------------------------------------------------------------------------
# Where a title may end: the end of a sentence or of a list item, a bracket, a quotation, the next line, maybe a comma.
# One set stands first: the search runs from one of these characters to the next.
_MARK: Final = spaced(
    r"[;,.():|\n?\"](?:(?<=[;()|\n?\"])|(?<!\sve:)(?<=:)"
    r"|(?<=[.])(?<!\stp[.])(?<!\stx[.])(?<!\stt[.])(?<!\sq[.])(?<!\sp[.])(?=\s|\Z|/|[.])"
    r"|(?<=,) )"
)
# Brackets inside a title: years, or letters that shorten what stands before: "hành chính (CCHC) năm 2022".
_ASIDE: Final = re.compile(
    r"\((?:(?:19|20)[0-9]{2}(?:\s?[-–]\s?(?:19|20)[0-9]{2})?|[A-ZĐƯ&-]{2,12})\)(?=\s{1,40}[^\W\dA-ZĐƯ_])"
)
# Behind a quotation a title goes on with a small word, unless that goes on with the sentence.
_AFTER_QUOTE: Final = spaced(
    r"(?=[;,.():\n])| (?:\"|(?!(?:thi|la|do|yeu cau|de nghi|nhu sau|nham|theo do|kem|gui)(?![a-z]))[a-z])"
)
# Behind one that is the whole title, 'về "…"', with these only.
_OPENER_WORDS_MAX: Final = 2
_BEHIND_WHOLE: Final = spaced(' (?:cua|tai|tren|giai doan|trong|cho|nam|va|den|thuoc|doi voi|")(?![a-z])')

# Predicates ----------------------------------------------------------------------------------------------------------
_CHANGED: Final = "(?:sua doi|bo sung|thay the|bai bo|hop nhat|dinh chinh|huy bo|dieu chinh)"
# These end a title wherever the citation stands.
_SENTENCE: Final = (
    r"va cac (?:van ban|huong dan|chuong trinh)[a-z,\s]{0,80}?"
    r" (?:lien quan|neu tren|huong dan|thi hanh|thuc hien|quy dinh chi tiet)(?![a-z])"
    "|va (?:huong dan|quy dinh|chi dao|yeu cau|neu) tai(?![a-z])"
    "|va (?:(?:can cu )?(?:tinh hinh|dieu kien|yeu cau|nhu cau) thuc (?:te|tien)|y kien|tinh hinh cua)"
    "|va (?:bao cao (?:ket qua|ubnd|so|phong)|phoi hop (?:voi|phong|so|ubnd|cac)|gui|co (?:y kien|bao cao|van ban)"
    "|(?:de nghi|yeu cau) (?:cac|ubnd|so|phong|bo))(?![a-z])"
    "|theo (?:de nghi (?:cua|tai)|tinh than|(?:huong dan|chi dao|yeu cau) (?:tai|cua)|dung )|ke tu (?:ngay|khi)"
    "|lam (?:co so|can cu)(?! cho)|lam tai lieu|mot cach|(?:bao|dam) (?:dam|bao) (?:dung|chat luong|tien do|nghiem tuc|kip thoi)"
    "|gui (?:kem|den|ve|cho|ubnd|so|bo)(?![a-z])|vi (?:da|co) |bang van ban|cham nhat|thong qua (?:phan mem|he thong|viec|cac hinh thuc)|trong thoi gian (?:toi|qua)"
    "|co hieu luc|(?:(?:nay )?da |nay )?het hieu luc|khong con(?! (?:kha nang|suc))|van con|hien chua"
    "|(?:cu the )?nhu sau(?![a-z])|(?:neu|noi|dan|ke) tren(?![a-z])|ra doi"
    rf"|(?:da|hien nay|nay) (?:duoc|bi) {_CHANGED}"
    rf"|(?:duoc|bi) {_CHANGED}(?:(?:, | va | hoac ){_CHANGED}){{0,3}}(?: mot so (?:dieu|noi dung))?"
    r" (?:boi|tai|theo|bang|nam [0-9])"
    "|da (?:de cap|neu|chi ro|yeu cau|quy dinh (?:tai|cu the|ro|ve)|xac dinh (?:ro|cu the)|dat)(?![a-z])"
    "|(?:toi|den) (?:toan the|tung |tan |moi nguoi|100%|tat ca|dong dao|[0-9]{1,4} (?:phuong|xa|huyen|thon|ho|don vi|co quan|truong|chi bo))"
)
_GOES_ON: Final = spaced(rf" (?:{_SENTENCE})")
# What closes a sentence behind a title.
_CLOSING: Final = spaced(
    r"(?: theo (?:quy dinh|ke hoach|phan cong|tien do|huong dan|yeu cau)(?: hien hanh| cua phap luat| de ra)?"
    r"| nghiem tuc| kip thoi| (?:gui |dinh )?kem(?: theo)?| dung (?:quy dinh|tien do))\s{0,3}\Z"
)
_CLOSING_REACH: Final = 40
# These need their marks: without them they are too many other words.
_GOES_ON_MARKED: Final = spaced(r" (?:thì|nêu rõ|ghi rõ|quy định rõ|quy định như|để các|để làm)(?!\w)")
# "… quy định: mức chi": the colon is the sentence's.
_BEFORE_COLON: Final = spaced(r" (?:quy định|nêu|ghi|yêu cầu|có nội dung|như sau|gồm|bao gồm)\s{0,3}\Z")
_PREDICATE: Final = spaced(
    r" (?:đã(?! (?:nghỉ|phục|xuất|thôi|qua|mất|hết|được (?:phê duyệt|cấp|giao)))|sẽ|vẫn|cũng|nêu(?! gương)"
    r"|đang (?:có|còn|được|trong|tiếp|lấy|dự)"
    r"|chưa (?!thành|qua|đến|đủ|sử|nộp|tốt|hưởng|tham|đóng|kết|có (?!quy|hướng)|được (?:cấp|giao|công|đào|bồi|giải))"
    r"|không (?:quy|còn|có quy|phù|đề|điều|áp|bao|nêu|yêu|được quy|hạn|thay|ghi|đúng|đảm|bảo|căn|rõ|thống)"
    r"|(?<!người\s)(?<!viên\s)(?<!tượng\s)(?<!hợp\s)là"
    r"|(?<!hợp\s)được (?:ban hành|áp dụng|triển khai|thông qua|thực hiện (?:từ|đến|theo|trong|nghiêm)|xây dựng|đăng|gửi"
    r"|lấy|công khai)"
    r"|có (?:quy|nêu|nhiều|ý|điểm|phạm)|yêu cầu (?:các|phải|[A-ZĐ]\w*)|cho thấy|bao gồm|gồm (?:[0-9]|các)"
    r"|(?:bãi bỏ|thay thế|hủy bỏ) (?:(?:các|toàn bộ) )?(?:Quyết|Nghị|Thông|Kế|Chỉ|Công|Quy|Luật)"
    r"|góp phần|tạo điều|nhằm|nên|mà|hết)\b"
)
# A citation at the start of a sentence, of an item or behind an adverb is the subject: "Trong khi đó, Quyết định số …".
_SUBJECT_AT: Final = spaced(
    r"(?:\A|[.!?:;] |\n\s{0,40}\n|(?:\A|\n)\s{0,40}(?:[-+*•]|[0-9]{1,2}[.)]|[a-z]\)) ?)\s{0,40}"
    r"(?:(?:tuy|hien|ngoai|dong thoi|mat khac|do|vi|nhung|trong|ben|rieng|truoc|thuc te|tren|qua|nhu|cung|song|nam|ngay"
    r"|den|tu|so voi|ve)(?: [a-z0-9/]{1,10}){0,7}\s{0,3}, |(?:tuy nhien|hien nay|hien|dong thoi|do|vi|nhung|viec) )?"
    r"(?:cac )?\Z"
)
_SUBJECT_REACH: Final = 90
# "… và Bộ Tài chính đã ban hành": another one acts.
_ANOTHER_ACTS: Final = spaced(r"va(?<=\sva) (?P<who>[a-z][a-z&\s]{3,70}?) (?:da|se|vua) [a-z]")
# "… để Sở Nội vụ tổng hợp".
_FOR_WHOM: Final = spaced(r" (?:để|và giao|và đề nghị) (?=[A-ZĐ])")

# Clauses -------------------------------------------------------------------------------------------------------------
# Behind the name of an authority these go on with the name or the list, and any other word is what it does.
_NO_VERB: Final = spaced(
    r"\s{0,3}(?:[,;.():/&|\"-]|\Z|[0-9])"
    r"| (?:va|hoac|cua|thuoc|truc thuoc|tren|tai|cac|cap|theo|trong|giai doan|nam|voi|doi voi|cho|den|o|khoa|nhiem ky"
    r"|ve|tu|la|do|khi|sau|truoc|dong|thanh|thi|-|[0-9])(?![a-z])"
)
_GROUP: Final = spaced(
    "(?:cac|moi|tung|toan the|nhung) (?:so|phong|don vi|co quan|dia phuong|tinh|bo|huyen|xa|phuong|truong|thon|khoi"
    "|thanh vien|doi|ban|trung tam|benh vien|co so|nganh|to|doan|nhom|chi cuc|cuc|cong ty|hoi|ong|dong chi)(?![a-z0-9])"
)
_DOES: Final = spaced(
    "(?<!cac) (?:(?:(?:da|phai|can|se|co|duoc|khan truong|nghiem tuc|chu dong|kip thoi|tap trung) )?"
    "(?:ban hanh|yeu cau|de nghi|bao cao|xay dung|y kien|trien khai|huong dan|to chuc|quyet dinh|thong bao|giao|trinh"
    "|nhan|thuc hien|can cu|phoi hop|tham muu|ra soat|tu cham|tu danh|luu y|trach nhiem|chi dao|cong bo|phe duyet|gui"
    "|tiep tuc|phan cong|phan bo|cong nhan|dieu chinh|kien nghi|de xuat|tra loi|danh gia|thong nhat|ket luan|kinh|xin"
    "|tong hop|thanh lap|moi|cung)|(?:phai|khan truong|nghiem tuc|chu dong|kip thoi|tap trung) [a-z]+)(?![a-z0-9])"
)
_DOES_REACH: Final = 60
# ", phòng đã báo cáo", ", nhà trường tiến hành": one body in small letters, and at once what it does.
_ONE_DOES: Final = spaced(
    r"(?:phòng|sở|xã|huyện|phường|tỉnh|nhà trường|trường|đơn vị|cơ quan|đoàn|tổ(?! chức)|đội|trung tâm|trạm|ban|công ty"
    r"|chi cục|cục|hội|ngành|địa phương|chúng tôi|tôi|ông|bà|thanh tra|hội đồng|tập thể)(?: [^\W\d]+){0,5}?"
    r" (?:đã|đang|sẽ|phải|cần|chưa|đề nghị|yêu cầu|báo cáo|kính|trình|xin|ban hành|xây dựng|thông báo|nhận|có ý kiến"
    r"|tiến hành|thống nhất|quyết định|lập|giao|triển khai|tham mưu|phối hợp|đề xuất|kiến nghị)(?!\w)"
)
_CLAUSE: Final = spaced(
    r"(?:sau do|cu the(?! hoa)|den nay|hien (?:nay|chua|da|dang|con|toi)"
    r"|dong thoi|theo do|trong do|tuy nhien|vi vay|vi the|do do|do vay|de nghi|yeu cau|kinh mong|tren co so"
    r"|kinh (?:gui|de|trinh)|chuyen (?:don|ho so)|bao gom|gom (?:co )?[0-9]|nhu sau|nham (?!lan)"
    r"|de (?:kip|bao|dam|trien|thuc|nang|tiep|chu dong|tang|co |giup|don|hoan|ung|tong|phuc|phu hop|tao|thong)"
    r"|voi (?:(?:cac|nhung|mot so) )?(?:noi dung|muc tieu|yeu cau|nhiem vu|chi tieu|quan diem|ket qua|tong)"
    r"|(?:ke )?tu (?:ngay|dau (?:nam|thang|quy)|nay)|(?:vao )?(?:sang |chieu )?ngay [0-9]|hom nay|vua qua"
    r"|trong (?:thoi gian|nhung nam|nam|quy|thang|qua trinh|tuan|6 thang|dot) "
    r"|(?:tai|o) (?:cuoc hop|hoi nghi|buoi|dieu|khoan|muc|phien|ky hop)"
    r"|qua (?:ra soat|kiem tra|theo doi|xem xet|nghien cuu|thuc te|tong hop|hon|[0-9])|sau khi|sau (?:[0-9]|mot|hon)"
    r"|can cu|xet (?:de nghi|thay|to trinh|don)|theo (?!doi)|cung voi|kem theo|lam (?:co so|can cu)|ap dung (?:tu|ke tu|cho)|khong (?:con|de)"
    r"|tuyen (?:xu|bo)|hoan thanh (?:trong|truoc|vao|xong|cham)|chap nhan|tinh hinh thuc te|y kien|ket qua (?:kiem tra|ra soat|cuoc hop|tham dinh|hop)|nhat la"
    rf"|thay the (?:cho )?(?:{_TYPES})|{_SENTENCE})(?![a-z0-9])"
)
# ", việc xếp lương thực hiện theo …": up to the next mark something is asserted, not of the citation.
_ASSERTS: Final = spaced(
    r"[^,;.:()]{2,80}?(?<!người)(?<!hợp)(?<!tượng) (?:đã(?! (?:phục|nghỉ|xuất|thôi))|sẽ|đều|vẫn|thực hiện theo|được (?:thực hiện|áp dụng))(?!\w)"
)
# ", hoàn thành trước 30/6/2023": a task with its deadline.
_DEADLINE: Final = spaced(
    r"[a-z\s]{3,60}?(?:truoc|cham nhat|den het)(?: [0-9]{1,2}(?:h| gio)[0-9]{0,2})?(?:,? (?:la )?ngay)? [0-9]"
)

# Semicolons ----------------------------------------------------------------------------------------------------------
# A semicolon belongs to the title in a căn cứ of one paragraph, unless another căn cứ follows it there.
_BASIS: Final = spaced(r"[\s*_+-]{0,12}(?:can cu|thuc hien) ")
_ANOTHER_BASIS: Final = spaced(
    rf" (?:{_TYPES}|cac|so|can cu|theo|xet|dong thoi|trong do|tai|y kien|de nghi|giao|yeu cau|phuong an|tinh hinh"
    r"|ket qua|bien ban|ho so|nhu cau|va|luat|bo|nham|qua|sau|de (?:kip|bao|trien|thuc|nang|tiep))(?![a-z])"
)
# A semicolon joins groups of one list: "… các sở, ban, ngành; UBND các xã", who do nothing there.
_MORE_BODIES: Final = spaced(" (?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (?:cac|cap)(?P<more> [^(;:.]{1,60})")

# Lines ---------------------------------------------------------------------------------------------------------------
# A line that begins so is an item, a căn cứ, a row: no wrapped line.
_ITEM: Final = spaced(
    r"\s{0,40}(?:[-+*#|\"•]|[0-9]{1,2}[.)]|[0-9]{1,3}\s(?!\s{0,3}(?:th[a-z]ng|n[a-z]m)\s)|[a-z]\)|dieu [0-9]"
    r"|can cu |quyet (?:dinh|nghi)\s?(?:[:\n]|\Z)|theo de nghi|xet |so(?: hieu)?\s?:|kinh gui|noi nhan|\Z)"
)
_WRAPPED_LINE_MAX: Final = 130
_LINE_BREAK: Final = re.compile(r"\s{1,80}(?=\S)")
_BREAKS_MAX: Final = 2
# Cells of a table stand on shorter lines.
_DOUBLE_SPACED_MIN: Final = 45
# Behind these no line of its own begins.
_OPEN_END: Final = spaced(
    r"(?:,|-| (?:ban hanh|ve|va|cua|tai|theo|cho|so|viec|mot|cac|thuc hien|phe duyet|trong|tren|voi|tinh|huyen|bo|khoa|lan thu|luat|so))[ \t]{0,4}\Z"
)
_BEFORE_NUMBER: Final = spaced(r" (?:so|ngay|thang|nam|giai doan|dieu|khoan|khoa|nhiem ky|quy|trong|den|tu|hon)[ \t]{0,4}\Z")


def find_title_end(page: Page, citation: int, start: int, limit: int) -> int:
    """Return where the title ends that begins at ``start``, before ``limit``; ``citation`` is where its citation does."""
    end = _find_mark(page, citation, start, limit)
    if page.folded[end : end + 1] == ":" and (verb := _BEFORE_COLON.search(page.text, start, end)) is not None:
        end = verb.start()
    for pattern, text in ((_GOES_ON, page.folded), (_GOES_ON_MARKED, page.text)):
        sentence = pattern.search(text, start, end)
        end = sentence.start() if sentence else end
    if (closing := _CLOSING.search(page.folded, max(start, end - _CLOSING_REACH), end)) is not None:
        end = closing.start()
    predicate = _PREDICATE.search(page.text, start, end)
    if predicate is not None and _is_subject(page, citation):
        end = predicate.start()
    return _find_another_acting(page, start, end)


def _is_subject(page: Page, start: int) -> bool:
    """Whether a citation that begins at ``start`` is the subject of its sentence, and no item of a căn cứ."""
    if _SUBJECT_AT.search(page.folded, max(0, start - _SUBJECT_REACH), start) is None:
        return False
    return page.folded.rfind(";", max(0, start - 4), start) < 0 or not _is_in_basis(page, start)


def _find_another_acting(page: Page, start: int, end: int) -> int:
    """Return where someone else begins to act: "… và Bộ Tài chính đã ban hành", "… để Sở Nội vụ tổng hợp"."""
    match = _ANOTHER_ACTS.search(page.folded, start, end)
    if match and read_issuer(page, match.start("who")) == match.end("who"):
        return match.start()
    for whom in _FOR_WHOM.finditer(page.text, start, end):
        if read_issuer(page, whom.end()) is not None:
            return whom.start()
    return end


def _find_mark(page: Page, citation: int, start: int, limit: int) -> int:
    """Return where the first mark stands that ends the title."""
    position = start
    while (match := _MARK.search(page.folded, position, limit)) is not None:
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
        elif _ends(page, citation, match, start):
            return at
        elif mark == "\n" and (wrap := _LINE_BREAK.match(page.text, at)) is not None:
            position = wrap.end()
        else:
            position = at + 1
    return limit


def _ends(page: Page, citation: int, match: re.Match[str], start: int) -> bool:
    at, mark = match.start(), match[0][0]
    if mark == ",":
        return _begins_clause(page, citation, match.end())
    if mark == "\n":
        return not _is_wrapped(page, at)
    if mark == "?":
        return page.text[at] == "?"
    if mark == ";":
        bodies = _MORE_BODIES.match(page.folded, at + 1)
        if bodies is not None:
            return _DOES.search(page.folded, *bodies.span("more")) is not None
        is_more = page.text[at + 1 : at + 2] == " " and page.text[at + 2 : at + 3].islower()
        return not (is_more and _is_in_basis(page, start)) or _ANOTHER_BASIS.match(page.folded, at + 1) is not None
    return True


def _is_in_basis(page: Page, at: int) -> bool:
    """Whether the line of ``at`` begins as a căn cứ does."""
    line = page.text.rfind("\n", max(0, at - TITLE_REACH), at) + 1
    return _BASIS.match(page.folded, line or max(0, at - TITLE_REACH)) is not None


def _find_closing(page: Page, opening: int, limit: int) -> int | None:
    """Return where the quotation ends that opens at ``opening``, None for a mark that opens none."""
    if page.text[opening] == "”" or page.text[opening - 1 : opening].isalnum():
        return None
    close = page.folded.find('"', opening + 1, limit)
    return close + 1 if close > 0 else None


def _begins_clause(page: Page, citation: int, at: int) -> bool:
    """Whether a clause begins behind a comma: an authority or a group and what they do, or what only clauses begin."""
    if _CLAUSE.match(page.folded, at) or _DEADLINE.match(page.folded, at):
        return True
    authority = read_issuer(page, at) if page.text[at : at + 1].isupper() else None
    if authority is not None:
        behind = page.text[authority : authority + 40].lstrip()[:1]
        return not behind.isupper() and _NO_VERB.match(page.folded, authority) is None
    if (group := _GROUP.match(page.folded, at)) is not None:
        return _DOES.search(page.folded, group.end(), group.end() + _DOES_REACH) is not None
    if _ONE_DOES.match(page.text, at) is not None:
        return True
    return _ASSERTS.match(page.text, at) is not None and not _is_subject(page, citation)


def _is_wrapped(page: Page, at: int) -> bool:
    """Whether the line break at ``at`` only wraps a line: the next word is small, or had no room on its line.

    A blank line may stand between, in texts that have one behind each line; more of them end the paragraph.
    """
    text = page.text
    blank = _LINE_BREAK.match(text, at)
    following = blank.end() if blank else len(text)
    first, breaks = text[following : following + 1], text.count("\n", at, following)
    if not first or breaks > _BREAKS_MAX:
        return False
    if _ITEM.match(page.folded, following):
        return first.isdigit() and _BEFORE_NUMBER.search(page.folded, max(0, at - 14), at) is not None
    if not first.isupper() or _OPEN_END.search(page.folded, max(0, at - 14), at):
        return True
    line_start, line_end = text.rfind("\n", 0, at) + 1, text.find("\n", following)
    line_end = len(text) if line_end < 0 else line_end
    if text[following:line_end].isupper() and not text[line_start:at].isupper():
        return False
    length, word = len(text[line_start:at].rstrip()), len(text[following:line_end].split(" ", 1)[0])
    if breaks > 1 and length < _DOUBLE_SPACED_MIN:
        return False
    before = text[max(0, line_start - 2 * _WRAPPED_LINE_MAX) : line_start].rstrip()
    neighbour = max(line_end - following, len(before) - before.rfind("\n") - 1)
    return length < _WRAPPED_LINE_MAX and neighbour < _WRAPPED_LINE_MAX and length + word + 8 > neighbour
