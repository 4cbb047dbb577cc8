"""PDFs of a batch: made in the order of the rows, and joined for one print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docgen.errors import InputError
from docgen.files import write_whole
from docgen.office.output import reading_pdf


def join_pdfs(sources: Sequence[Path], target: Path) -> int:
    """Join PDFs in the order given into ``target``, written whole; return the number of pages.

    Raises InputError when it cannot be written, ConformanceError when a source is broken.
    """
    import io

    from pypdf import PdfWriter

    writer = PdfWriter()
    for source in sources:
        with reading_pdf(source):
            writer.append(source, import_outline=False)
    if not writer.pages:
        raise InputError("không có tệp PDF nào để ghép", where=str(target))
    buffer = io.BytesIO()
    writer.write(buffer)
    pages = len(writer.pages)
    writer.close()
    write_whole(target, buffer.getvalue())
    return pages
