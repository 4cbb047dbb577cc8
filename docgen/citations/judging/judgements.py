"""What the catalogue says of the citations of a text: known, contradicted, in force on a day or no longer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.citations.catalogue import Catalogue
from docgen.citations.catalogue.agencies import Issuers, load_issuers
from docgen.citations.catalogue.documents import LegalDocument
from docgen.citations.citation import Citation
from docgen.citations.judging.force_on_day import Status, judge_force
from docgen.citations.judging.resolving import Resolution, Resolver
from docgen.vietnamese.dates import format_short_date


@dataclass(frozen=True, slots=True)
class Judgement:
    """A citation and what the catalogue says of it.

    ``document`` is None where it is unknown or ambiguous; ``reason`` says why (Vietnamese); ``successors`` are the
    symbols of what replaced the document, whenever that was.
    """

    citation: Citation
    status: Status
    reason: str
    document: LegalDocument | None = None
    successors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the document, "" without one."""
        return self.document.id if self.document else ""


def judge_citations(
    citations: Sequence[Citation], catalogue: Catalogue, on: datetime.date | None, *, home: str = ""
) -> list[Judgement]:
    """Judge the citations of one text, in reading order, against the catalogue.

    ``on`` is the day for which it is asked what was in force; None asks only what is known and what contradicts. Short
    citations mean the document of the first full one. ``home`` is the province of the text (``find_home_province``), ""
    where it is not known. Raises LegalRefError when the issuers cannot be read.
    """
    issuers = load_issuers()
    resolver = Resolver(citations, catalogue, issuers, on, home)
    return [_judge(citation, resolver.resolve(citation), catalogue, issuers, on) for citation in citations]


def _judge(
    citation: Citation, resolution: Resolution, catalogue: Catalogue, issuers: Issuers, on: datetime.date | None
) -> Judgement:
    document = resolution.document
    if citation.issuer and issuers.contradict_symbol(citation.issuer, citation.symbol):
        reason = f"số, ký hiệu {citation.symbol} không phải của {citation.issuer}"
        return Judgement(citation, Status.ISSUER_MISMATCH, reason, document)
    if document is None:
        return _judge_unresolved(citation, resolution)
    successors = catalogue.find_successors(document)
    if citation.date and document.date and citation.date != document.date:
        reason = f"danh mục ghi ngày {format_short_date(document.date)}"
        return Judgement(citation, Status.DATE_MISMATCH, reason, document, successors)
    if citation.issuer and document.issuer and issuers.contradict(citation.issuer, document.issuer):
        reason = f"danh mục ghi cơ quan ban hành là {document.issuer}"
        return Judgement(citation, Status.ISSUER_MISMATCH, reason, document, successors)
    status, reason = (Status.KNOWN, "có trong danh mục") if on is None else judge_force(document, catalogue, on)
    return Judgement(citation, status, reason, document, successors)


def _judge_unresolved(citation: Citation, resolution: Resolution) -> Judgement:
    if not resolution.candidates:
        return Judgement(citation, Status.UNKNOWN, "danh mục không có")
    if len(resolution.candidates) == 1:
        missing = "cần ngày và cơ quan ban hành để biết có phải là"
        return Judgement(citation, Status.AMBIGUOUS, f"{missing} {resolution.candidates[0].id}")
    ids = "; ".join(document.id for document in resolution.candidates)
    return Judgement(citation, Status.AMBIGUOUS, f"có thể là nhiều văn bản: {ids}")
