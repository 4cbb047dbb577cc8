"""Finding citations: anchor on a number or on the name of a law, and grow the span over what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from docgen.citations.citation import Citation
from docgen.citations.folding import fold
from docgen.citations.heads import read_head, read_pinpoint
from docgen.citations.laws import NamedLaw, find_named_laws
from docgen.citations.lists import inherit
from docgen.citations.mention import Mention
from docgen.citations.symbols import Symbol, find_symbol_starts, read_symbol
from docgen.citations.tails import read_tail
from docgen.citations.titles import TITLE_REACH, read_title
from docgen.vietnamese.text import normalize_text

_NUMBER_AFTER_NAME: Final = re.compile(r"\s{1,9}(?:so\s{0,9}:?\s{0,3})?(?=[0-9]{1,3}\s?/)")
# Types that are words of the sentence as often as types: a symbol of theirs says so itself, or "số" stands before it.
_WEAK_TYPES: Final = frozenset({"Dự án", "Đề án", "Chương trình", "Phương án", "Quy định", "Báo cáo", "Thông báo", "Hợp đồng"})
_JOINT_TYPES: Final = re.compile(r"liên (?:tịch|ngành)|phối hợp")
_JOINT_ABBREVIATIONS: Final = frozenset({"TTLT", "NQLT", "TTLB", "QCPH", "CTPH", "KHPH", "HDLT", "HDLN", "KHLT"})
# What joins two citations of one rank.
_SEPARATE: Final = re.compile(r"(?:[,;:(|]|(?<![a-z])(?:va|hoac|cung)|[-+]|\n\s{0,3}[0-9]{1,2}[.)])\s{1,9}(?:cac\s{1,9})?\Z")


def find_citations(text: str) -> list[Citation]:
    """Return the citations of legal documents in ``text``, in reading order and without overlaps.

    Offsets are in characters of the text in NFC. Time grows with the length of the text. Never raises.
    """
    text = normalize_text(text)
    return inherit(text, _find_mentions(text))


def _find_mentions(text: str) -> list[Mention]:
    mentions: list[Mention] = []
    limit = 0
    for anchor in _merge(find_symbol_starts(text), find_named_laws(text)):
        if isinstance(anchor, int):
            mention = _grow_number(text, anchor, limit) if anchor >= limit else None
        else:
            mention = _grow_law(text, anchor, limit) if anchor.start >= limit else None
        if mention is not None:
            mentions.append(mention)
            limit = mention.end
    return _add_titles(text, mentions)


def _merge(numbers: Iterator[int], laws: Iterator[NamedLaw]) -> Iterator[int | NamedLaw]:
    """Yield both in reading order."""
    number, law = next(numbers, None), next(laws, None)
    while number is not None or law is not None:
        if law is None or (number is not None and number < law.start):
            assert number is not None
            yield number
            number = next(numbers, None)
        else:
            yield law
            law = next(laws, None)


def _grow_number(text: str, number: int, limit: int) -> Mention | None:
    head = read_head(text, number, limit)
    if head is None:
        return None
    symbol = read_symbol(text, number, head.type)
    if symbol is None or not _is_credible(symbol, head.type, has_so=head.has_so):
        return None
    is_joint = _JOINT_TYPES.search(head.type) is not None or symbol.kind in _JOINT_ABBREVIATIONS
    tail = read_tail(text, symbol.end, is_joint=is_joint)
    pinpoint = read_pinpoint(text, head.start, limit)
    start = head.start if pinpoint is None else pinpoint[0]
    return Mention(
        start=start,
        end=tail.end,
        type=head.type,
        number=symbol.number,
        symbol=symbol.symbol,
        printed=symbol.printed,
        year=symbol.year or tail.year,
        date=tail.date,
        issuer=head.issuer or tail.issuer,
        pinpoint="" if pinpoint is None else _fold_white(text[pinpoint[0] : pinpoint[1]]),
        kind=symbol.kind,
        authority=symbol.authority,
        has_so=head.has_so,
        same_day=tail.same_day,
    )


def _grow_law(text: str, law: NamedLaw, limit: int) -> Mention | None:
    end, symbol = law.end, None
    number = _NUMBER_AFTER_NAME.match(fold(text[end : end + 20]))
    if number is not None:
        symbol = read_symbol(text, end + number.end(), law.type)
        end = symbol.end if symbol is not None else end
    tail = read_tail(text, end, bare_year=symbol is None)
    pinpoint = read_pinpoint(text, law.start, limit)
    return Mention(
        start=law.start if pinpoint is None else pinpoint[0],
        end=tail.end,
        type=law.type,
        number=symbol.number if symbol else "",
        symbol=symbol.symbol if symbol else "",
        printed=symbol.printed if symbol else "",
        year=(symbol.year if symbol else None) or tail.year,
        date=tail.date,
        issuer=tail.issuer,
        title=_fold_white(text[law.name_start : law.name_end]),
        pinpoint="" if pinpoint is None else _fold_white(text[pinpoint[0] : pinpoint[1]]),
        kind=symbol.kind if symbol else "",
        authority=symbol.authority if symbol else "",
    )


def _is_credible(symbol: Symbol, kind: str, *, has_so: bool) -> bool:
    """Whether a symbol is a document's: by its shape, or by the words before it."""
    if symbol.is_firm:
        return True
    if not kind:
        return has_so and len(symbol.groups) > 1 and symbol.has_type
    return has_so or kind not in _WEAK_TYPES or symbol.has_type


def _fold_white(text: str) -> str:
    return " ".join(text.split())


def _add_titles(text: str, mentions: list[Mention]) -> list[Mention]:
    """Give each numbered mention the title behind it; a law's is its name."""
    return [
        mention
        if mention.title
        else replace(mention, title=read_title(text, mention.end, _find_title_limit(text, mentions, index)))
        for index, mention in enumerate(mentions)
    ]


def _find_title_limit(text: str, mentions: list[Mention], index: int) -> int:
    """Return where the title of a mention must end: where the next item of its list begins.

    What the title itself cites, "… một số điều của Luật Lưu trữ", is part of it, and what is joined to that.
    """
    end, inner = mentions[index].end, ""
    for following in islice(mentions, index + 1, index + 8):
        if following.start - end > TITLE_REACH:
            break
        kind = "number" if following.symbol else "law"
        if _SEPARATE.search(fold(text[max(end, following.start - 16) : following.start])) and inner != kind:
            return following.start
        inner = kind
    return len(text)
