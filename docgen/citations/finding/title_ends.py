"""Where a title (trích yếu) ends, and the sentence around it goes on.

A title is a phrase: what ends it is a mark (a semicolon, a bracket, the end of a line), a comma behind which a clause
begins (``clauses``), or the predicate of the sentence ("… đã hết hiệu lực"). A word that may as well stand inside a
title ("đã", "là") ends it only where the citation is the subject of its sentence.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from docgen.citations.finding.clauses import asserts, begins_clause, does_something
from docgen.citations.finding.folding import Page, any_of, spaced
from docgen.citations.finding.issuers import read_issuer
from docgen.citations.finding.line_breaks import skip_wrap
from docgen.citations.finding.title_words import (
    ADVERBIALS_MARKED,
    ADVERBS,
    BEFORE_COLON_MARKED,
    CLOSING,
    GOES_ON,
    GOES_ON_MARKED,
    OTHER_BASES,
    PREDICATES_MARKED,
    VERBS_MARKED,
)
from docgen.citations.type_names import TYPE_BY_FOLDED

TITLE_REACH: Final = 420
"""No title is read further than so many characters."""

# Where a title may end: the end of a sentence or of a list item, a bracket, a quotation, the next line, maybe a comma.
# One set stands first: the search runs from one of these characters to the next.
_MARK: Final = spaced(
    r"[;,.():|\n\t?\"](?:(?<=[;()|\n\t?\"])|(?<!\sve:)(?<=:)(?! tu (?:nam|ngay|thang) [0-9])"
    r"|(?<=[.])(?<!\stp[.])(?<!\stx[.])(?<!\stt[.])(?<!\sq[.])(?<!\sp[.])(?=\s|\Z|/|[.])"
    r"|(?<=,) )"
)
# Brackets inside a title: years, or letters that shorten what stands before: "hành chính (CCHC) năm 2022".
_ASIDE: Final = re.compile(
    r"\((?:(?:19|20)[0-9]{2}(?:\s?[-–]\s?(?:19|20)[0-9]{2})?|[A-ZĐƯ&-]{2,12})\)(?=\s{1,40}[^\W\dA-ZĐƯ_])"
    r"|\((?:sau\s(?:đây|này)\s)?(?:gọi|viết)\s(?:tắt\s)?(?:là|:)[^()]{1,60}\)(?=\s(?:của|tại|trên|cho|trong|giai|năm|đối|thuộc)\s)"
)
# Behind a quotation a title goes on with a small word, unless that goes on with the sentence.
_AFTER_QUOTE: Final = spaced(
    r"(?=[;,.():\n])| (?:\"|(?!(?:thi|la|do|yeu cau|de nghi|nhu sau|nham|theo do|kem|gui)(?![a-z]))[a-z])"
)
# Behind one that is the whole title, 'về "…"', with these only.
_OPENER_WORDS_MAX: Final = 2
_BEHIND_WHOLE: Final = spaced(' (?:cua|tai|tren|giai doan|trong|cho|nam|va|den|thuoc|doi voi|")(?![a-z])')

_GOES_ON: Final = spaced(
    rf" (?:(?:{GOES_ON})|va cac (?:van ban|huong dan|chuong trinh)[a-z,\s]{{0,80}}?"
    r" (?:lien quan|neu tren|huong dan|thi hanh|thuc hien|quy dinh chi tiet))(?![a-z0-9])"
)
_GOES_ON_MARKED: Final = spaced(rf" (?:{GOES_ON_MARKED})(?!\w)")
_BEFORE_COLON: Final = spaced(rf" (?:{BEFORE_COLON_MARKED})\s{{0,3}}\Z")
_CLOSING: Final = spaced(rf" (?:{CLOSING})\s{{0,3}}\Z")
_ASKED: Final = spaced(r" (?:hay )?(?:có )?(?:không|chưa)\s?\Z")
_CLOSING_REACH: Final = 40
_PREDICATE: Final = spaced(rf" (?:{PREDICATES_MARKED})\b")
# A citation at the start of a sentence, of an item or behind an adverb is the subject: "Trong khi đó, Quyết định số …".
_SUBJECT_AT: Final = spaced(
    r"(?:\A|[.!?:;] |\n\s{0,40}\n|(?:\A|\n)\s{0,40}(?:[-+*•]|[0-9]{1,2}[.)]|[a-z]\)) ?)\s{0,40}"
    rf"(?:(?:{ADVERBS})(?: [a-z0-9/]{{1,10}}){{0,7}}\s{{0,3}}, |(?:tuy nhien|hien nay|hien|dong thoi) )?"
    r"(?:(?:do|vi|nhung|viec) )?(?:cac )?\Z"
    # What is done with it is the subject: "Việc thực hiện Chỉ thị số … đạt kết quả khá".
    r"|(?<![a-z])(?:viec|ket qua|cong tac|qua trinh|tinh hinh|tien do)(?: [a-z]{2,7}){1,4} (?:cac )?\Z"
    # The subject of a clause: "phát hiện Quyết định số … chưa phù hợp".
    r"|(?<![a-z])(?:rang|phat hien|nhan thay|mac du|trong khi|boi vi|do|vi) (?:cac )?\Z"
)
# "Định mức tại Quyết định số … đã lạc hậu", "Đoàn kiểm tra theo …": the citation says more of the subject, if nothing
# before it is a verb.
_PART_OF_SUBJECT: Final = spaced(
    r"(?:\A|[.!?:;,] |\n\s{0,40}(?:(?:[-+*•]|[0-9]{1,2}[.)]|[a-z]\)) ?)?)"
    r"(?P<lead>[a-z][a-z0-9\s]{2,70}) (?:theo|tai|thuoc|trong) (?:cac )?\Z"
)
_NOT_NOMINAL: Final = spaced(rf"(?:{ADVERBIALS_MARKED})(?!\w)|(?:.{{0,80}}? )?(?:{VERBS_MARKED})(?!\w)")
_SUBJECT_REACH: Final = 90
# "… và Bộ Tài chính đã ban hành": another one acts.
_ANOTHER_ACTS: Final = spaced(r"va(?<=\sva) (?P<who>[a-z][a-z&\s]{3,70}?) (?:da|se|vua) [a-z]")
# "… để Sở Nội vụ tổng hợp".
_FOR_WHOM: Final = spaced(r" (?:để|và giao|và đề nghị) (?=[A-ZĐ])")

# "… do UBND tỉnh ban hành" says who issued it, unless the title is about what that body issued.
_ISSUED_BY: Final = spaced(r" do [^;:.()]{3,90}? ban hành(?!\w)")
_ISSUED_THINGS: Final = spaced(
    r" (?:[Vv]ăn bản|[Nn]ghị quyết|[Qq]uyết định|[Qq]uy định|pháp luật|chính sách)(?: [^\W\d]+){0,3}\Z"
)

# A semicolon belongs to the title in a căn cứ of one paragraph, unless another căn cứ follows it there.
_BASIS: Final = spaced(r"[\s*_+-]{0,12}(?:can cu|thuc hien) ")
_TYPES: Final = any_of(sorted(TYPE_BY_FOLDED, key=len, reverse=True))
_ANOTHER_BASIS: Final = spaced(
    rf" (?:(?:thuc hien |trien khai )?(?:{_TYPES}) (?:so|cua|ngay|[0-9])|{OTHER_BASES})(?![a-z])"
)
# A semicolon joins groups of one list: "… các sở, ban, ngành; UBND các xã", who do nothing there.
_MORE_BODIES: Final = spaced(" (?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (?:cac|cap)(?P<more> [^(;:.]{1,60})")


class Surroundings(NamedTuple):
    """What stands around a title: its citation begins at ``citation``, it ends before ``limit``, it cites ``cited``."""

    citation: int
    limit: int
    cited: tuple[tuple[int, int], ...] = ()


def find_title_end(page: Page, start: int, around: Surroundings) -> int:
    """Return where the title ends that begins at ``start``."""
    citation = around.citation
    end = _find_mark(page, start, around)
    if page.folded[end : end + 1] == ":" and (verb := _BEFORE_COLON.search(page.text, start, end)) is not None:
        end = verb.start()
    for pattern, text in ((_GOES_ON, page.folded), (_GOES_ON_MARKED, page.text)):
        sentence = pattern.search(text, start, end)
        end = sentence.start() if sentence else end
    if page.text[end : end + 1] == "?" and (asked := _ASKED.search(page.text, start, end)) is not None:
        end = asked.start()
    if (closing := _CLOSING.search(page.folded, max(start, end - _CLOSING_REACH), end)) is not None:
        end = closing.start()
    predicate = _PREDICATE.search(page.text, start, end)
    if predicate is not None and _is_subject(page, citation):
        end = predicate.start()
    return _find_another_acting(page, start, end)


def _is_subject(page: Page, start: int) -> bool:
    """Whether a citation that begins at ``start`` is the subject of its sentence, and no item of a căn cứ."""
    begin = max(0, start - _SUBJECT_REACH)
    part = _PART_OF_SUBJECT.search(page.folded, begin, start)
    if part is not None and _NOT_NOMINAL.match(page.text[part.start("lead") : part.end("lead")].lower()) is None:
        return True
    if _SUBJECT_AT.search(page.folded, begin, start) is None:
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
    issued = _ISSUED_BY.search(page.text, start, end)
    if issued is not None and _ISSUED_THINGS.search(page.text, start, issued.start()) is None:
        return issued.start()
    return end


def _find_mark(page: Page, start: int, around: Surroundings) -> int:
    """Return where the first mark stands that ends the title."""
    position, limit = start, around.limit
    while (match := _MARK.search(page.folded, position, limit)) is not None:
        at, mark = match.start(), match[0][0]
        inside = next((end for begin, end in around.cited if begin < at < end), None)
        if inside is not None:
            # "thực hiện Kết luận số 183-KL/TW, ngày 01/8/2025": the comma is that citation's.
            position = inside
        elif mark == '"':
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
        elif mark == "\n":
            goes_on_at = skip_wrap(page, at)
            if goes_on_at is None:
                return at
            position = goes_on_at
        elif _ends(page, around.citation, match, start):
            return at
        else:
            position = at + 1
    return limit


def _ends(page: Page, citation: int, match: re.Match[str], start: int) -> bool:
    at, mark = match.start(), match[0][0]
    if mark == ",":
        behind = match.end()
        return begins_clause(page, behind) or (asserts(page, behind) and not _is_subject(page, citation))
    if mark == "?":
        return page.text[at] == "?"
    if mark == ";":
        bodies = _MORE_BODIES.match(page.folded, at + 1)
        if bodies is not None:
            return does_something(page, *bodies.span("more"))
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
