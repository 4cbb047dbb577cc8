"""Legal references: the catalogue of legal documents, and how a text names them."""

from docgen.citations.catalogue import Catalogue, load_catalogue
from docgen.citations.documents import LegalDocument
from docgen.citations.writing import ReferenceNamer, write_basis, write_full, write_short

__all__ = [
    "Catalogue",
    "LegalDocument",
    "ReferenceNamer",
    "load_catalogue",
    "write_basis",
    "write_full",
    "write_short",
]
