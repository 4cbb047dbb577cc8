"""Printouts as files: the ending of the name decides between XLSX, DOCX and PDF."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from docgen.errors import InputError, ToolError
from docgen.files import write_whole
from docgen.pdf import PdfInfo, make_pdfs
from docgen.records.register_docx import write_docx
from docgen.records.register_form import Cover, Printout
from docgen.settings import Settings

SUFFIXES = (".xlsx", ".docx", ".pdf")
# A register of a year has tens of thousands of rows: it may take longer than a document may.
_SLOWEST_ROWS_PER_S: Final = 40


def require_suffix(path: Path) -> None:
    """Raise InputError for a file that is neither XLSX, DOCX nor PDF."""
    if path.suffix.lower() not in SUFFIXES:
        raise InputError(
            "không biết ghi loại tệp này", where=str(path), hint=f"đặt tên tệp kết thúc {', '.join(SUFFIXES)}"
        )


def write_printouts(printouts: Sequence[Printout], path: Path, settings: Settings) -> None:
    """Write printouts into one file. Raises InputError, and ToolError when the PDF cannot be made."""
    require_suffix(path)
    suffix = path.suffix.lower()
    if suffix == ".xlsx":
        from docgen.records.register_xlsx import write_xlsx

        write_whole(path, write_xlsx(printouts))
    elif suffix == ".docx":
        write_whole(path, write_docx(printouts))
    elif all(isinstance(printout.front, Cover) for printout in printouts):
        _draw(printouts, path)
    else:
        rows = sum(1 for printout in printouts for _ in printout.rows)
        patience_s = settings.convert_timeout_s + rows / _SLOWEST_ROWS_PER_S
        write_whole(path, _make_pdf(write_docx(printouts), settings._replace(convert_timeout_s=patience_s)))


def _draw(printouts: Sequence[Printout], path: Path) -> None:
    """Write registers straight: LibreOffice needs minutes for the rows of a year."""
    from docgen.workflow.printout_pdf import draw_printouts

    with tempfile.TemporaryDirectory(prefix="docgen-print-") as name:
        drawn = Path(name) / "so.pdf"
        draw_printouts(printouts, drawn, PdfInfo(printouts[0].title))
        write_whole(path, drawn.read_bytes())


def _make_pdf(docx: bytes, settings: Settings) -> bytes:
    with tempfile.TemporaryDirectory(prefix="docgen-print-") as name:
        source = Path(name) / "so.docx"
        write_whole(source, docx)
        for conversion in make_pdfs([source], Path(name) / "pdf", settings=settings):
            if conversion.pdf is None:
                raise ToolError(f"không tạo được PDF: {conversion.problem}", hint=conversion.hint)
            return conversion.pdf.read_bytes()
    raise ToolError("không tạo được PDF")
