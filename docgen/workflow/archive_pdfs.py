"""The PDFs of a package that the store does not have: of documents issued without one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from docgen.archive.package import DOCX, MADE_PDF, PDF, SourceDocument, SourceFile
from docgen.errors import ToolError
from docgen.pdf import PdfMaker
from docgen.records.search_index import DOCUMENT
from docgen.settings import Settings
from docgen.workflow.pdf_fields import describe_fields


class ArchivePdfs:
    """Makes PDFs in ``folder``, as ``settings`` say. Close it by using it in a ``with``.

    ``settings`` None: makes none. ``keeps``: the PDFs of documents stay there, for joining; else they go once the next
    documents are asked for. LibreOffice is not looked for before a document needs it: most were issued with their PDF.
    """

    def __init__(self, settings: Settings | None, folder: Path, *, keeps: bool) -> None:
        self._folder = folder
        self._settings = settings
        self._keeps = keeps
        self._count = 0
        self._maker: PdfMaker | None = None
        self._open = ExitStack()

    def __enter__(self) -> ArchivePdfs:
        return self

    def __exit__(self, *exc: object) -> None:
        self._open.close()

    def complete(self, documents: Sequence[SourceDocument]) -> Iterator[SourceDocument]:
        """Yield the documents; one that was issued without a PDF gets one made of its DOCX.

        Raises ToolError when a document cannot be converted, or LibreOffice is missing.
        """
        jobs: dict[Path, SourceDocument] = {}
        for document in documents:
            docx = next((file for file in document.files if file.role == DOCX), None)
            if self._settings and docx and document.kind == DOCUMENT and not _has_pdf(document):
                self._count += 1
                source = self._folder / f"{self._count}.docx"
                source.symlink_to(docx.path.resolve())
                jobs[source] = document
        made = self._convert(jobs, self._settings) if jobs and self._settings else {}
        yield from (
            made.get(document.id, document) if document.kind == DOCUMENT else document for document in documents
        )
        if not self._keeps:
            for source in jobs:
                source.unlink()
                source.with_suffix(".pdf").unlink()

    def _convert(self, jobs: dict[Path, SourceDocument], settings: Settings) -> dict[int, SourceDocument]:
        if self._maker is None:
            self._maker = self._open.enter_context(PdfMaker(settings))
        fields = {source: describe_fields(document.record, document.organ_name) for source, document in jobs.items()}
        made = {}
        for source, conversion in zip(jobs, self._maker.make(list(jobs), self._folder, fields=fields), strict=True):
            document = jobs[source]
            if conversion.pdf is None:
                raise ToolError(
                    f"không tạo được PDF: {conversion.problem}",
                    where=f"văn bản {document.id} ({document.code})",
                    hint="thêm --no-pdf để xuất không có PDF của văn bản này",
                )
            docx = next(file for file in document.files if file.role == DOCX)
            sha256 = hashlib.sha256(conversion.pdf.read_bytes()).hexdigest()
            pdf = SourceFile(MADE_PDF, f"{Path(docx.name).stem}.pdf", conversion.pdf, sha256)
            made[document.id] = replace(document, files=(pdf, *document.files))
        return made


def _has_pdf(document: SourceDocument) -> bool:
    return any(file.role == PDF for file in document.files)
