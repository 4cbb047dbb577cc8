"""Writing a document and reading it back changes nothing, whatever its text, its structure and its type."""

from __future__ import annotations

import pytest
from document_strategies import bodies, contents, documents, organs, tables
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from docgen.drafting import parse_document_json, parse_draft, write_draft
from docgen.model import DOCUMENT_TYPES, Document, Organ, Paragraph, Signature
from docgen.model.blocks import Division, Table
from docgen.vietnamese.encoding import find_legacy_span

_ORGAN = Organ(name="Sở Nội vụ", abbreviation="SNV", place="Hà Nam")
_keys = st.sampled_from(("ubnd-tinh", "null", "~", "123", "a: b", "'x'", "Sở Nội vụ", "- a", "true"))


def _check_round_trip(document: Document) -> None:
    text = write_draft(document)
    # What looks like an old font's text is refused, and rightly so.
    assume(find_legacy_span(text) is None)
    assert parse_draft(text, {}) == document


def _wrap(*blocks: Paragraph | Division | Table) -> Document:
    return Document(
        document_type="ke-hoach", organ=_ORGAN, subject="x", signature=Signature(position="GIÁM ĐỐC"), body=blocks
    )


@settings(max_examples=300)
@given(contents())
def test_any_paragraph_survives(content: tuple[object, ...]) -> None:
    _check_round_trip(_wrap(Paragraph(content=content)))


@settings(max_examples=40)
@given(tables(), tables())
def test_any_tables_survive_even_next_to_each_other(first: Table, second: Table) -> None:
    _check_round_trip(_wrap(first, second))


@settings(max_examples=60)
@given(bodies())
def test_any_outline_survives(body: tuple[Paragraph | Division | Table, ...]) -> None:
    _check_round_trip(_wrap(*body))


@pytest.mark.parametrize("slug", DOCUMENT_TYPES)
@settings(max_examples=2)
@given(st.data())
def test_any_document_of_every_type_survives_as_text_and_as_json(slug: str, data: st.DataObject) -> None:
    document = data.draw(documents(slug))
    _check_round_trip(document)
    assert parse_document_json(document.model_dump_json(), {}) == document


@settings(max_examples=12)
@given(documents(), st.dictionaries(_keys, organs, max_size=2), st.booleans())
def test_an_organ_is_written_by_its_key_where_it_has_one(
    document: Document, known: dict[str, Organ], is_known: bool
) -> None:
    if is_known:
        known = known | {"co-quan": document.organ}
    text = write_draft(document, known)
    assume(find_legacy_span(text) is None)
    assert parse_draft(text, known) == document
    if is_known and len(known) == 1:
        assert "\norgan: co-quan\n" in text
