"""Whole documents: our own samples, what python-docx makes, and the official forms when they are at hand."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.text.paragraph import Paragraph

from docgen.drafting import read_draft
from docgen.ooxml import DocumentFacts, StyleMemory, read_document, read_document_bytes
from docgen.rendering import Renderer, TemplateFolder
from docgen.settings import load_settings

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted(path for path in (ROOT / "samples").glob("*/*.vb.txt") if path.parent.name != "rejected")
# The forms of Decree 30/2020 are not ours to publish; they stand beside the project where it is developed.
FORMS = ROOT.parent / "shared" / "nd30"
FORM_NAMES = [f"phu-luc-{number}.docx" for number in ("i", "ii", "iii", "iv", "v", "vi")]


@cache
def make_renderer() -> Renderer:
    settings = load_settings({})
    return Renderer(TemplateFolder(settings.templates_folder), settings.legal_refs_folder)


def render(sample: Path) -> bytes:
    return make_renderer().render(read_draft(sample).document)


def texts_by_python_docx(document: Any) -> list[str]:
    """The text of every paragraph, cells included; python-docx keeps white space that Word does not show."""
    body = document.element.body
    return ["".join(Paragraph(element, document).text.split()) for element in body.iter(f"{{{body.nsmap['w']}}}p")]


def texts_of(facts: DocumentFacts) -> list[str]:
    return ["".join(paragraph.text.split()) for paragraph in facts.paragraphs]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_our_samples_look_as_they_are_meant_to(sample: Path) -> None:
    data = render(sample)
    facts = read_document_bytes(data)
    assert texts_of(facts) == texts_by_python_docx(docx.Document(BytesIO(data)))
    assert {run.font for paragraph in facts.paragraphs for run in paragraph.ink} == {"Times New Roman"}
    assert {run.color for paragraph in facts.paragraphs for run in paragraph.ink} <= {"", "000000"}
    assert all(section.page_width in (11906, 16838) for section in facts.sections)
    assert facts.sections[0].headers["default"][0].fields == ("PAGE",)
    body = [p for p in facts.paragraphs if not p.in_table and len(p.text) > 200]
    assert {p.align for p in body} <= {"both", "center"}
    assert facts.application == "docgen"


def test_one_memory_serves_all_samples() -> None:
    memory = StyleMemory()
    for sample in SAMPLES:
        data = render(sample)
        assert read_document_bytes(data, memory=memory) == read_document_bytes(data)


def test_what_python_docx_makes() -> None:
    document = docx.Document()
    document.add_heading("Tiêu đề", 1)
    paragraph = document.add_paragraph("một ", style="List Bullet")
    paragraph.add_run("đậm").bold = True
    document.add_paragraph("hai", style="List Number")
    table = document.add_table(2, 2, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "gộp"
    document.add_section()
    buffer = BytesIO()
    document.save(buffer)
    facts = read_document_bytes(buffer.getvalue())
    assert texts_of(facts) == texts_by_python_docx(document)
    heading, bullet, number = facts.paragraphs[:3]
    assert (heading.style_name, heading.runs[0].bold, heading.runs[0].size_pt, heading.keep_next) == (
        "heading 1",
        True,
        14,
        True,
    )
    assert heading.runs[0].color == "365F91"
    assert heading.runs[0].font == "Calibri"
    assert (bullet.label, number.label) == ("•", "1.")
    assert (bullet.left, bullet.first_line) == (360, -360)
    assert [run.bold for run in bullet.runs] == [False, True]
    assert facts.tables[0].has_borders
    assert facts.tables[0].rows[0][0].span == 2
    assert len(facts.sections) == 2


@pytest.mark.skipif(not FORMS.is_dir(), reason="the forms of Decree 30/2020 are not beside the project")
@pytest.mark.parametrize("name", FORM_NAMES)
def test_official_forms_read_like_python_docx_reads_them(name: str) -> None:
    facts = read_document(FORMS / name)
    expected = texts_by_python_docx(docx.Document(str(FORMS / name)))
    if not any(paragraph.place.text_box >= 0 for paragraph in facts.paragraphs):
        assert texts_of(facts) == expected
    assert len(facts.paragraphs) > 40
    fonts = [run.font for paragraph in facts.paragraphs for run in paragraph.ink]
    assert fonts.count("Times New Roman") > 0.9 * len(fonts)
    # Printed from the gazette: A4 throughout.
    assert {(section.page_width, section.page_height) for section in facts.sections} <= {(11906, 16838), (16838, 11906)}
