"""Is what LibreOffice left behind a whole PDF? Its exit code is no proof."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers.expat import ExpatError

from docgen.errors import ConformanceError

# What pypdf lets through on broken files besides its own errors, found by feeding it broken files.
_PYPDF_STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    ExpatError,
    struct.error,
    zlib.error,
)
_TAIL_BYTES = 1024


@contextmanager
def reading_pdf(path: Path) -> Iterator[None]:
    """Turn whatever pypdf raises on the file at ``path`` into ConformanceError."""
    from pypdf.errors import DependencyError, PyPdfError

    try:
        yield
    except (PyPdfError, DependencyError, *_PYPDF_STUMBLES) as error:
        raise ConformanceError(
            f"tệp PDF hỏng ({error})", where=str(path), hint="tạo lại tệp này từ văn bản gốc"
        ) from error


def count_pages(path: Path) -> int:
    """Return the number of pages of the PDF at ``path``, at least 1.

    Raises ConformanceError when there is no file, when it is no PDF, is cut short, does not open or has no page.
    """
    from pypdf import PdfReader

    _check_ends(path)
    with reading_pdf(path), PdfReader(path) as reader:
        pages = len(reader.pages)
        # Reading the last page proves that the tree of pages can be walked.
        if pages:
            reader.pages[-1].get_object()
    if not pages:
        raise ConformanceError("tệp PDF không có trang nào", where=str(path))
    return pages


def _check_ends(path: Path) -> None:
    if not path.is_file():
        raise ConformanceError("không có tệp PDF nào được tạo ra", where=str(path))
    with path.open("rb") as file:
        head = file.read(5)
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        tail = file.read()
    if not head:
        raise ConformanceError("tệp PDF rỗng", where=str(path))
    if head != b"%PDF-":
        raise ConformanceError("tệp tạo ra không phải là PDF", where=str(path))
    if b"%%EOF" not in tail:
        raise ConformanceError("tệp PDF bị cắt cụt", where=str(path))
