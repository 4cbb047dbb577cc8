"""Rendering: a document and its template become a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.citations.writing import ReferenceNamer
from docgen.errors import TemplateError
from docgen.model import Document, collect_references
from docgen.rendering.context import ContextBuilder, collect_names
from docgen.rendering.core_properties import CORE, write_core
from docgen.rendering.fields import MUST_BE_PLACED
from docgen.rendering.footnote_part import FOOTNOTES, add_footnotes
from docgen.rendering.package import (
    Member,
    pack_member,
    pack_returning_member,
    pack_short_member,
    write_package,
)
from docgen.rendering.prepared import DOCUMENT
from docgen.rendering.template_cache import open_cache
from docgen.rendering.templates import TemplateFolder
from docgen.settings import Settings

if TYPE_CHECKING:
    from docgen.citations import Catalogue, LegalDocument
    from docgen.rendering.template import Template


class Renderer:
    """Renders documents with the templates of one folder; templates and catalogue are loaded on first need."""

    def __init__(self, templates: TemplateFolder, legal_refs: Path, own_legal_refs: Path | None = None) -> None:
        self._templates = templates
        self._catalogue = _LazyCatalogue(legal_refs, own_legal_refs)

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
            ReferenceNamer(self._catalogue),
            paper=paper,
            first_footnote=template.prepared.first_footnote,
        )
        context = builder.build()
        _refuse_loss(document, context, template)
        return write_package(_pack(template, template.render_parts(context), builder.footnotes.write(), document))

    def require_references(self, document: Document) -> None:
        """Raise LegalRefError for the first reference of a document that the catalogue does not know."""
        for name in collect_names(document):
            self._catalogue.get_document(name)

    def find_lapsed_references(self, document: Document) -> tuple[str, ...]:
        """Return what is to be said (Vietnamese) of references that had lapsed on the document's date."""
        if not collect_references(document) and not document.legal_bases:
            return ()
        from docgen.rendering.lapsed import find_lapsed_references

        return find_lapsed_references(document, self._catalogue.loaded)


class _LazyCatalogue:
    """The catalogue of legal documents, loaded when a document first refers to one."""

    def __init__(self, folder: Path, own: Path | None) -> None:
        self._folder = folder
        self._own = own

    @cached_property
    def loaded(self) -> Catalogue:
        """The whole catalogue. Raises LegalRefError when it cannot be read."""
        from docgen.citations.catalogue import load_catalogue

        return load_catalogue(self._folder, self._own)

    def get_document(self, name: str) -> LegalDocument:
        """Return the record with this id or symbol. Raises LegalRefError."""
        return self.loaded.get_document(name)


def open_renderer(settings: Settings) -> Renderer:
    """Return the renderer of an installation: its templates kept ready, its own references."""
    kept = settings.cache_folder / "manifests" if settings.cache_folder else None
    templates = TemplateFolder(
        settings.templates_folder, open_cache(settings), kept=kept, own=settings.own_templates_folder
    )
    return Renderer(templates, settings.legal_refs_folder, settings.own_legal_refs_folder)


def _pack(template: Template, parts: dict[str, bytes], footnotes: str, document: Document) -> Iterator[Member]:
    """Yield the parts of a document: what its template keeps, packed long ago, and what it says itself."""
    if footnotes:
        part = parts[FOOTNOTES].decode() if FOOTNOTES in parts else template.prepared.footnotes
        parts[FOOTNOTES] = add_footnotes(part, footnotes).encode()
    for member in template.prepared.members:
        if member.name not in parts:
            yield member
    for name, xml in parts.items():
        yield pack_member(name, xml) if name == DOCUMENT else pack_returning_member(name, xml)
    yield pack_short_member(CORE, write_core(document).encode())


def _refuse_loss(document: Document, context: Mapping[str, Any], template: Template) -> None:
    """Raise TemplateError when the template has no place for something that the document says."""
    for name in MUST_BE_PLACED:
        not_printed = name == "subject" and not document.type.has_subject
        if context[name] and name not in template.prepared.fields and not not_printed:
            raise TemplateError(
                f"mẫu không có chỗ cho trường “{name}” mà văn bản này có",
                where=str(template.path),
                hint=f"thêm thẻ của {name} vào mẫu (xem docs/mau.md)",
            )
