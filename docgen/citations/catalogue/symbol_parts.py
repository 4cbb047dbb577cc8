"""The số, ký hiệu of legal documents: number, year, abbreviation of the type, abbreviations of the agencies.

Symbols of the catalogue and of lookups are written as they should be and are taken strictly; what a text prints, with
its misprints and line breaks, is read and repaired in ``finding.symbols``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.citations.type_names import TYPE_BY_ABBREVIATION
from docgen.vietnamese.text import normalize_text

_SYMBOL = re.compile(
    r"(?P<number>\d{1,6}[a-zđ]{0,2})(?:/(?P<year>\d{4}))?[/-]"
    r"(?P<notation>[A-ZĐ][\w&]*(?:\s?[-/.]\s?[A-ZĐƯ\d][\w&]*)*)"
)
_KEY = re.compile(r"0*(\d+.*)", re.DOTALL)
_TERM = re.compile(r"(?<=QH)\d+")  # the term of the National Assembly: QH15, UBTVQH15

_TYPES = TYPE_BY_ABBREVIATION | {"L": "Lệnh"}


class Symbol(NamedTuple):
    """A symbol taken apart. ``type_name`` is "" where it carries no type (công văn, 33/2024/QH15).

    ``agencies`` are the abbreviations after the type, the term of the National Assembly left out ("QH15" is "QH"); for
    a letter the agency comes first and its unit after. ``has_term``: it names the term, through which numbers run.
    """

    number: str
    year: int | None
    type_name: str
    agencies: tuple[str, ...]
    has_term: bool = False


def parse_symbol(text: str) -> Symbol | None:
    """Take a symbol apart; None for a text that is none."""
    match = _SYMBOL.fullmatch(normalize_text(text).strip())
    if match is None:
        return None
    first, *rest = (_TERM.sub("", token.strip()) for token in re.split(r"[-/]", match["notation"]))
    type_name = _TYPES.get(first, "")
    return Symbol(
        number=match["number"],
        year=int(match["year"]) if match["year"] else None,
        type_name=type_name,
        agencies=tuple(rest) if type_name else (first, *rest),
        has_term=_TERM.search(match["notation"]) is not None,
    )


def fold_symbol(text: str) -> str:
    """Return what makes two symbols the same: no spaces, no leading zeros, small letters, NFC."""
    # The Icelandic Ð looks like Đ, and old texts are full of it.
    plain = "".join(normalize_text(text).replace("Ð", "Đ").split()).casefold()
    match = _KEY.fullmatch(plain)
    return match[1] if match else plain
