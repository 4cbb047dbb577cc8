"""Citations in lists: a type, a date or an issuer said once counts for all of them.

"các Quyết định số 15/QĐ-UBND, 16/QĐ-UBND ngày 05/5/2022 của UBND tỉnh"; "các Nghị định của Chính phủ: số 61/2018/NĐ-CP
ngày 23/4/2018, số 107/2021/NĐ-CP ngày 06/12/2021".
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from docgen.citations.citation import Citation
from docgen.citations.folding import fold
from docgen.citations.mention import Mention
from docgen.citations.tails import read_tail
from docgen.citations.type_names import TYPE_BY_FOLDED

_S: Final = r"\s{1,9}"
_JOINT: Final = re.compile(r"\s{0,9}(?:[,;]\s{0,9})?(?:(?:va|hoac|cung|voi|va\s{1,9}cac|va\s{1,9}cac\s{1,9}so)\s{1,9})?")
_JOINT_MAX: Final = 30
# Between two members of a list may stand the title of the first: no sentence ends in it.
_TITLE_BETWEEN: Final = re.compile(r"[^.:\n]{0,220}?(?:[,;]\s{1,9}|\s{1,9}va\s{1,9})")
_HEAD_REACH: Final = 140
_TYPES: Final = "|".join(
    re.escape(name).replace(r"\ ", _S) for name in sorted(TYPE_BY_FOLDED, key=len, reverse=True)
)
_HEAD: Final = re.compile(rf"(?<![a-z0-9])(?:(?P<many>cac|nhung|[0-9]{{1,2}}|hai|ba|bon|nam){_S})?(?P<type>{_TYPES})(?![a-z0-9])")
_HEAD_END: Final = re.compile(rf"(?:{_S}(?:nhu{_S})?sau(?:{_S}day)?|{_S}gom(?:{_S}co)?|{_S}sau)?\s{{0,3}}[:(]\s{{0,9}}[-+]?\s{{0,3}}")
_FIELDS: Final = ("type", "date", "issuer")


def inherit(text: str, mentions: list[Mention]) -> list[Citation]:
    """Return the citations of the mentions, what stands outside of their spans filled in and named."""
    members = list(mentions)
    for index, mention in enumerate(members):
        members[index] = _take_from_before(text, members, index) if mention.takes_from_list else mention
    for index in range(len(members) - 2, -1, -1):
        members[index] = _take_from_behind(text, members[index], members[index + 1])
    return [_to_citation(text, member) for member in members]


def _take_from_before(text: str, members: list[Mention], index: int) -> Mention:
    """Give a member without a type of its own what the one before it, or the head of its list, says."""
    mention = members[index]
    before = members[index - 1] if index else None
    if before is not None and before.symbol and _is_next(text, before, mention):
        if mention.same_day and before.date is not None:
            mention = mention.fill("date", before.date)
        if not mention.type and before.type and _agrees(before, mention):
            mention = mention.fill("type", before.type)
            if not mention.issuer and before.issuer and before.authority == mention.authority:
                mention = replace(mention.fill("issuer", before.issuer), issuer_is_carried="issuer" not in before.inherited)
        return mention
    return _take_from_head(text, mention) if not mention.type else mention


def _take_from_head(text: str, mention: Mention) -> Mention:
    """Read "các Nghị định của Chính phủ:" before the first member of a list."""
    begin = max(0, mention.start - _HEAD_REACH)
    folded = fold(text[begin : mention.start])
    if not folded.rstrip().endswith((":", "(", "-", "+")):
        return mention
    for head in reversed(list(_HEAD.finditer(folded))):
        tail = read_tail(text[: mention.start], begin + head.end())
        if _HEAD_END.fullmatch(folded, tail.end - begin) is None:
            continue
        mention = mention.fill("type", TYPE_BY_FOLDED[" ".join(head["type"].split())])
        for name in ("date", "issuer"):
            value = getattr(tail, name)
            if value and not getattr(mention, name):
                mention = mention.fill(name, value)
        break
    return mention


def _take_from_behind(text: str, mention: Mention, following: Mention) -> Mention:
    """Give a member the date and the issuer that the next one bears for both."""
    if not mention.symbol or not following.symbol or not _is_joined(text, mention, following):
        return mention
    shares_head = "type" in following.inherited
    if shares_head and mention.date is None and following.date is not None and not mention.same_day:
        mention = mention.fill("date", following.date)
    if not following.issuer or (mention.kind, mention.authority) != (following.kind, following.authority):
        return mention
    if not mention.issuer or (mention.issuer_is_carried and "issuer" not in following.inherited):
        mention = mention.fill("issuer", following.issuer)
    return mention


def _is_joined(text: str, before: Mention, mention: Mention) -> bool:
    if not 0 < mention.start - before.end <= _JOINT_MAX:
        return False
    between = fold(text[before.end : mention.start])
    return bool(between.strip()) and _JOINT.fullmatch(between) is not None


def _is_next(text: str, before: Mention, mention: Mention) -> bool:
    if _is_joined(text, before, mention):
        return True
    between = text[before.end : mention.start]
    return mention.has_so and _TITLE_BETWEEN.fullmatch(fold(between)) is not None


def _agrees(before: Mention, mention: Mention) -> bool:
    """Whether the symbol of a member may be of the type of the one before it: both have the same first group."""
    return before.kind == mention.kind


def _to_citation(text: str, mention: Mention) -> Citation:
    return Citation(
        start=mention.start,
        end=mention.end,
        text=text[mention.start : mention.end],
        type=mention.type,
        number=mention.number,
        symbol=mention.symbol,
        symbol_printed=mention.printed,
        year=mention.year,
        date=mention.date,
        issuer=mention.issuer,
        title=mention.title,
        pinpoint=mention.pinpoint,
        inherited=tuple(name for name in _FIELDS if name in mention.inherited),
    )
