"""Legal references: the catalogue of legal documents, and how a text names them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.citations.catalogue import Catalogue, load_catalogue
    from docgen.citations.citation import Citation
    from docgen.citations.documents import LegalDocument
    from docgen.citations.finding import find_citations
    from docgen.citations.streaming import iterate_citations
    from docgen.citations.writing import ReferenceNamer, write_basis, write_full, write_short

__all__ = [
    "Catalogue",
    "Citation",
    "LegalDocument",
    "ReferenceNamer",
    "find_citations",
    "iterate_citations",
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
    "LegalDocument": "documents",
    "ReferenceNamer": "writing",
    "find_citations": "finding",
    "iterate_citations": "streaming",
    "load_catalogue": "catalogue",
    "write_basis": "writing",
    "write_full": "writing",
    "write_short": "writing",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
