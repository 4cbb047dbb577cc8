"""Legal references: the catalogue of legal documents, and how a text names them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docgen.citations.catalogue import Catalogue, load_catalogue
from docgen.citations.citation import Citation
from docgen.citations.documents import LegalDocument
from docgen.citations.writing import ReferenceNamer, write_basis, write_full, write_short

if TYPE_CHECKING:
    from docgen.citations.finding import find_citations
    from docgen.citations.streaming import iterate_citations

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


def __getattr__(name: str) -> Any:
    # Their patterns take a tenth of a second to compile: who renders a document does not wait for that.
    if name == "find_citations":
        from docgen.citations.finding import find_citations

        return find_citations
    if name == "iterate_citations":
        from docgen.citations.streaming import iterate_citations

        return iterate_citations
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
