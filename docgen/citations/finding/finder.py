"""Finding citations: anchor on a number or on the name of a law, and grow the span over what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import Final

from docgen.citations.citation import Citation
from docgen.citations.finding.bare_numbers import find_bare_numbers, is_told, read_bare_number
from docgen.citations.finding.folding import Page, spaced
from docgen.citations.finding.heads import Head, read_head, read_pinpoint, read_qualified_type
from docgen.citations.finding.laws import NamedLaw, find_named_laws
from docgen.citations.finding.lists import inherit
from docgen.citations.finding.mention import Mention
from docgen.citations.finding.symbols import Symbol, find_symbol_starts, read_symbol
from docgen.citations.finding.tails import Tail, read_tail
from docgen.citations.finding.title_ends import TITLE_REACH, Surroundings
from docgen.citations.finding.titles import find_title, read_title, split_issuer
from docgen.citations.type_names import ABBREVIATION_BY_TYPE

# Numbers before the last of a list, which alone has the whole symbol.
_NUMBERS_BEFORE: Final = re.compile(
    r"(?<![0-9a-z/.,-])(?P<numbers>[0-9]{1,5}[a-z]?(?:(?:\s{0,3},\s{0,40}|\s{1,40}va\s{1,40})[0-9]{1,5}[a-z]?){0,9})"
    r"(?:\s{0,3},\s{0,40}|\s{0,3},?\s{1,40}va\s{1,40})\Z"
)
_NUMBERS_REACH: Final = 80
_BROKEN: Final = re.compile(r"s[o6][\s:.]{1,4}(?P<first>[0-9]{1,4})[ \t]{0,4}\r?\n[ \t]{0,8}\Z")
_BROKEN_REACH: Final = 24
_INDENT_MAX: Final = 8
_DIGITS_MAX: Final = 5
_NUMBER: Final = re.compile(r"[0-9]{1,5}[a-z]?")
_NUMBER_AFTER_NAME: Final = spaced(
    r"(?:(?: nam)? (?:19|20)[0-9]{2}(?= \())? (?P<bracket>\(\s?)?(?:(?:luat )?so\s{0,40}:?\s{0,3})?(?=[0-9]{1,3}\s?/)"
)
# Types that are words of the sentence as often as types: a symbol of theirs says so itself, or "số" stands before it.
_WEAK_TYPES: Final = frozenset(
    {"Dự án", "Đề án", "Chương trình", "Phương án", "Quy định", "Báo cáo", "Thông báo", "Hợp đồng"}
)
# Types that are cited by a number alone.
_NUMBERED_TYPES: Final = frozenset(
    {"Quyết định", "Nghị quyết", "Nghị định", "Chỉ thị", "Thông tư", "Công văn", "Văn bản", "Công điện", "Kế hoạch"}
    | {"Thông báo", "Tờ trình", "Báo cáo", "Kết luận", "Hướng dẫn", "Quy định", "Giấy mời", "Sắc lệnh", "Biên bản"}
    | {"Thông tư liên tịch", "Chương trình", "Lệnh"}
)
# So many words may qualify a type whose symbol does not say it.
_QUALIFIERS_MAX: Final = 3
# "Bản án hôn nhân và gia đình sơ thẩm".
_QUALIFIERS_OF_JUDGMENTS: Final = 8
_TYPES_IN_ROW: Final = 2
_JOINT_TYPES: Final = re.compile(r"lien (?:tich|nganh|so)|phoi hop")
_JOINT_ABBREVIATIONS: Final = frozenset({"TTLT", "NQLT", "TTLB", "QCPH", "CTPH", "KHPH", "HDLT", "HDLN", "KHLT"})
# What joins two citations of one rank.
_SEPARATE: Final = re.compile(
    r"(?:[,;:(|]|(?<![a-z])(?:va|hoac|cung)|[-+]|\n\s{0,3}[0-9]{1,2}[.)])\s{1,40}(?:cac\s{1,40})?\Z"
)


def find_citations(text: str) -> list[Citation]:
    """Return the citations of legal documents in ``text``, in reading order and without overlaps.

    Offsets are in characters of the text in NFC. Time grows with the length of the text. Never raises.
    """
    return find_on_page(Page.of(text), 0)


def find_on_page(page: Page, base: int) -> list[Citation]:
    """Return the citations of a page that begins at ``base`` of a text: their offsets count in the whole."""
    mentions = inherit(page, list(_find_mentions(page)))
    return [_to_citation(page, mentions, index, base) for index in range(len(mentions))]


def _find_mentions(page: Page) -> Iterator[Mention]:
    limit, tried = 0, -1
    for start, law in _find_anchors(page):
        if start < limit or (law is None and start == tried):
            continue
        if law is not None:
            mention = _grow_law(page, law, limit)
        else:
            tried, mention = start, _grow(page, start, limit)
        if mention is None:
            continue
        if mention.start == start and not mention.type:
            yield from _grow_numbers_before(page, mention, limit)
        limit = mention.end
        yield mention


def _find_anchors(page: Page) -> list[tuple[int, NamedLaw | None]]:
    """Return the numbers and the named laws in reading order; at one place the law comes first."""
    anchors: list[tuple[int, NamedLaw | None]] = [(law.start, law) for law in find_named_laws(page)]
    anchors.extend((start, None) for start in find_symbol_starts(page))
    anchors.extend((start, None) for start in find_bare_numbers(page))
    # Sorting keeps the order of equals.
    anchors.sort(key=itemgetter(0))
    return anchors


def _grow(page: Page, number: int, limit: int) -> Mention | None:
    if page.text.find("\n", max(limit, number - _INDENT_MAX), number) >= 0:
        mention = _grow_broken_number(page, number, limit)
        if mention is not None:
            return mention
    head = read_head(page, number, limit)
    return head and (_grow_number(page, head, number, limit) or _grow_bare_number(page, head, number, limit))


def _grow_number(page: Page, head: Head, number: int, limit: int) -> Mention | None:
    symbol = read_symbol(page, number, head.type)
    if symbol is not None and head.has_so and not _says(head.type, symbol):
        head, symbol = _qualify(page, head, number, symbol, limit)
    if symbol is None or not _is_credible(symbol, head.type, has_so=head.has_so):
        return None
    is_joint = _is_joint(page.folded[head.start : number], symbol)
    tail = read_tail(page, symbol.end, is_joint=is_joint)
    if head.type == "Hợp đồng" and not symbol.groups.are_several and tail.date is None:
        # A contract's own numbering, 15/2023/HĐKT, is no document's without its date.
        return None
    return _make(page, head, symbol, tail, limit)


def _grow_broken_number(page: Page, number: int, limit: int) -> Mention | None:
    """Grow a symbol whose number is broken by the end of a line: "Quyết định số 21", line break, "25/QĐ-UBND"."""
    broken = _BROKEN.search(page.folded, max(limit, number - _BROKEN_REACH), number)
    head = read_head(page, broken.start("first"), limit) if broken else None
    symbol = read_symbol(page, number, head.type) if head else None
    if broken is None or head is None or symbol is None or not head.has_so or not _says(head.type, symbol):
        return None
    whole = symbol.with_number(f"{broken['first']}{symbol.number}")
    return _make(page, head, whole, read_tail(page, symbol.end), limit) if len(whole.number) <= _DIGITS_MAX else None


def _qualify(page: Page, head: Head, number: int, symbol: Symbol, limit: int) -> tuple[Head, Symbol | None]:
    """Return head and symbol with the type that stands further before "số", if the symbol agrees with it."""
    at, between = head.so, 0
    for _ in range(_TYPES_IN_ROW):
        # "Quyết định kháng nghị phúc thẩm số": what qualifies a type may be called as a type is.
        qualified = read_qualified_type(page, at, limit)
        again = read_symbol(page, number, qualified[1]) if qualified else None
        if qualified is None or again is None:
            break
        at, kind, words = qualified
        between += words
        words_max = _QUALIFIERS_OF_JUDGMENTS if kind == "Bản án" else _QUALIFIERS_MAX
        if _begins_with_type(kind, again) or not (again.groups.kind or head.type or between > words_max):
            return Head(at, kind, has_so=True), again
    return head, symbol


def _says(kind: str, symbol: Symbol) -> bool:
    """Whether a type is the one that the symbol says: QC of "Quy chế" in 03/QCPH-SNV-CAT, too."""
    return kind != "" and (not symbol.groups.kind or _begins_with_type(kind, symbol))


def _begins_with_type(kind: str, symbol: Symbol) -> bool:
    """Whether the first group of a symbol begins with a type's abbreviation: QĐXXST of "Quyết định".

    Two letters are enough: CTPH is a "Chương trình" (CTr).
    """
    short = ABBREVIATION_BY_TYPE.get(kind, "")[:2]
    return short != "" and symbol.groups.tail[1:].startswith(short)


def _grow_bare_number(page: Page, head: Head, number: int, limit: int) -> Mention | None:
    """Grow a number that its type, and what follows, make a document's: "QĐ số 2125 ngày 17/10/2022"."""
    if not head.type and not head.has_so:
        return None
    if not head.type:
        qualified = read_qualified_type(page, head.so, limit)
        if qualified is None or qualified[2] > _QUALIFIERS_MAX:
            return None
        head = Head(qualified[0], qualified[1], has_so=True)
    if head.type not in _NUMBERED_TYPES or (not head.has_so and head.type in _WEAK_TYPES):
        return None
    symbol = read_bare_number(page, number, head.type)
    tail = read_tail(page, symbol.end)
    if not is_told(symbol, tail, is_certain=head.has_so):
        return None
    return _make(page, head, symbol, tail, limit)


