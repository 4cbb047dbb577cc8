"""Draft files in and out: text, JSON and the file of organs become validated documents."""

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
