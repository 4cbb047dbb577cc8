"""What the catalogue says of the citations of a text: known, contradicted, in force on a day or no longer."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from docgen.citations.catalogue import Catalogue
from docgen.citations.catalogue.agencies import Issuers, load_issuers
from docgen.citations.catalogue.documents import LegalDocument
from docgen.citations.catalogue.force import Force, find_force
from docgen.citations.citation import Citation
from docgen.citations.judging.resolving import Resolution, Resolver
from docgen.vietnamese.dates import format_short_date


class Status(StrEnum):
    """What is known of a citation. ``IN_FORCE`` is said only where it is proved; else it is ``KNOWN`` and no more."""

    KNOWN = "known"
    IN_FORCE = "in-force"
    NOT_YET = "not-yet"
    EXPIRED = "expired"
    REPLACED = "replaced-by"
    DATE_MISMATCH = "date-mismatch"
    ISSUER_MISMATCH = "issuer-mismatch"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


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


def judge_force(document: LegalDocument, catalogue: Catalogue, on: datetime.date) -> tuple[Status, str]:
    """Return whether a document is in force on a day, and why (Vietnamese)."""
    force = find_force(document, catalogue)
    if force.end is not None and on >= force.end:
        return _say_ended(document, force, catalogue)
    if force.is_before_start(on):
        return Status.NOT_YET, _say_start(force)
    if force.starts_surely and (force.end is not None or on == force.start):
        return Status.IN_FORCE, _say_span(force)
    if force.starts_surely and document.confirmed_on is not None and on <= document.confirmed_on:
        return (
            Status.IN_FORCE,
            f"{_say_span(force)}, xác nhận còn hiệu lực ngày {format_short_date(document.confirmed_on)}",
        )
    if force.successors and force.end is None:
        names = name_documents(force.successors, catalogue)
        return Status.KNOWN, f"được {names} thay thế, chưa xác minh từ ngày nào"
    return Status.KNOWN, "có trong danh mục, chưa xác minh còn hiệu lực đến khi nào"


def name_documents(symbols: Sequence[str], catalogue: Catalogue) -> str:
    """Return symbols as a sentence names them, with type and the name of laws where the catalogue knows them."""
    return ", ".join(_name(catalogue.find_only(symbol), symbol) for symbol in symbols)


def _name(document: LegalDocument | None, symbol: str) -> str:
    if document is None:
        return symbol
    if document.is_cited_by_name and document.title:
        return f"{document.type} {document.title} (số {symbol})"
    return f"{document.type} {symbol}"


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


def _say_ended(document: LegalDocument, force: Force, catalogue: Catalogue) -> tuple[Status, str]:
    since = f"từ ngày {format_short_date(force.end)}" if force.end else ""
    if force.successors:
        names = name_documents(force.successors, catalogue)
        return Status.REPLACED, f"hết hiệu lực {since}, được thay thế bằng {names}"
    if document.repealed_by:
        names = name_documents(document.repealed_by, catalogue)
        return Status.EXPIRED, f"hết hiệu lực {since}, bị {names} bãi bỏ"
    return Status.EXPIRED, f"hết hiệu lực {since}"


def _say_start(force: Force) -> str:
    if force.start is None:
        return f"ban hành năm {force.year}"
    verb = "có hiệu lực từ ngày" if force.starts_surely else "ban hành ngày"
    return f"{verb} {format_short_date(force.start)}"


def _say_span(force: Force) -> str:
    start = f"có hiệu lực từ ngày {format_short_date(force.start)}" if force.start else ""
    return f"{start}, hết hiệu lực từ ngày {format_short_date(force.end)}" if force.end else start
