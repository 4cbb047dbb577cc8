"""Laws about samples and starters: each is read, rendered, whole and says what its draft says."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from docgen.drafting import read_draft
from docgen.model import DOCUMENT_TYPES, NumberedDocument
from tests.unit.rendering.rendered import RENDERER, ROOT, STARTERS, Rendered

SAMPLES = sorted(path for path in (ROOT / "samples").glob("*/*.vb.txt") if path.parent.name != "rejected")
DRAFTS = [*SAMPLES, *STARTERS.values()]


def test_there_are_samples_of_the_four_documents_of_a_round() -> None:
    assert {"ke-hoach", "quyet-dinh", "cong-van"} <= {path.parent.name for path in SAMPLES}
    assert set(STARTERS) == set(DOCUMENT_TYPES)


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda path: path.name.removesuffix(".vb.txt"))
def test_every_draft_renders_to_a_file_that_opens(draft: Path) -> None:
    document = read_draft(draft).document
    for paper in (False, True):
        data = RENDERER.render(document, paper=paper)
        opened = docx.Document(io.BytesIO(data))
        assert opened.tables
        rendered = Rendered(data)
        text = rendered.text
        assert document.signature.full_name in text
        assert document.subject in text or not document.type.has_subject
        number = f"{document.code}" if isinstance(document, NumberedDocument) else f"/{document.notation}"
        assert rendered.get("SoKyHieu").text.endswith(number)
        assert "./." in text
        assert len(rendered.styled("PhuLucSo")) == len(document.appendices)
        for mark in ("{{", "{%", "[[", "**", "[^"):
            assert mark not in text


@pytest.mark.parametrize("draft", SAMPLES, ids=lambda path: path.name.removesuffix(".vb.txt"))
def test_a_sample_stands_in_the_folder_of_its_type(draft: Path) -> None:
    assert read_draft(draft).document.document_type == draft.parent.name
