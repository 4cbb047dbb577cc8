"""Make the PDFs of documents: LibreOffice lays them out, the finishing makes PDF/A-2u of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docgen.office import Conversion, Converter, Finished, Raw
from docgen.pdf.info import ArchiveFields
from docgen.settings import Settings


class PdfMaker:
    """Makes PDFs in many calls, with LibreOffices that stay warm between them. Close it, or use it in a ``with``.

    ``workers`` is how many LibreOffices there may be (default: one a core). Raises ToolError when LibreOffice is
    missing. Nothing is started before the first document.
    """

    def __init__(self, settings: Settings, *, workers: int | None = None) -> None:
        self._converter = Converter(soffice=settings.soffice, timeout_s=settings.convert_timeout_s, workers=workers)

    def __enter__(self) -> PdfMaker:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """End every LibreOffice; what was made stays."""
        self._converter.close()

    def make(
        self, sources: Sequence[Path], out_dir: Path, *, fields: Mapping[Path, ArchiveFields] | None = None
    ) -> Iterator[Conversion]:
        """Make ``out_dir/<stem>.pdf`` of each DOCX of ``sources``, PDF/A-2u; yields one result a source, in order.

        ``fields`` tells of a source, by its path as it stands in ``sources``, what the archive knows of it. The same
        file and the same fields give the same bytes.

        Raises InputError at once when two sources would make the same PDF or ``out_dir`` cannot be used; ToolError,
        as the results come, when LibreOffice does not start. A document that fails is a result with its problem, not
        an error.
        """
        known = dict(fields or {})

        def finish(raw: Raw) -> Finished:
            # Imported here, while LibreOffice starts: pikepdf takes a tenth of a second.
            from docgen.pdf.core_properties import read_info
            from docgen.pdf.finish import finish_pdf

            info = read_info(raw.docx, raw.source, known.get(raw.source, ArchiveFields()))
            return finish_pdf(raw.pdf, info)

        return self._converter.convert(sources, out_dir, finish)

    def make_and_close(
        self, sources: Sequence[Path], out_dir: Path, *, fields: Mapping[Path, ArchiveFields] | None = None
    ) -> Iterator[Conversion]:
        """Do the same, and close when the results have been read."""
        return self._converter.close_after(self.make(sources, out_dir, fields=fields))


def make_pdfs(
    sources: Sequence[Path],
    out_dir: Path,
    *,
    settings: Settings,
    fields: Mapping[Path, ArchiveFields] | None = None,
) -> Iterator[Conversion]:
    """Make PDFs in one call; see ``PdfMaker.make``. Raises ToolError at once when LibreOffice is missing."""
    return PdfMaker(settings).make_and_close(sources, out_dir, fields=fields)
