"""A citation with its judgement as programs read it (``cite --format json``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.citations.judging import Judgement


def describe_judgement(judgement: Judgement) -> dict[str, Any]:
    """Return a citation: where it stands in the text (characters, after NFC), what it names, whether that holds."""
    citation = judgement.citation
    return {
        "start": citation.start,
        "end": citation.end,
        "text": citation.text,
        "type": citation.type or None,
        "number": citation.number or None,
        "year": citation.year,
        "symbol": citation.symbol or None,
        "symbol_printed": citation.symbol_printed or None,
        "repaired": citation.is_repaired,
        "date": citation.date.isoformat() if citation.date else None,
        "issuer": citation.issuer or None,
        "title": citation.title or None,
        "pinpoint": citation.pinpoint or None,
        "inherited": list(citation.inherited),
        "id": judgement.id or None,
        "status": str(judgement.status),
        "reason": judgement.reason,
    }
