"""Rendering: a document and its template become a Word file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.citations import Catalogue, ReferenceNamer, load_catalogue
from docgen.errors import TemplateError
from docgen.model import Document, collect_references
from docgen.rendering.context import ContextBuilder
from docgen.rendering.fields import MUST_BE_PLACED
from docgen.rendering.package import build_package
from docgen.rendering.templates import TemplateFolder

if TYPE_CHECKING:
    from docgen.rendering.template import Template


class Renderer:
    """Renders documents with the templates of one folder; templates and catalogue are loaded on first need."""

    def __init__(self, templates: TemplateFolder, legal_refs: Path, own_legal_refs: Path | None = None) -> None:
        self._templates = templates
        self._legal_refs = legal_refs
        self._own_legal_refs = own_legal_refs
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
            document,
            template.geometry,
            ReferenceNamer(self._get_catalogue(document)),
            paper=paper,
            first_footnote=template.first_footnote,
        )
        context = builder.build()
        _refuse_loss(document, context, template)
        return build_package(template.render_parts(context), template.members, builder.footnotes.write(), document)

    def find_lapsed_references(self, document: Document) -> tuple[str, ...]:
        """Return what is to be said (Vietnamese) of references that had lapsed on the document's date."""
        if not collect_references(document) and not document.legal_bases:
            return ()
        from docgen.rendering.lapsed import find_lapsed_references

        return find_lapsed_references(document, self._get_catalogue(document))

    def _get_catalogue(self, document: Document) -> Catalogue:
        """Load the catalogue only for documents that refer to it."""
        if self._catalogue is None:
            if not collect_references(document) and not document.legal_bases:
                return Catalogue(())
            self._catalogue = load_catalogue(self._legal_refs, self._own_legal_refs)
        return self._catalogue


def _refuse_loss(document: Document, context: Mapping[str, Any], template: Template) -> None:
    """Raise TemplateError when the template has no place for something that the document says."""
    for name in MUST_BE_PLACED:
        not_printed = name == "subject" and not document.type.has_subject
        if context[name] and name not in template.fields and not not_printed:
            raise TemplateError(
                f"mẫu không có chỗ cho trường “{name}” mà văn bản này có",
                where=str(template.path),
                hint=f"thêm thẻ của {name} vào mẫu (xem docs/mau.md)",
            )
