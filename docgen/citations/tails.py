"""What follows a number or the name of a law: its year, its date, who issued it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import Final

from docgen.citations.folding import fold
from docgen.citations.issuers import read_issuer

_REACH: Final = 90
# A footnote mark may stand between a number and its date.
_MARKS: Final = r"(?:[⁰¹²³⁴-⁹]{1,3}|\[[0-9]{1,3}\])?"
_YEAR: Final = re.compile(r"\s{1,9}n[a-z]{1,2}m\s{1,9}(?P<year>(?:19|20)[0-9]{2})(?![0-9/-])")
_BARE_YEAR: Final = re.compile(r"\s{1,9}(?P<year>(?:19|20)[0-9]{2})(?![0-9/\-%]|[.,][0-9]|\s?-\s?[0-9])")
_DATE: Final = re.compile(
    _MARKS + r"(?:\s{0,3},?\s{1,9}|(?=ngay))(?P<bracket>\(\s?)?(?:(?:duoc\s{1,9})?(?:ky\s{1,9}ban\s{1,9}hanh|ban\s{1,9}hanh|phat\s{1,9}hanh|thong\s{1,9}qua|ky|de)"
    r"\s{1,9})?(?P<word>ng[a-z]y\s{0,9})?"
    r"(?:(?P<day>[0-9]{1,2})\s?(?P<mark>[/.-])\s?(?P<month>[0-9]{1,2})\s?(?P=mark)\s?(?P<year>[0-9]{4}|[0-9]{2})(?![0-9/])"
    r"|(?P<long_day>[0-9]{1,2})\s{0,9}th[a-z]ng\s{0,9}(?P<long_month>[0-9]{1,2})\s{0,9}[a-z]{0,2}n[a-z]{1,2}m\s{0,9}(?P<long_year>[0-9]{4})(?![0-9]))"
)
_SAME_DAY: Final = re.compile(r"\s{1,9}cung\s{1,9}ngay(?!\s{1,9}[0-9])(?![a-z])")
# "của", and what scanners make of it.
_OF: Final = re.compile(_MARKS + r"\s{0,3},?\s{1,9}c(?:u|ui|ti|ii|i|t|l|li|tu)a\s{1,9}")
_CENTURY_TURN: Final = 50


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows; ``end`` is where it ends. ``same_day``: the date is said to be that of the one before."""

    end: int
    year: int | None = None
    date: datetime.date | None = None
    issuer: str = ""
    same_day: bool = False


def read_tail(text: str, end: int, *, is_joint: bool = False, bare_year: bool = False) -> Tail:
    """Read year, date and issuer from ``end`` on; the date may also stand behind the issuer.

    ``is_joint``: the document has several authors. ``bare_year``: a year may stand without the word "năm".
    """
    year, end = _read_year(text, end, bare=bare_year)
    folded = fold(text[end : end + _REACH])
    date, length, found = _read_date(folded)
    same_day = None if found else _SAME_DAY.match(folded)
    end += same_day.end() if same_day else length
    of = _OF.match(folded, same_day.end() if same_day else length)
    issuer = ""
    if of is not None:
        start = end + of.end() - of.start()
        issuer_end = read_issuer(text, start, is_joint=is_joint)
        if issuer_end is not None:
            issuer, end = " ".join(text[start:issuer_end].split()), issuer_end
            if not found and not same_day:
                date, length, found = _read_date(fold(text[end : end + _REACH]))
                end += length
    return Tail(end, year, date, issuer, same_day is not None)


def _read_year(text: str, end: int, *, bare: bool) -> tuple[int | None, int]:
    folded = fold(text[end : end + 32])
    match = _YEAR.match(folded) or (_BARE_YEAR.match(folded) if bare else None)
    return (None, end) if match is None else (int(match["year"]), end + match.end())


def _read_date(folded: str) -> tuple[datetime.date | None, int, bool]:
    """Return the date at the start of ``folded``, its length, and whether there is one; None for an impossible day."""
    match = _DATE.match(folded)
    if match is None or (match["word"] is None and not _stands_alone(match)):
        return None, 0, False
    day, month, year = (int(match[name] or match[f"long_{name}"]) for name in ("day", "month", "year"))
    if year < 100:
        year += 2000 if year < _CENTURY_TURN else 1900
    length = match.end()
    if match["bracket"]:
        if not folded.startswith(")", length):
            return None, 0, False
        length += 1
    try:
        return datetime.date(year, month, day), length, True
    except ValueError:
        return None, length, True


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a date without the word "ngày" is one: on the same line, at once, its year in full."""
    lead = match[0][: match.start("day")] if match["day"] else "\n"
    return not lead.strip(" ") and len(lead) <= 3 and len(match["year"] or "") == 4
