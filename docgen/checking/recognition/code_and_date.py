"""Số, ký hiệu and địa danh, thời gian: read from one passage, however they are spelt."""

from __future__ import annotations

import re

from docgen.checking.recognition.components import Code, PlaceAndDate
from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage

_BLANK = r"[ \u00a0.…_\t]*"
_CODE = re.compile(
    rf"(?P<word>[Ss][ốỐ]\s*[:.;,]?)?{_BLANK}(?:(?P<number>\d[\d.]*[a-zA-Z]?)[.…_]*)?(?P<separator>\s*[/\\]\s*)"
    r"(?P<notation>\S.*)",
)
# A legal document or a Party document: "05/2025/QĐ-UBND", "12-KH/TU"; the dash form takes no blanks for a number.
_PARTY_CODE = re.compile(r"(?:[Ss][ốỐ]\s*[:.]?\s*)(?P<number>\d+)?(?P<separator>\s*-\s*)(?P<notation>[A-ZĐ][\w]*/\S+)")
_NOTATION = re.compile(
    r"(?:\d{4}\s*/\s*)?[….A-Za-zĐđƯưƠơÂâÊêÔô&.]{1,12}(?:\s*[-–—/.]\s*[\wĐđ&.…]{1,15})*(?:\s*\(\w+\))?\s*"
)
_CODE_START = re.compile(r"so\s*[:.]?\s*[\d.…_]*\s*(?:/|-|$)|so\s*[:.]?\s*\d+\s*[a-z]{1,4}\s*[-/]\s*[a-z]+$")
_DATE = re.compile(
    rf"(?P<place>.{{0,80}}?)[,;.]?\s*(?:ngày){_BLANK}(?P<day>\d{{1,2}})?{_BLANK}tháng{_BLANK}(?P<month>\d{{1,2}})?{_BLANK}"
    rf"năm{_BLANK}(?P<year>\d{{1,4}})?{_BLANK}",
    re.IGNORECASE,
)
_SHORT_DATE = re.compile(
    r"(?P<place>[^\d,;]{2,60}?)\s*[,;]?\s*(?:(?:ngày\s*)?(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]|"
    r"ngày[\s.…]*/[\s.…]*/)\s*(?P<year>\d{4})\.?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"\b(?:hôm nay|căn cứ|theo|thời gian|vào|lúc|từ|đến|hồi)\b", re.IGNORECASE)


def read_code(passage: Passage) -> Code | None:
    """Return the số, ký hiệu that a passage is, or None. Blank numbers, odd spaces and a missing "Số" are read too."""
    text = passage.text
    if len(text) > 80 or ("/" not in text and "-" not in text and "\\" not in text):
        return None
    match = _CODE.fullmatch(text) or _PARTY_CODE.fullmatch(text)
    if match is None or not _NOTATION.fullmatch(match["notation"]):
        return None
    groups = match.groupdict()
    if groups.get("word") is None and "word" in groups and not _looks_bare(match["notation"]):
        return None
    return Code(passage, match["number"] or "", match["separator"], match["notation"].strip())


def _looks_bare(notation: str) -> bool:
    """Without "Số" only capitals with a hyphen are taken for a notation, so that a fraction is not."""
    return "-" in notation and sum(letter.isupper() for letter in notation) >= 3


def find_code_start(passage: Passage) -> bool:
    """Whether a passage begins like a code: the rest may be broken beyond reading, but here the code stands."""
    folded = fold(passage.text)
    return len(folded) <= 60 and _CODE_START.match(folded) is not None


def read_place_and_date(passage: Passage) -> PlaceAndDate | None:
    """Return the địa danh, thời gian that a passage is, or None."""
    text = passage.text
    if len(text) > 110 or _SENTENCE.search(text):
        return None
    match = _DATE.fullmatch(text) or _SHORT_DATE.fullmatch(text)
    if match is None:
        return None
    return PlaceAndDate(passage, match["place"].strip(), match["day"] or "", match["month"] or "", match["year"] or "")
