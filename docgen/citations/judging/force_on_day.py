"""Whether a document of the catalogue is in force on a day, and how that is said."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from enum import StrEnum

from docgen.citations.catalogue import Catalogue
from docgen.citations.catalogue.documents import LegalDocument
from docgen.citations.catalogue.force import Force, find_force
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
