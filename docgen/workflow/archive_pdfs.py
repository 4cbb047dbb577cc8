"""The PDFs of a package that the store does not have: of documents issued without one, and of the lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docgen.archive.package import DOCX, MADE_PDF, PDF, SourceDocument, SourceFile
from docgen.errors import ToolError
from docgen.files import write_whole
from docgen.pdf import ArchiveFields, PdfInfo, PdfMaker
from docgen.records.register_docx import write_docx
from docgen.records.register_form import Printout
from docgen.records.search_index import DOCUMENT
from docgen.workflow.pdf_fields import describe_fields


class ArchivePdfs:
    """Makes PDFs in ``folder``; ``maker`` None: makes none of documents.

    ``keeps``: the PDFs of documents stay there, for joining; else they go once the next documents are asked for.
    ``printed`` counts the parts of lists that are made, of ``to_print``.
    """

    def __init__(self, maker: PdfMaker | None, folder: Path, *, keeps: bool) -> None:
        self.folder = folder
        self.printed = self.to_print = 0
        self._maker = maker
        self._keeps = keeps
        self._count = 0

    def complete(self, documents: Sequence[SourceDocument]) -> Iterator[SourceDocument]:
        """Yield the documents; one that was issued without a PDF gets one made of its DOCX.

        Raises ToolError when a document cannot be converted.
        """
        jobs: dict[Path, SourceDocument] = {}
        for document in documents:
            docx = next((file for file in document.files if file.role == DOCX), None)
            if self._maker and docx and document.kind == DOCUMENT and not _has_pdf(document):
                self._count += 1
                source = self.folder / f"{self._count}.docx"
                source.symlink_to(docx.path.resolve())
                jobs[source] = document
        made = self._convert(jobs) if jobs and self._maker else {}
        yield from (
            made.get(document.id, document) if document.kind == DOCUMENT else document for document in documents
        )
        if not self._keeps:
            for source in jobs:
                source.unlink()
                source.with_suffix(".pdf").unlink()

    def _convert(self, jobs: dict[Path, SourceDocument]) -> dict[int, SourceDocument]:
        assert self._maker is not None  # noqa: S101
        fields = {source: describe_fields(document.record, document.organ_name) for source, document in jobs.items()}
        made = {}
        for source, conversion in zip(jobs, self._maker.make(list(jobs), self.folder, fields=fields), strict=True):
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

    def write_parts(self, printouts: Iterable[Printout], name: str) -> list[Path]:
        """Write printouts as DOCX files, to be printed as one PDF."""
        sources = []
        for place, printout in enumerate(printouts, 1):
            sources.append(self.folder / f"{name}-{place}.docx")
            write_whole(sources[-1], write_docx([printout]), flush=False)
        self.to_print += len(sources)
        return sources

    def print(self, sources: Sequence[Path], name: str, title: str) -> Path:
        """Return the PDF of the parts of a list, one behind the other. Raises ToolError when there is none."""
        from docgen.pdf.join import Part, join_pdfs

        assert self._maker is not None  # noqa: S101
        fields = {source: ArchiveFields(subject=title) for source in sources}
        parts: list[Part] = []
        for conversion in self._maker.make(sources, self.folder, fields=fields, keeps_tags=False):
            if conversion.pdf is None:
                raise ToolError(f"không tạo được PDF của mục lục: {conversion.problem}", hint=conversion.hint)
            parts.append(Part(f"Phần {len(parts) + 1}", conversion.pdf))
            self.printed += 1
        if len(parts) == 1:
            return parts[0].path
        out = self.folder / f"{name}.pdf"
        join_pdfs(parts, out, info=PdfInfo(title))
        return out


def _has_pdf(document: SourceDocument) -> bool:
    return any(file.role == PDF for file in document.files)
