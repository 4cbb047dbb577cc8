"""The catalogue: legal documents and agencies, of ``legal_refs/`` and the user's own, read, checked and added to."""

from docgen.citations.catalogue.catalogue import Catalogue, find_catalogue_files, load_catalogue
from docgen.citations.catalogue.documents import LegalDocument

__all__ = ["Catalogue", "LegalDocument", "find_catalogue_files", "load_catalogue"]
