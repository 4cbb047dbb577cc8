"""Legal references: how a text names legal documents, the catalogue of them, and what it says of what a text names.

``finding`` reads texts, ``catalogue`` knows the documents and agencies, ``judging`` brings the two together,
``writing`` names a document as the decree sets it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.citations.catalogue import Catalogue, LegalDocument, load_catalogue
    from docgen.citations.citation import Citation
    from docgen.citations.finding import find_citations, iterate_citations
    from docgen.citations.judging import Judgement, Status, judge_citations
    from docgen.citations.writing import ReferenceNamer, write_basis, write_full, write_short

__all__ = [
    "Catalogue",
    "Citation",
    "Judgement",
    "LegalDocument",
    "ReferenceNamer",
    "Status",
    "find_citations",
    "iterate_citations",
    "judge_citations",
    "load_catalogue",
    "write_basis",
    "write_full",
    "write_short",
]

# Patterns that find citations take a tenth of a second to compile, a catalogue takes time to read: who renders a
# document that refers to nothing waits for neither.
_HOMES = {
    "Catalogue": "catalogue",
    "Citation": "citation",
    "Judgement": "judging",
    "LegalDocument": "catalogue",
    "ReferenceNamer": "writing",
    "Status": "judging",
    "find_citations": "finding",
    "iterate_citations": "finding",
    "judge_citations": "judging",
    "load_catalogue": "catalogue",
    "write_basis": "writing",
    "write_full": "writing",
    "write_short": "writing",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