def _make(page: Page, head: Head, symbol: Symbol, tail: Tail, limit: int) -> Mention:
    pinpoint = read_pinpoint(page, head.start, limit)
    return Mention(
        start=pinpoint[0] if pinpoint else head.start,
        end=tail.end,
        type=head.type,
        symbol=symbol,
        year=symbol.year or tail.year,
        date=tail.date,
        issuer=head.issuer or tail.issuer,
        pinpoint=page.line(*pinpoint) if pinpoint else "",
        has_so=head.has_so,
        same_day=tail.same_day,
    )


def _grow_numbers_before(page: Page, mention: Mention, limit: int) -> Iterator[Mention]:
    """Yield the numbers that share the symbol of the last: "các Quyết định số 876, 877 và 878/QĐ-BNV"."""
    symbol, begin = mention.symbol, max(limit, mention.start - _NUMBERS_REACH)
    before = _NUMBERS_BEFORE.search(page.folded, begin, mention.start)
    if before is None or symbol is None:
        return
    for index, number in enumerate(_NUMBER.finditer(page.folded, before.start("numbers"), before.end("numbers"))):
        head = read_head(page, number.start(), limit) if index == 0 else Head(number.start())
        if head is None or (index == 0 and not head.has_so and not head.type):
            return
        printed = page.text[number.start() : number.end()]
        yield Mention(
            start=head.start,
            end=number.end(),
            type=head.type,
            symbol=symbol.with_number(printed),
            year=symbol.year,
            date=None,
            issuer=head.issuer,
            pinpoint="",
            has_so=head.has_so,
            inherited=("symbol", "year") if symbol.year else ("symbol",),
        )


