"""Draft files in and out: text, JSON and the file of organs become validated documents."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.drafting.draft import Draft, parse_draft, read_draft
    from docgen.drafting.json_documents import build_json_schema, parse_document_json
    from docgen.drafting.organs import Organs, load_organs
    from docgen.drafting.problems import DraftError, DraftProblem
    from docgen.drafting.writing import write_draft

__all__ = [
    "Draft",
    "DraftError",
    "DraftProblem",
    "Organs",
    "build_json_schema",
    "load_organs",
    "parse_document_json",
    "parse_draft",
    "read_draft",
    "write_draft",
]

# The values of a document take a third of a second to import: who reads a table or a YAML file does not wait for them.
_HOMES = {
    "Draft": "draft",
    "DraftError": "problems",
    "DraftProblem": "problems",
    "Organs": "organs",
    "build_json_schema": "json_documents",
    "load_organs": "organs",
    "parse_document_json": "json_documents",
    "parse_draft": "draft",
    "read_draft": "draft",
    "write_draft": "writing",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
