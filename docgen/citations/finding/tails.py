"""What follows a number or the name of a law: its year, its date, who issued it."""

from __future__ import annotations

import datetime
import re
from typing import Final, NamedTuple

from docgen.citations.finding.authority_patterns import CONFERENCE
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
    r"(?:(?:hoi |luc )?[0-9]{1,2}\s?(?:gio|h|g|:)\s?(?:[0-9]{1,2}(?:\s?(?:phut|p|'))?)?,? )?"
    r"(?P<word>(?:cung )?ng[a-z0-9]y\s{0,40})?"
    r"(?:(?P<day>[0-9lo]{1,2})\s{0,4}(?P<mark>[/.-])\s{0,4}(?P<month>[0-9lo]{1,2})\s{0,4}(?P=mark)\s{0,4}"
    r"(?P<year>[0-9]{4}|[0-9]{2})(?![0-9/])"
    r"|(?P<long_day>[0-9]{1,2})\s{0,40}th[a-z0-9]{1,2}ng\s{0,40}(?P<long_month>[0-9]{1,2})\s{0,40}[a-z]{0,2}n[a-z]{1,2}m\s{0,40}"
    r"(?P<long_year>[0-9]{4})(?![0-9]))"
)
# A part of the span that is no date: "cùng ngày", a day without its year, a date that is still to be filled in.
_NO_DATE: Final = spaced(
    r"\s{0,3},? (?:(?P<same>cung ngay)(?! [0-9])(?![a-z])|ngay(?:"
    r" [0-9]{1,2}\s{0,4}[/-]\s{0,4}[0-9]{1,2}(?![0-9]|\s{0,4}[/-]|\.[0-9])"
    r"|(?: (?=[0-9])|[.\s_/]{1,40})(?:[0-9]{1,2} )?thang[.\s_]{1,40}(?:[0-9]{1,2}(?![0-9]))?"
    r"(?:[.\s_]{0,40}nam(?:[.\s_]{1,40}(?![a-z0-9])| [0-9]{2,4}[._]{0,12}))?"
    r"|[.\s_]{1,40}/[.\s_0-9]{1,40}/\s?[0-9]{2,4}))"
)
# What scanners make of 1 and 0.
_OCR_DIGITS: Final = str.maketrans("lo", "10")
# "của", and what scanners make of it; "do … ban hành"; "giữa … và …".
_AUTHOR: Final = spaced(
    _MARKS + r"(?:\s{0,3},? |(?=cua ))"
    r"(?:(?:[ce][a-gi-z0-9]{1,2}a(?P<joined>(?=[a-z]))?|(?P<by>do)|(?P<between>giua))(?(joined)| )"
    rf"|(?={CONFERENCE}))"
)
# "Ngày 08/4/2004, Chính phủ đã ban hành" on a line of its own: the date of the next sentence.
_NEXT_SENTENCE: Final = re.compile(r"\s{0,3}\n\s{0,40}Ngày(?:[\s0-9./-]|tháng|năm){6,20}(?P<next>,|[^\W\d_])")
# Behind these nothing more is said of a document.
_STOPS: Final = frozenset(";.:)")
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
    folded = page.folded
    if folded[end : end + 1] in _STOPS or _begins_next_sentence(page.text, end):
        return Tail(end)
    year, end = _read_year(folded, end, bare=bare_year)
    date, after_date = _read_date(folded, end)
    no_date = _NO_DATE.match(folded, end) if after_date is None else None
    end = no_date.end() if no_date else after_date or end
    same_day = no_date is not None and no_date["same"] is not None
    named = _read_author(page, end, is_joint=is_joint)
    if named is None:
        return Tail(end, year, date, same_day=same_day)
    issuer, end = page.line(*named), named[1]
    if after_date is None and not same_day:
        date, after_date = _read_date(folded, end)
        end = after_date or end
    return Tail(end, year, date, issuer, same_day)


def _begins_next_sentence(text: str, end: int) -> bool:
    if text.find("\n", end, end + 4) < 0:
        return False
    match = _NEXT_SENTENCE.match(text, end)
    return match is not None and not match["next"].islower()


def _read_author(page: Page, end: int, *, is_joint: bool) -> tuple[int, int] | None:
    """Return where the issuer stands behind "của" or "giữa", or between "do" and "ban hành"; None for none."""
    lead = _AUTHOR.match(page.folded, end)
    if lead is None or (lead["joined"] is not None and not page.text[lead.end()].isupper()):
        return None
    issuer = read_issuer(page, lead.end(), is_joint=is_joint or lead["between"] is not None)
    if issuer is None or (lead["by"] and _ISSUED.match(page.folded, issuer) is None):
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
    printed = (
        match.group("day", "month", "year") if match["day"] else match.group("long_day", "long_month", "long_year")
    )
    day, month, year = (int(part if part.isdigit() else part.translate(_OCR_DIGITS)) for part in printed)
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


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether a date without the word "ngày" is one: on the same line, at once, its year in full.

    A comma may stand between, or a bracket: "QĐ 1120/QĐ-UBND, 03/5/2023".
    """
    lead = match.string[match.start() : match.start("day")].rstrip("(") if match["day"] else "\n"
    return not lead.strip(" ,") and len(lead) <= 3 and len(match["year"] or "") == 4
