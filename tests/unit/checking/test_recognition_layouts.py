"""The same document is recognised the same way in every layout: table, flat, tabs, plain paragraphs, text boxes."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from base_documents import base_names, render_base
from layouts import LAYOUTS

from docgen.checking import Subject
from docgen.checking.recognition.components import SignatureBlock
from docgen.checking.recognition.expected import find_missing
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.scope import judge_scope
from docgen.ooxml import read_document_bytes


def _text(value: Passage | tuple[Passage, ...] | None) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_text, value))
    return None if value is None else value.shown


def _signer(block: SignatureBlock | None) -> Any:
    return block and (_text(block.lines), _text(block.office), _text(block.name), _text(block.notes), block.side)


def summarize(data: bytes) -> dict[str, Any]:
    """Return what was recognised as plain values."""
    found = Subject(read_document_bytes(data)).components
    heading = found.heading
    code, date, addressees, recipients = heading.code, heading.place_and_date, found.addressees, found.recipients
    marks = ("nation", "motto", "parent_organ", "organ", "letter_subject", "urgency", "circulation", "secrecy", "party")
    return {
        **{name: _text(getattr(heading, name)) for name in marks},
        "lines": tuple(line is not None for line in (heading.motto_line, heading.organ_line, found.subject_line)),
        "code": code and (code.number, code.separator, code.notation),
        "date": date and (date.place, date.day, date.month, date.year),
        "type": found.document_type and found.document_type.slug,
        "type_name": _text(found.type_name),
        "subject": _text(found.subject),
        "addressees": addressees
        and (_text(addressees.opening), addressees.kind, _text(addressees.inline), _text(addressees.items)),
        "authority": _text(found.authority),
        "bases": _text(found.legal_bases),
        "resolution": _text(found.resolution),
        "signature": _signer(found.signature),
        "second_signature": _signer(found.second_signature),
        "recipients": recipients and (_text(recipients.title), _text(recipients.items)),
        "drafter": _text(found.drafter_mark),
        "contact": [paragraph.shown for paragraph in found.contact],
        "parts": [
            (
                part.kind,
                part.sections,
                _text(part.label),
                _text(part.type_name),
                _text(part.title),
                _text(part.issued_with),
                [(block.kind, block.number, block.mark, _text(block.title), block.is_titled) for block in part.body],
            )
            for part in found.parts
        ],
    }


@cache
def _styled(name: str, number: int | None) -> dict[str, Any]:
    return summarize(render_base(name, number))


@pytest.mark.parametrize("name", base_names())
def test_everything_expected_is_found(name: str) -> None:
    components = Subject(read_document_bytes(render_base(name))).components
    assert find_missing(components) == ()
    assert judge_scope(components).in_scope
    assert components.main.body


@pytest.mark.slow
@pytest.mark.parametrize("number", [None, 15], ids=["draft", "numbered"])
@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "styled"])
@pytest.mark.parametrize("name", base_names())
def test_layout_makes_no_difference(name: str, layout: str, number: int | None) -> None:
    assert summarize(LAYOUTS[layout](render_base(name, number))) == _styled(name, number)
