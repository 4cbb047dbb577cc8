"""Documents that a text cites by number: which, where, and how much of the full naming stands with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.checking.findings import Where
from docgen.checking.recognition.passages import Passage, whole_passage
from docgen.checking.subject import Subject
from docgen.checking.text_levels import once_a_subject
from docgen.citations.finding import find_citations as find_in_text
from docgen.vietnamese.text import normalize_text

_BY_NAME = frozenset({"Luật", "Bộ luật", "Pháp lệnh", "Hiến pháp"})
_SEVERAL = re.compile(r"\b(?:các|những)\s+$")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited by number. ``date`` is (day, month, year) or None, ``issuer`` "" where none is named."""

    type: str
    symbol: str
    date: tuple[int, int, int] | None
    issuer: str
    has_title: bool
    is_among_several: bool
    where: Where

    @property
    def key(self) -> tuple[str, str]:
        """What makes two citations name the same document, as far as a text can tell."""
        return self.type, self.symbol.upper()

    @property
    def name(self) -> str:
        """Type and number as the text writes them."""
        return f"{self.type} số {self.symbol}"


def mask_quotes(text: str) -> str:
    """Return a text of the same length with everything in quotation marks blanked out."""
    return _QUOTED.sub(lambda match: " " * len(match[0]), text)


@once_a_subject
def cited_in_body(subject: Subject) -> Iterator[Citation]:
    """Yield what the running text of the document cites, in order."""
    for item in subject.body:
        yield from find_citations(whole_passage(item.paragraph))


@once_a_subject
def cited_in_bases(subject: Subject) -> Iterator[Citation]:
    """Yield what the bases cite, in order."""
    for basis in subject.components.legal_bases:
        yield from find_citations(basis)


def find_citations(passage: Passage) -> Iterator[Citation]:
    """Yield the documents that a passage cites by number, quotations left out."""
    text = mask_quotes(normalize_text(passage.text))
    for found in find_in_text(text):
        if found.symbol and found.type not in _BY_NAME:
            date = found.date
            yield Citation(
                type=found.type or "Văn bản",
                symbol=found.symbol,
                date=(date.day, date.month, date.year) if date else None,
                issuer=found.issuer,
                has_title=bool(found.title),
                is_among_several=bool(found.inherited) or _SEVERAL.search(text[: found.start]) is not None,
                where=passage.where,
            )
