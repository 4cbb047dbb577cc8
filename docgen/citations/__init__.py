"""Legal references: how a text names legal documents, the catalogue of them, and what it says of what a text names.

``finding`` reads texts, ``catalogue`` knows the documents and agencies, ``judging`` brings the two together,
``writing`` names a document as the decree sets it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from docgen.citations.catalogue import Catalogue, LegalDocument, load_catalogue
from docgen.citations.citation import Citation
from docgen.citations.writing import ReferenceNamer, write_basis, write_full, write_short

if TYPE_CHECKING:
    from docgen.citations.finding import find_citations, iterate_citations
    from docgen.citations.judging import Judgement, Status, judge_citations

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

# The patterns of the finder take a tenth of a second to compile: who renders a document does not wait for that.
_LATER = {
    "find_citations": "finding",
    "iterate_citations": "finding",
    "Judgement": "judging",
    "Status": "judging",
    "judge_citations": "judging",
}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
