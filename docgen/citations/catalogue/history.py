"""The history of a legal document: what it replaced, amended and repealed, and what did that to it."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.citations.catalogue.catalogue import Catalogue
from docgen.citations.catalogue.documents import LegalDocument


@dataclass(frozen=True, slots=True)
class History:
    """Relations of a document to others, as symbols, in both directions; empty: none is proved."""

    replaces: tuple[str, ...]
    repeals: tuple[str, ...]
    amends: tuple[str, ...]
    amended_by: tuple[str, ...]
    replaced_by: tuple[str, ...]
    repealed_by: tuple[str, ...]


def find_history(document: LegalDocument, catalogue: Catalogue) -> History:
    """Return what the catalogue knows of a document's relations, by its own record and by those of the others."""
    return History(
        replaces=catalogue.find_replaced(document),
        repeals=catalogue.find_repealed(document),
        amends=catalogue.find_amended(document),
        amended_by=document.amended_by,
        replaced_by=catalogue.find_successors(document),
        repealed_by=document.repealed_by,
    )
