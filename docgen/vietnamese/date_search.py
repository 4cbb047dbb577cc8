"""Dates in running text: where they stand, what they say, and which of them no calendar has.

Every pattern has bounded repeats only, so a text takes time in proportion to its length, whatever is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, Literal, NamedTuple

from docgen.errors import InputError
from docgen.vietnamese.partial_date import PartialDate, read_parts

Relation = Literal["on", "before", "by", "from"]

_GAP: Final = r"[ \t\n]{1,12}"
_OPEN: Final = r"[ \t\n.…_]{0,24}"
_DAY: Final = r"(?P<day>[0-9]{1,2})"
_MONTH: Final = r"(?P<month>[0-9]{1,2})"
_YEAR: Final = r"(?P<year>[0-9]{4})"

# One pattern for each way of writing a date; at one place in a text the first that matches counts.
_FORMS: Final[tuple[tuple[str, str], ...]] = (
    # ngày 15 tháng 9 năm 2023, with any part left open
    (
        "long",
        rf"ngày(?:{_GAP}{_DAY}{_GAP}|{_OPEN})tháng(?:{_GAP}{_MONTH}{_GAP}|{_OPEN})năm(?:{_GAP}{_YEAR}(?![0-9])|{_OPEN})",
    ),
    # ngày 15 tháng 9: the year is understood
    ("day-month", rf"ngày{_GAP}{_DAY}{_GAP}tháng{_GAP}{_MONTH}(?![0-9/])"),
    # 15 tháng 9 năm 2023
    ("long", rf"(?<![\w/.,-]){_DAY}{_GAP}tháng{_GAP}{_MONTH}{_GAP}năm{_GAP}{_YEAR}(?![0-9])"),
    # ngày 15/9: without the word it would be a fraction
    ("day-month", rf"ngày{_GAP}{_DAY}/{_MONTH}(?![\w/%]|[.,][0-9])"),
    ("slash", rf"(?<![\w/])(?<![0-9][.,]){_DAY}/{_MONTH}/{_YEAR}(?![\w/]|[.,][0-9])"),
    ("mark", rf"(?<![\w/])(?<![0-9][.,]){_DAY}(?P<mark>[.-]){_MONTH}(?P=mark){_YEAR}(?![\w/]|[.,][0-9])"),
    ("month", rf"tháng{_GAP}{_MONTH}(?:[ ]?/[ ]?|{_GAP}năm{_GAP}){_YEAR}(?![\w/])"),
    # Not the number of something: "mỗi tháng 2 lần", "lương tháng 2,5 triệu".
    (
        "bare-month",
        rf"(?<!mỗi )(?<!hàng )(?<!hằng )(?<!một )(?<!nửa )(?<!mấy )(?<!vài )(?<!lương )(?<![0-9] )"
        rf"tháng{_GAP}{_MONTH}(?![\w/%]|[.,][0-9]|[ ](?:lần|kỳ|cuộc|buổi|người|đồng|nghìn|triệu|tỷ)(?!\w))",
    ),
)
# Where a date can begin. Asking this first keeps the eight patterns away from the rest of the text.
_STARTS: Final = r"(?<!\w)(?:ngày|tháng)(?!\w)|(?<!\w)[0-9]{1,2}(?=[/.-]|[ \t\n]{1,12}tháng)"

# What may follow a date after a hyphen without spaces: the second date of a range, but not the symbol of a document.
_AFTER_HYPHEN: Final = r"[0-9]{1,2}([/.-])[0-9]{1,2}\1[0-9]{4}(?![0-9])"
_DAY_HYPHEN: Final = r"(?<![\w/.,-])[0-9]{1,2}-\Z"

# What stands before a date and says how it is meant; each ends where the date, or its word "ngày", begins.
_LEAD: Final = (
    r"(?:\s{1,9}(?:lúc\s{1,9})?[0-9]{1,2}\s?(?:giờ|h|g|:)\s?(?:[0-9]{2})?\s?(?:phút)?,?)?"
    r"(?:\s{1,9}(?:thứ\s{1,9}\w{1,5}|chủ\s{1,9}nhật),?)?(?:\s{1,9}ngày)?\s{0,9}\Z"
)
_DEADLINE: Final = (
    r"(?<!\w)(?:(?:chậm|muộn)\s{1,9}nhất|(?:không|chưa)\s{1,9}(?:muộn|chậm)\s{1,9}hơn|không\s{1,9}quá"
    r"|(?:hạn|thời\s{1,9}hạn)\s{1,9}(?:chót|cuối)(?:\s{1,9}cùng)?[^.;\n]{0,40}?|(?:đến|tới)\s{1,9}hết"
    r"|xong\s{1,9}trong)(?:\s{1,9}(?:là|vào|đến|tới|hết|trước|trong)){0,3}:?"
)
_RELATIONS: Final[tuple[tuple[Relation, str], ...]] = (
    ("by", _DEADLINE + _LEAD),
    ("before", r"(?<!\w)trước" + _LEAD),
    ("from", r"(?<!\w)từ" + _LEAD),
)
_LEAD_WINDOW: Final = 110


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    """Return a pattern of this module, compiled when a text is first searched: who only writes dates need not wait."""
    return re.compile(pattern, re.IGNORECASE)


class FoundDate(NamedTuple):
    """A date in a text: ``text[start:end]``, what it says, and how the words before it use it.

    ``relation``: ``before`` (trước ngày …), ``by`` (chậm nhất, hạn cuối, đến hết ngày …), ``from`` (từ, kể từ
    ngày …), else ``on``. ``text`` can be read again with ``parse_date``.
    """

    start: int
    end: int
    text: str
    value: PartialDate
    relation: Relation


def find_dates(text: str) -> tuple[FoundDate, ...]:
    """Return the dates in ``text`` (NFC) in reading order.

    Found are the long form, also with blanks; ``17/10/2022``, ``28-9-2022``, ``15.9.2023``; ``ngày 15/9`` and
    ``ngày 15 tháng 9`` without a year; ``tháng 9``, ``tháng 9/2023``, ``tháng 9 năm 2023``. A range is two dates.
    Numbers of documents, fractions and numbers of criteria are not dates. Dates that do not exist are left to
    ``find_impossible_dates``. Never raises.
    """
    found = []
    for _name, match in _scan(text):
        try:
            value = read_parts(match)
        except InputError:
            continue
        if value == PartialDate():
            continue
        # Dots and blanks after an open "năm …" are room for a pen, not part of what was found.
        end = match.start() + len(match[0].rstrip(" \t\n.…_"))
        found.append(
            FoundDate(match.start(), end, text[match.start() : end], value, _find_relation(text, match.start()))
        )
    return tuple(found)


def find_impossible_dates(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return what looks like a date in ``text`` (NFC) but is in no calendar: start, end, and why, in Vietnamese.

    ``31/02/2023`` is one. Numbers that only might be a date (``99-99-2000``, ``1.50.2000``) are reported when the
    word "ngày" stands before them; years outside 1900–2100 belong to history and are no mistake. Never raises.
    """
    impossible = []
    for name, match in _scan(text):
        if name == "bare-month" or (name == "mark" and not _follows_day_word(text, match.start())):
            continue
        groups = match.groupdict()
        if groups.get("year") is not None and not 1900 <= int(groups["year"]) <= 2100:
            continue
        try:
            read_parts(match)
        except InputError as error:
            impossible.append((match.start(), match.end(), error.message))
    return tuple(impossible)


