"""What a document is: validated, frozen values. Knows no files."""

from docgen.model.blocks import (
    Block,
    Cell,
    Division,
    Level,
    Paragraph,
    Table,
    article_numbers,
    has_title,
    label,
    walk_blocks,
)
from docgen.model.document import (
    Appendix,
    Attachment,
    Circulation,
    Document,
    NumberedDocument,
    Urgency,
    appendix_label,
    collect_references,
)
from docgen.model.document_types import DOCUMENT_TYPES, Addressing, DocumentType, find_document_type
from docgen.model.inline import Content, Footnote, Inline, Reference, Run, plain_text
from docgen.model.organ import Organ, Regime
from docgen.model.problems import FieldProblem, explain_validation_error
from docgen.model.signature import SecondSignature, Signature

__all__ = [
    "DOCUMENT_TYPES",
    "Addressing",
    "Appendix",
    "Attachment",
    "Block",
    "Cell",
    "Circulation",
    "Content",
    "Division",
    "Document",
    "DocumentType",
    "FieldProblem",
    "Footnote",
    "Inline",
    "Level",
    "NumberedDocument",
    "Organ",
    "Paragraph",
    "Reference",
    "Regime",
    "Run",
    "SecondSignature",
    "Signature",
    "Table",
    "Urgency",
    "appendix_label",
    "article_numbers",
    "collect_references",
    "explain_validation_error",
    "find_document_type",
    "has_title",
    "label",
    "plain_text",
    "walk_blocks",
]
