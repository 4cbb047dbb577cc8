"""References of a draft to documents that were no longer in force on its date: rendered as written, and said."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.citations import Catalogue, LegalDocument
from docgen.citations.judging import Status, judge_force, name_documents
from docgen.model import Document
from docgen.rendering.context import REFERENCE_BASIS, collect_names
from docgen.vietnamese.dates import PartialDate

_LAPSED = (Status.EXPIRED, Status.REPLACED)


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
    if not written:
        return
    # Here, because their patterns take a tenth of a second to compile.
    from docgen.citations.finding import find_citations
    from docgen.citations.judging import judge_citations
    from docgen.citations.judging.past_contexts import tells_past

    citations = [citation for basis in written for citation in find_citations(basis) if not tells_past(basis, citation)]
    for judgement in judge_citations(citations, catalogue, on) if citations else ():
        if judgement.status in _LAPSED and judgement.document is not None:
            yield judgement.document, judgement.reason