def _grow_law(page: Page, law: NamedLaw, limit: int) -> Mention | None:
    number = _NUMBER_AFTER_NAME.match(page.folded, law.end)
    symbol = read_symbol(page, number.end(), law.type) if number else None
    if symbol is not None and number is not None and number["bracket"]:
        closes = page.folded.startswith(")", symbol.end)
        symbol = symbol._replace(end=symbol.end + 1) if closes else None
    tail = read_tail(page, symbol.end if symbol else law.end, bare_year=symbol is None)
    pinpoint = read_pinpoint(page, law.start, limit)
    return Mention(
        start=pinpoint[0] if pinpoint else law.start,
        end=tail.end,
        type=law.type,
        symbol=symbol,
        year=(symbol.year if symbol else None) or tail.year,
        date=tail.date,
        issuer=tail.issuer,
        name=law.opened or page.line(law.name_start, law.name_end),
        pinpoint=page.line(*pinpoint) if pinpoint else "",
        inherited=("type",) if law.is_listed else (),
    )


def _is_joint(head: str, symbol: Symbol) -> bool:
    """Whether the document has several authors, by its type or its symbol."""
    return _JOINT_TYPES.search(head) is not None or symbol.groups.kind in _JOINT_ABBREVIATIONS


def _is_credible(symbol: Symbol, kind: str, *, has_so: bool) -> bool:
    """Whether a symbol is a document's: by its shape, or by the words before it."""
    if symbol.groups.is_firm:
        return True
    if not kind:
        return has_so and symbol.groups.are_several and symbol.groups.kind != ""
    return has_so or kind not in _WEAK_TYPES or symbol.groups.kind != ""


def _to_citation(page: Page, mentions: list[Mention], index: int, base: int) -> Citation:
    mention = mentions[index]
    symbol = mention.symbol
    title = mention.name or _read_title(page, mentions, index)
    if title and symbol is not None and not mention.name and not mention.issuer:
        title, issuer = split_issuer(title, symbol.symbol)
        mention = mention.fill("issuer", issuer) if issuer else mention
    return Citation(
        start=base + mention.start,
        end=base + mention.end,
        text=page.printed[mention.start : mention.end],
        type=mention.type,
        number=symbol.number if symbol else "",
        symbol=symbol.symbol if symbol else "",
        symbol_printed=symbol.printed if symbol else "",
        year=mention.year,
        date=mention.date,
        issuer=mention.issuer,
        title=title,
        pinpoint=mention.pinpoint,
        inherited=mention.inherited,
    )


def _read_title(page: Page, mentions: list[Mention], index: int) -> str:
    start = find_title(page, mentions[index].end)
    return "" if start is None else read_title(page, start, _find_surroundings(page, mentions, index))


def _find_surroundings(page: Page, mentions: list[Mention], index: int) -> Surroundings:
    """Return what the title of a mention cites, and where it must end: where the next item of its list begins.

    What the title itself cites, "… một số điều của Luật Lưu trữ", is part of it, and what is joined to that.
    """
    outer, limit = mentions[index], len(page.text)
    inner: list[Mention] = []
    for following in mentions[index + 1 : index + 8]:
        if following.start - outer.end > TITLE_REACH:
            break
        is_joined = any(_is_of_kind(each, following) for each in inner)
        if not is_joined and _SEPARATE.search(page.folded, max(outer.end, following.start - 16), following.start):
            limit = following.start
            break
        inner.append(following)
    return Surroundings(outer.start, limit, tuple((cited.start, cited.end) for cited in inner))


def _is_of_kind(inner: Mention, following: Mention) -> bool:
    """Whether two mentions are both cited by a title: documents of one type, or laws by name."""
    if inner.symbol is None or following.symbol is None:
        return inner.symbol is following.symbol
    return following.type == inner.type
