"""What is kept of a draft reads back as the document that was handed in, whatever it is."""

from __future__ import annotations

from document_strategies import documents
from hypothesis import given, settings

from docgen.drafting import parse_document_json
from docgen.model import Document, NumberedDocument


@given(documents())
@settings(max_examples=60)
def test_a_kept_version_reads_back_equal(document: Document) -> None:
    if isinstance(document, NumberedDocument):
        document = Document(**{name: getattr(document, name) for name in Document.model_fields})
    assert parse_document_json(document.model_dump_json(), {}) == document
