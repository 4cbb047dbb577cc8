"""Legal references: the catalogue of legal documents, and how a text names them."""

from docgen.citations.catalogue import Catalogue, LegalDocument, load_catalogue
from docgen.citations.citation import Citation
from docgen.citations.finding import find_citations
from docgen.citations.writing import ReferenceNamer, write_basis, write_full, write_short

__all__ = [
    "Catalogue",
    "Citation",
    "LegalDocument",
    "ReferenceNamer",
    "find_citations",
    "load_catalogue",
    "write_basis",
    "write_full",
    "write_short",
]
