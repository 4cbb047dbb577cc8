"""A template made ready gives the same document as docxtpl itself, part by part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from docgen.citations import ReferenceNamer, load_catalogue
from docgen.drafting import read_draft
from docgen.model import Document
from docgen.rendering import TemplateFolder
from docgen.rendering.context import ContextBuilder
from docgen.rendering.even_indents import EvenIndents
from docgen.rendering.preparing import open_template
from docgen.rendering.template import Template
from tests.unit.rendering.rendered import LEGAL_REFS, RENDERER, ROOT, STARTERS, TEMPLATES
from tests.unit.rendering.test_rendering_xml import make_full

FOLDER = TemplateFolder(TEMPLATES)
SAMPLES = sorted(path for path in ROOT.glob("samples/*/*.vb.txt") if path.parent.name != "rejected")
# python-docx writes relations and content types in an order of its own; we write the properties of the document.
UNORDERED = (".rels", "[Content_Types].xml")
OWN = ("docProps/core.xml", "word/footnotes.xml")


def render_by_docxtpl(template: Template, context: dict[str, Any]) -> dict[str, bytes]:
    """Return the parts that docxtpl makes of the unpatched template with the same fields."""
    opened = open_template(template.path, template.path.read_bytes())
    unpatched = io.BytesIO()
    with zipfile.ZipFile(unpatched, "w") as package:
        for name, part in (opened.members | {n: source.encode() for n, source in opened.sources.items()}).items():
            package.writestr(name, part)
    environment = ImmutableSandboxedEnvironment(autoescape=True)
    environment.filters.update(EvenIndents(opened.centred).get_filters())
    docx = DocxTemplate(unpatched)
    docx.render(context, environment, autoescape=True)
    rendered = io.BytesIO()
    docx.save(rendered)
    return read_parts(rendered.getvalue())


def read_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def canonicalize(name: str, part: bytes) -> object:
    tree = etree.fromstring(part)
    if name.endswith(UNORDERED):
        return sorted(sorted(child.attrib.items()) for child in tree)
    return etree.tostring(tree, method="c14n")


def compare(document: Document) -> None:
    kind = FOLDER.find_kind(document.document_type, with_attachments=bool(document.attachments))
    assert kind is not None
    template = FOLDER.get_template(kind)
    builder = ContextBuilder(
        document, template.geometry, ReferenceNamer(load_catalogue(LEGAL_REFS)), paper=False,
        first_footnote=template.prepared.first_footnote,
    )  # fmt: skip
    peer = render_by_docxtpl(template, builder.build())
    ours = read_parts(RENDERER.render(document))
    assert sorted(ours) == sorted(peer)
    different = [
        name for name in ours if name not in OWN and canonicalize(name, ours[name]) != canonicalize(name, peer[name])
    ]
    assert different == []
    if not builder.footnotes.contents:
        assert canonicalize("", ours["word/footnotes.xml"]) == canonicalize("", peer["word/footnotes.xml"])


@pytest.mark.parametrize("draft", [*STARTERS.values(), *SAMPLES], ids=lambda path: path.name)
def test_starters_and_samples_are_the_same_both_ways(draft: Path) -> None:
    compare(read_draft(draft).document)


@pytest.mark.parametrize("slug", ["ke-hoach", "quyet-dinh", "cong-van", "bien-ban"])
def test_documents_with_everything_are_the_same_both_ways(slug: str) -> None:
    compare(make_full(slug))
