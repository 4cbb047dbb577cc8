"""References of a draft to documents that were no longer in force on its date: rendered as written, and said."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.citations.catalogue import Catalogue, LegalDocument
from docgen.citations.catalogue.force import find_force
from docgen.citations.judging import Status, judge_force, name_documents
from docgen.model import Document
from docgen.rendering.context import REFERENCE_BASIS, collect_names
from docgen.vietnamese.folding import fold
from docgen.vietnamese.partial_date import PartialDate

_LAPSED = (Status.EXPIRED, Status.REPLACED)
_NUMBERS = re.compile(r"\d+")
_OWN_NUMBERS = re.compile(r"(?<!ngay )(?<!thang )(?<!\d)\d+")  # not those of dates
_WORDS = re.compile(r"\w+")
# Letters that stand for the name of a law, or for bodies in it: "Luật BHXH", "BLHS", "Luật Tổ chức HĐND".
_LETTERS = re.compile(r"(?<![/\w-])[A-ZĐ]{3,}(?![/\w-])")


def find_lapsed_references(document: Document, catalogue: Catalogue) -> tuple[str, ...]:
    """Return what is to be said of references and legal bases that had lapsed on the document's date (Vietnamese).

    While day or month are open, only what had lapsed on every day that the date can be; nothing without a year.
    """
    date = document.promulgation_date
    span = PartialDate.from_date(date).span if isinstance(date, datetime.date) else date.span if date else None
    if span is None:
        return ()
    first, _ = span  # lapsed on the first day, lapsed on all
    said: dict[str, str] = {}
    for found, reason in (*_judge_references(document, catalogue, first), *_judge_bases(document, catalogue, first)):
        said.setdefault(found.id, f"{name_documents((found.symbol,), catalogue)} {reason}")
    return tuple(said.values())


def _judge_references(
    document: Document, catalogue: Catalogue, on: datetime.date
) -> Iterator[tuple[LegalDocument, str]]:
    for name in collect_names(document):
        found = catalogue.get_document(name)
        status, reason = judge_force(found, catalogue, on)
        if status in _LAPSED:
            yield found, reason


def _judge_bases(document: Document, catalogue: Catalogue, on: datetime.date) -> Iterator[tuple[LegalDocument, str]]:
    """Judge the bases that are written out in words."""
    written = [basis for basis in document.legal_bases if not REFERENCE_BASIS.fullmatch(basis)]
    if not any(may_name_lapsed(basis, catalogue, on) for basis in written):
        return
    # Here, because their patterns take a tenth of a second to compile.
    from docgen.citations.finding import find_citations
    from docgen.citations.judging import judge_citations
    from docgen.citations.judging.past_contexts import tells_past

    citations = [citation for basis in written for citation in find_citations(basis) if not tells_past(basis, citation)]
    for judgement in judge_citations(citations, catalogue, on) if citations else ():
        if judgement.status in _LAPSED and judgement.document is not None:
            yield judgement.document, judgement.reason


def may_name_lapsed(text: str, catalogue: Catalogue, on: datetime.date) -> bool:
    """Whether a text may name a document that had lapsed on a day: False only where it surely names none.

    To name one it must say a year of it, and its number or, for a law, all words of its name. This is asked first:
    most bases name what is in force, and reading citations takes far longer.
    """
    folded = fold(text)
    numbers = {number.lstrip("0") for number in _NUMBERS.findall(folded)}
    own_numbers = {number.lstrip("0") for number in _OWN_NUMBERS.findall(folded)}
    words = {*_WORDS.findall(folded)}
    has_letters = _LETTERS.search(text) is not None
    begins = tuple(own_numbers)
    for document in catalogue:
        # Most are neither laws nor begin with a number of the text: the rest of the questions takes ten times as long.
        symbol = document.symbol.lstrip("0")
        if symbol[:1].isdigit() and not symbol.startswith(begins) and not document.is_cited_by_name:
            continue
        # An office's own records may have a symbol that is none: their faults are for ``refs validate``.
        number, *rest = _NUMBERS.findall(symbol) or [""]
        if document.year is not None and numbers.isdisjoint((*rest, str(document.year))):
            continue
        name = _read_words(document.title) if document.is_cited_by_name else None
        named = name and (has_letters or words.issuperset(name))
        if named or (number and number in own_numbers):
            end = find_force(document, catalogue).end
            if end is not None and on >= end:
                return True
    return False


@lru_cache(maxsize=1024)
def _read_words(title: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(fold(title)))
