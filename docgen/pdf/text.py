"""The text of a PDF, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.errors import InputError
from docgen.pdf.facts import open_pdf

_NO_TEXT_HINT = "tệp có lẽ là ảnh quét: nhận dạng chữ (OCR) trước, hoặc dùng tệp Word gốc"


def read_page_texts(path: Path) -> Iterator[str]:
    """Yield the text of each page as pypdf reads it, with a line break at its end.

    Raises InputError when the file is absent, is no PDF, is locked, or has no text on any page, ConformanceError when
    it is broken.
    """
    is_empty = True
    with open_pdf(path) as reader:
        for page in reader.pages:
            text = str(page.extract_text())
            is_empty = is_empty and not text.strip()
            yield f"{text}\n"
    if is_empty:
        raise InputError("tệp PDF không có chữ", where=str(path), hint=_NO_TEXT_HINT)
