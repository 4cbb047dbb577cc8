"""Rendering: a document and its template become a Word file."""

from __future__ import annotations

from pathlib import Path

from docgen.citations import Catalogue, ReferenceNamer, load_catalogue
from docgen.errors import TemplateError
from docgen.model import Document, collect_references
from docgen.rendering.context import ContextBuilder
from docgen.rendering.package import build_package
from docgen.rendering.templates import TemplateFolder


class Renderer:
    """Renders documents with the templates of one folder; templates and catalogue are loaded on first need."""

    def __init__(self, templates: TemplateFolder, legal_refs: Path) -> None:
        self._templates = templates
        self._legal_refs = legal_refs
        self._catalogue: Catalogue | None = None

    def render(self, document: Document, *, paper: bool = False) -> bytes:
        """Return the document as the bytes of a .docx file; the same document gives the same bytes.

        ``paper`` fills number and date into the line under appendix titles. Raises TemplateError and LegalRefError.
        """
        kind = self._templates.find_kind(document.document_type, with_attachments=bool(document.attachments))
        if kind is None:
            raise TemplateError(
                f"không có mẫu cho loại văn bản “{document.document_type}”", hint="thêm mẫu vào templates"
            )
        template = self._templates.get_template(kind)
        builder = ContextBuilder(
            document, template.geometry, ReferenceNamer(self._get_catalogue(document)), paper=paper
        )
        context = builder.build()
        return build_package(template.render_parts(context), template.members, builder.footnotes.write(), document)

    def _get_catalogue(self, document: Document) -> Catalogue:
        """Load the catalogue only for documents that refer to it."""
        if self._catalogue is None:
            if not collect_references(document) and not document.legal_bases:
                return Catalogue(())
            self._catalogue = load_catalogue(self._legal_refs)
        return self._catalogue
