"""What follows a number or the name of a law: its year, its date, who issued it."""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from docgen.citations.finding.folding import Page, spaced
from docgen.citations.finding.issuers import read_issuer

# A footnote mark may stand between a number and its date: small raised digits, which fold to question marks.
_MARKS: Final = r"(?:\?{1,3}|\[[0-9]{1,3}\])?"
_YEAR: Final = spaced(" n[a-z]{1,2}m (?P<year>(?:19|20)[0-9]{2})(?![0-9/-])(?P<bracketed>)")
_BARE_YEAR: Final = spaced(
    r" (?P<year>(?:19|20)[0-9]{2})(?![0-9/\-%]|[.,][0-9]|\s?-\s?[0-9])|\s?\((?:nam )?(?P<bracketed>(?:19|20)[0-9]{2})\)"
)
_DATE: Final = spaced(
    _MARKS + r"(?:\s{0,3},? |(?=ngay))(?P<bracket>\(\s?)?"
    r"(?:(?:duoc )?(?:ky ban hanh|ban hanh|phat hanh|thong qua|cong bo|ky|de|lap) )?"
    r"(?:(?:hoi |luc )?[0-9]{1,2}\s?(?:gio|h|g|:)\s?(?:[0-9]{1,2}(?:\s?(?:phut|p|'))?)?,? )?(?P<word>ng[a-z]y\s{0,40})?"
    r"(?:(?P<day>[0-9lo]{1,2})\s?(?P<mark>[/.-])\s?(?P<month>[0-9lo]{1,2})\s?(?P=mark)\s?"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?![0-9/])"
    r"|(?P<long_day>[0-9]{1,2})\s{0,40}th[a-z]ng\s{0,40}(?P<long_month>[0-9]{1,2})\s{0,40}[a-z]{0,2}n[a-z]{1,2}m\s{0,40}"
    r"(?P<long_year>[0-9]{4})(?![0-9]))"
)
# A date that says no year, or that is still to be filled in: a part of the span, but no date.
_UNFINISHED: Final = spaced(
    r"\s{0,3},? ngay(?: [0-9]{1,2}\s?[/-]\s?[0-9]{1,2}(?![0-9]|\s?[/.-])"
    r"|(?: (?=[0-9])|[.\s_/]{1,40})(?:[0-9]{1,2} )?thang[.\s_]{1,40}(?:[0-9]{1,2}(?![0-9]))?"
    r"(?:[.\s_]{0,40}nam(?:[.\s_]{1,40}(?![a-z0-9])| [0-9]{2,4}[._]{0,12}))?"
    r"|[.\s_]{1,40}/[.\s_0-9]{1,40}/\s?[0-9]{2,4})"
)
# What scanners make of 1 and 0.
_OCR_DIGITS: Final = str.maketrans("lo", "10")
_SAME_DAY: Final = spaced(" cung ngay(?! [0-9])(?![a-z])")
# "của", and what scanners make of it.
_OF: Final = spaced(_MARKS + r"(?:\s{0,3},? |(?=cua ))c(?:u|ui|ti|ii|i|t|l|li|tu)a ")
_BETWEEN: Final = spaced(r"\s{0,3},? giua ")
_BY: Final = spaced(r"\s{0,3},? do ")
_ISSUED: Final = spaced(r"(?: da)? (?:ky )?(?:ban hanh|phat hanh|ky|cap|cong bo)(?![a-z])")
_CENTURY_TURN: Final = 50


class Tail(NamedTuple):
    """What follows; ``end`` is where it ends. ``same_day``: the date is said to be that of the one before."""

    end: int
    year: int | None = None
    date: datetime.date | None = None
    issuer: str = ""
    same_day: bool = False


def read_tail(page: Page, end: int, *, is_joint: bool = False, bare_year: bool = False) -> Tail:
    """Read year, date and issuer from ``end`` on; the date may also stand behind the issuer.

    ``is_joint``: the document has several authors. ``bare_year``: a year may stand without the word "năm".
    """
    year, end = _read_year(page.folded, end, bare=bare_year)
    date, after_date = _read_date(page.folded, end)
    same_day = _SAME_DAY.match(page.folded, end) if after_date is None else None
    end = same_day.end() if same_day else after_date or _skip_unfinished(page.folded, end)
    named = _read_author(page, end, is_joint=is_joint)
    if named is None:
        return Tail(end, year, date, same_day=same_day is not None)
    issuer, end = page.line(*named), named[1]
    if after_date is None and not same_day:
        date, after_date = _read_date(page.folded, end)
        end = after_date or end
    return Tail(end, year, date, issuer, same_day is not None)


def _read_author(page: Page, end: int, *, is_joint: bool) -> tuple[int, int] | None:
    """Return where the issuer stands behind "của" or "giữa", or between "do" and "ban hành"; None for none."""
    of = _OF.match(page.folded, end)
    by = _BY.match(page.folded, end) if of is None else None
    between = _BETWEEN.match(page.folded, end)
    lead = of or by or between
    issuer = read_issuer(page, lead.end(), is_joint=is_joint or between is not None) if lead else None
    if lead is None or issuer is None or (by is not None and _ISSUED.match(page.folded, issuer) is None):
        return None
    return lead.end(), issuer


def _read_year(folded: str, end: int, *, bare: bool) -> tuple[int | None, int]:
    match = _YEAR.match(folded, end) or (_BARE_YEAR.match(folded, end) if bare else None)
    return (None, end) if match is None else (int(match["year"] or match["bracketed"]), match.end())


def _read_date(folded: str, start: int) -> tuple[datetime.date | None, int | None]:
    """Return the date at ``start`` and where it ends, None for no date; a day of no calendar has an end only."""
    match = _DATE.match(folded, start)
    if match is None or (match["word"] is None and not _stands_alone(match)):
        return None, None
    day, month, year = (
        int((match[name] or match[f"long_{name}"]).translate(_OCR_DIGITS)) for name in ("day", "month", "year")
    )
    if year < 100:
        year += 2000 if year < _CENTURY_TURN else 1900
    end = match.end()
    if match["bracket"]:
        if not folded.startswith(")", end):
            return None, None
        end += 1
    try:
        return datetime.date(year, month, day), end
    except ValueError:
        return None, end


def _skip_unfinished(folded: str, end: int) -> int:
    unfinished = _UNFINISHED.match(folded, end)
    return unfinished.end() if unfinished else end


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a date without the word "ngày" is one: on the same line, at once, its year in full.

    A comma may stand between, or a bracket: "QĐ 1120/QĐ-UBND, 03/5/2023".
    """
    lead = match.string[match.start() : match.start("day")].rstrip("(") if match["day"] else "\n"
    return not lead.strip(" ,") and len(lead) <= 3 and len(match["year"] or "") == 4
