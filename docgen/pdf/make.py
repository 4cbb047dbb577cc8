"""Make PDFs of documents: today LibreOffice's PDF/A-2b as it comes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen.office import Conversion, convert_to_pdf
from docgen.settings import Settings


def make_pdfs(sources: Sequence[Path], out_dir: Path, *, settings: Settings) -> Iterator[Conversion]:
    """Make ``out_dir/<stem>.pdf`` of each DOCX of ``sources``; yields one result a source, in order.

    Raises at once InputError when two sources would make the same PDF, ToolError when LibreOffice is missing. A
    document that fails is a result with its problem, not an error.
    """
    return convert_to_pdf(sources, out_dir, soffice=settings.soffice, timeout_s=settings.convert_timeout_s)
