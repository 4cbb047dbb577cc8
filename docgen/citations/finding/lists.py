"""Citations in lists: a type, a date or an issuer said once counts for all of them.

"các Quyết định số 15/QĐ-UBND, 16/QĐ-UBND ngày 05/5/2022 của UBND tỉnh"; "các Nghị định của Chính phủ: số 61/2018/NĐ-CP
ngày 23/4/2018, số 107/2021/NĐ-CP ngày 06/12/2021".
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from docgen.citations.finding.folding import Page, any_of, spaced
from docgen.citations.finding.mention import Mention
from docgen.citations.finding.tails import read_tail
from docgen.citations.type_names import TYPE_BY_FOLDED

# A footnote mark may stand behind a member: a small raised digit, which folds to a question mark.
_JOINT: Final = spaced(r"\?{0,2}\s{0,40}(?:[,;]\s{0,40})?(?:(?:va cac(?: so)?|va|hoac|cung|voi) )?")
_JOINT_MAX: Final = 70
# Between two members of a list may stand the title of the first: no sentence ends in it.
_TITLE_BETWEEN: Final = spaced(r"(?:[^.:\n|]|\n(?![\s+*|-]|[0-9]{1,2}[.)])){0,220}?(?:[,;] | va )")
_CITED_BY_TITLE_MAX: Final = 3
_HEAD_REACH: Final = 140
_TYPES: Final = any_of(sorted(TYPE_BY_FOLDED, key=len, reverse=True))
_HEAD: Final = spaced(rf"(?<![a-z0-9])(?P<type>{_TYPES})(?![a-z0-9])")
_HEAD_END: Final = spaced(r"(?:(?: nhu)? sau(?: day)?| gom(?: co)?)?\s{0,3}[:(]\s{0,40}[-+]?\s{0,3}")


def inherit(page: Page, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with what stands outside of their spans filled in and named."""
    members = list(mentions)
    for index, mention in enumerate(members):
        if mention.takes_from_list:
            members[index] = _take_from_before(page, members, index)
    for index in range(len(members) - 2, -1, -1):
        members[index] = _take_from_behind(page, members[index], members[index + 1])
    return members


def _take_from_before(page: Page, members: list[Mention], index: int) -> Mention:
    """Give a member without a type of its own what the one before it, or the head of its list, says."""
    mention = members[index]
    before = members[index - 1] if index else None
    if before is not None and _is_next(page, before, mention):
        if mention.same_day and before.date is not None:
            mention = mention.fill("date", before.date)
        if mention.type:
            return mention
        return _take_type(mention, before) or _take_past_title(page, members, index) or mention
    return _take_from_head(page, mention) if not mention.type else mention


def _take_type(mention: Mention, before: Mention) -> Mention | None:
    """Give a member the type of the one before it, and the issuer if both have the same; None when they disagree."""
    if not before.type or not _agrees(before, mention):
        return None
    mention = mention.fill("type", before.type)
    if not mention.issuer and before.issuer and _authority(before) == _authority(mention):
        mention = mention.fill("issuer", before.issuer)
        mention = mention._replace(is_issuer_carried="issuer" not in before.inherited)
    return mention


def _take_past_title(page: Page, members: list[Mention], index: int) -> Mention | None:
    """Look past what the title of the member before cites: "1/QĐ-UBND thực hiện Kết luận 2-KL/TW; 3/QĐ-UBND"."""
    mention = members[index]
    for before in reversed(members[max(0, index - 1 - _CITED_BY_TITLE_MAX) : index - 1]):
        if _kind(before) and _kind(before) == _kind(mention) and _is_next(page, before, mention):
            return _take_type(mention, before)
    return None


def _take_from_head(page: Page, mention: Mention) -> Mention:
    """Read "các Nghị định của Chính phủ:" before the first member of a list."""
    begin, folded = max(0, mention.start - _HEAD_REACH), page.folded
    if not folded[begin : mention.start].rstrip().endswith((":", "(", "-", "+")):
        return mention
    for head in reversed(list(_HEAD.finditer(folded, begin, mention.start))):
        tail = read_tail(page, head.end())
        if tail.end > mention.start or _HEAD_END.fullmatch(folded, tail.end, mention.start) is None:
            continue
        mention = mention.fill("type", TYPE_BY_FOLDED[" ".join(head["type"].split())])
        for name in ("date", "issuer"):
            value = getattr(tail, name)
            if value and not getattr(mention, name):
                mention = mention.fill(name, value)
        break
    return mention


def _take_from_behind(page: Page, mention: Mention, following: Mention) -> Mention:
    """Give a member the date and the issuer that the next one bears for both."""
    if mention.symbol is None or following.symbol is None or not _is_joined(page, mention, following):
        return mention
    shares_head = "type" in following.inherited
    if shares_head and mention.date is None and following.date is not None and not mention.same_day:
        mention = mention.fill("date", following.date)
    if not following.issuer or not _agrees(mention, following) or _authority(mention) != _authority(following):
        return mention
    if not mention.issuer or (mention.is_issuer_carried and "issuer" not in following.inherited):
        mention = mention.fill("issuer", following.issuer)
    return mention


def _is_joined(page: Page, before: Mention, mention: Mention) -> bool:
    if not 0 < mention.start - before.end <= _JOINT_MAX:
        return False
    return (
        not page.folded[before.end : mention.start].isspace()
        and _JOINT.fullmatch(page.folded, before.end, mention.start) is not None
    )


def _is_next(page: Page, before: Mention, mention: Mention) -> bool:
    if _is_joined(page, before, mention):
        return True
    # Without "số" a symbol is an item only of a list of its own type: "… số: 1521/QĐ-TTg …; 21/2021/QĐ-TTg …".
    is_item = mention.has_so or (_kind(mention) != "" and _kind(before) == _kind(mention))
    return is_item and _TITLE_BETWEEN.fullmatch(page.folded, before.end, mention.start) is not None


def _agrees(before: Mention, mention: Mention) -> bool:
    """Whether two members may be of one type: their symbols have the same first group."""
    if before.symbol is None or mention.symbol is None or _kind(before) != _kind(mention):
        return False
    # Bare numbers have no groups: then the types must tell.
    return bool(before.symbol.groups.tail) or not mention.type or before.type == mention.type


def _kind(mention: Mention) -> str:
    return mention.symbol.groups.kind if mention.symbol else ""


def _authority(mention: Mention) -> str:
    return mention.symbol.groups.authority if mention.symbol else ""
