"""Whether a clause begins behind a comma: then the title before it ends."""

from __future__ import annotations

from typing import Final

from docgen.citations.finding.folding import Page, any_of, spaced
from docgen.citations.finding.issuers import read_issuer
from docgen.citations.finding.title_words import (
    ACTIONS,
    BODIES_MARKED,
    CLAUSES,
    CLAUSES_MARKED,
    DEEDS_MARKED,
    GOES_ON,
    GROUPS,
    NO_VERBS,
    URGENCY,
)
from docgen.citations.type_names import TYPE_BY_FOLDED

_TYPES: Final = any_of(sorted(TYPE_BY_FOLDED, key=len, reverse=True))
_CLAUSE_MARKED: Final = spaced(rf"(?:{CLAUSES_MARKED})(?!\w)")
_CLAUSE: Final = spaced(rf"(?:{CLAUSES}|{GOES_ON}|thay the (?:cho )?(?:{_TYPES}))(?![a-z0-9])")
# ", hoàn thành trước 30/6/2023": a task with its deadline.
_DEADLINE: Final = spaced(
    r"[a-z\s]{3,60}?(?:truoc|cham nhat|den het)(?: [0-9]{1,2}(?:h| gio)[0-9]{0,2})?(?:,? (?:la )?ngay)? [0-9]"
)
_NO_VERB: Final = spaced(rf"\s{{0,3}}(?:[,;.():/&|\"-]|\Z|[0-9])| (?:(?:{NO_VERBS})(?![a-z])|-|[0-9])")
_GROUP: Final = spaced(rf"(?:cac|moi|tung|toan the|nhung) (?:{GROUPS})(?![a-z0-9])")
_DOES: Final = spaced(
    rf"(?<!cac) (?:(?:(?:{URGENCY}|da|can|se|co|duoc) )?(?:{ACTIONS})|(?:{URGENCY}) [a-z]+)(?![a-z0-9])"
)
_DOES_REACH: Final = 60
# ", phòng đã báo cáo", ", nhà trường tiến hành".
_ONE_DOES: Final = spaced(rf"(?:{BODIES_MARKED})(?: [^\W\d]+){{0,5}}? (?:{DEEDS_MARKED})(?!\w)")
# ", việc xếp lương thực hiện theo …": up to the next mark something is asserted.
_THEN: Final = spaced(" thì ")
_NOT_BEHIND: Final = "(?<!người)(?<!hợp)(?<!tượng)(?<!hết)"
_IS: Final = "là(?! (?:[A-ZĐỦ]|người|đối|thương|con|thân|cán|công|viên|học|hội|doanh|tổ))"
_ASSERTS: Final = spaced(
    rf"(?!tạo)[^,;.:()]{{2,80}}?{_NOT_BEHIND} (?:đã(?! (?:phục|nghỉ|xuất|thôi))|sẽ|đều|vẫn|phải|thực hiện theo"
    rf"|(?:tăng|giảm) từ [0-9]+|gồm [0-9]+|{_IS}|rõ (?:nét|rệt)|= [0-9]+|đạt [0-9.,]+%(?! trở)"
    r"|được (?:áp dụng|bố trí|cập nhật|giải quyết|lấy|thực hiện|tính|tổng hợp))(?!\w)"
)


def begins_clause(page: Page, at: int) -> bool:
    """Whether at ``at``, behind a comma, an authority or a group does something, or what only clauses begin stands."""
    if _CLAUSE.match(page.folded, at) or _CLAUSE_MARKED.match(page.text, at) or _DEADLINE.match(page.folded, at):
        return True
    authority = read_issuer(page, at) if page.text[at : at + 1].isupper() else None
    if authority is not None:
        behind = page.text[authority : authority + 40].lstrip()[:1]
        return not behind.isupper() and _NO_VERB.match(page.folded, authority) is None
    if (group := _GROUP.match(page.folded, at)) is not None:
        return does_something(page, group.end(), group.end() + _DOES_REACH)
    return _ONE_DOES.match(page.text, at) is not None


def does_something(page: Page, start: int, end: int) -> bool:
    """Whether what authorities do stands between ``start`` and ``end``."""
    return _DOES.search(page.folded, start, end) is not None


def asserts(page: Page, at: int) -> bool:
    """Whether something is asserted at ``at``, behind a comma, up to the next mark."""
    match = _ASSERTS.match(page.text, at)
    return match is not None and _THEN.search(match[0]) is None
