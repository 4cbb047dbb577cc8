"""What was changed in Word comes back into the draft; what cannot is told."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from docgen.drafting import load_organs, parse_draft
from docgen.rendering import open_renderer
from docgen.settings import load_settings
from docgen.workflow.word_edits import carry_word_edits

SETTINGS = load_settings({})
RENDERER = open_renderer(SETTINGS)
ORGANS = load_organs(SETTINGS.organs_file)
TEXT = Path("samples/ke-hoach/ha-nam-2023.vb.txt").read_text(encoding="utf-8")


def _edit(text: str, change) -> bytes:
    document = docx.Document(io.BytesIO(RENDERER.render(parse_draft(text, ORGANS))))
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _replace(old: str, new: str):
    def change(document) -> None:
        cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
        for place in (document, *cells):
            for paragraph in place.paragraphs:
                for run in paragraph.runs:
                    run.text = run.text.replace(old, new)

    return change


@pytest.mark.parametrize("path", sorted(Path("samples").glob("*-*/*.vb.txt")), ids=lambda path: path.stem)
def test_a_file_that_was_not_changed_changes_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    edits = carry_word_edits(text, _edit(text, lambda document: None), RENDERER, ORGANS)
    assert edits.text == text
    assert edits.left == ()
    assert all(change.is_same for change in edits.changes)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("không đánh giá trùng lặp", "không đánh giá hai lần"),  # in a paragraph with a reference
        ("Toàn bộ các sở", "Tất cả các sở"),  # a whole paragraph
        ("Tháng 10", "Quý IV"),  # cells of a table
        ("MỤC ĐÍCH, YÊU CẦU", "YÊU CẦU, MỤC ĐÍCH"),  # a heading
        ("Phạm Đức Khải", "Trần Đức Khải"),  # the front matter
    ],
)
def test_words_changed_in_word_are_changed_in_the_draft(old: str, new: str) -> None:
    edits = carry_word_edits(TEXT, _edit(TEXT, _replace(old, new)), RENDERER, ORGANS)
    assert old not in edits.text
    assert new in edits.text
    assert edits.left == ()
    assert [change for change in edits.changes if not change.is_same]


def test_a_paragraph_may_be_added_and_removed() -> None:
    def change(document) -> None:
        for paragraph in document.paragraphs:
            if paragraph.text.startswith("Toàn bộ các sở"):
                paragraph.insert_paragraph_before("Đoạn thêm ở Word.", paragraph.style)
            if paragraph.text.startswith("Kết quả cuối cùng"):
                paragraph._p.getparent().remove(paragraph._p)

    edits = carry_word_edits(TEXT, _edit(TEXT, change), RENDERER, ORGANS)
    assert "\nĐoạn thêm ở Word.\nToàn bộ các sở" in edits.text
    assert "Kết quả cuối cùng" not in edits.text
    assert edits.left == ()


def test_what_cannot_be_carried_is_told() -> None:
    edits = carry_word_edits(TEXT, _edit(TEXT, _replace("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI")), RENDERER, ORGANS)
    assert edits.text == TEXT
    assert len(edits.left) == 1
    assert "CỘNG HOÀ" in edits.left[0].after