def _scan(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what has the shape of a date, with the name of its form, in reading order and without overlaps."""
    end = 0
    start = _compile(_STARTS).search(text)
    while start is not None:
        hit = _match_form(text, start.start(), end)
        if hit is None:
            start = _compile(_STARTS).search(text, start.end())
            continue
        yield hit
        end = hit[1].end()
        start = _compile(_STARTS).search(text, end)


def _match_form(text: str, position: int, last_end: int) -> tuple[str, re.Match[str]] | None:
    for name, form in _FORMS:
        match = _compile(form).match(text, position)
        if match is not None and (name not in ("slash", "mark") or _stands_free(text, match, last_end)):
            return name, match
    return None


def _stands_free(text: str, match: re.Match[str], last_end: int) -> bool:
    """Whether the hyphens around a short date belong to a range, not to a longer number or symbol."""
    after = text[match.end() : match.end() + 2]
    if after[:1] == "-" and after[1:].isalnum() and not _compile(_AFTER_HYPHEN).match(text, match.end() + 1):
        return False
    before = text[max(0, match.start() - 4) : match.start()]
    if before[-1:] != "-" or not before[-2:-1].isalnum():
        return True
    # 05/01/2022-15/01/2022 is a range of dates, 05-15/01/2022 a range of days.
    return match.start() - 1 == last_end or _compile(_DAY_HYPHEN).search(before) is not None


def _find_relation(text: str, start: int) -> Relation:
    window = text[max(0, start - _LEAD_WINDOW) : start]
    for relation, lead in _RELATIONS:
        if _compile(lead).search(window):
            return relation
    return "on"


def _follows_day_word(text: str, start: int) -> bool:
    return text[max(0, start - 12) : start].rstrip().lower().endswith("ngày")
