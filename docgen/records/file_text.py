"""The text of a DOCX or PDF, for search. Slow: read it before the transaction that indexes it.

A file that cannot be read has no text; it is kept and found by its metadata all the same.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Final

from docgen.errors import InputError
from docgen.ooxml.package import Package
from docgen.records.search_words import LONGEST_TEXT, Words, join_fields

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_PAGES: Final = 500
_LARGEST_PDF: Final = 64 << 20
_BREAKS: Final = {f"{_WORD}tab", f"{_WORD}br", f"{_WORD}cr", f"{_WORD}noBreakHyphen"}


def read_file_words(name: str, data: bytes) -> Words:
    """Return the words of a file, by what its bytes are; none for other kinds of files and for broken ones."""
    return join_fields([read_file_text(name, data)])


def read_file_text(name: str, data: bytes) -> str:
    """Return the text of a file, "" when it has none that can be read."""
    if data.startswith(b"%PDF-") and len(data) <= _LARGEST_PDF:
        return _read_pdf(data)
    if data.startswith(b"PK"):
        try:
            return _read_docx(name, data)
        except InputError:
            return ""
    return ""


def _read_docx(name: str, data: bytes) -> str:
    package = Package(io.BytesIO(data), name)
    main = package.get_main_part()
    parts = [main]
    parts += [
        relation.target
        for relation in package.read_relations(main).values()
        if relation.kind in ("header", "footer", "footnotes", "endnotes") and not relation.external
    ]
    texts: list[str] = []
    size = 0
    for part in dict.fromkeys(parts):
        root = package.read_xml(part)
        if root is None:
            continue
        for paragraph in _read_paragraphs(root):
            texts.append(paragraph)
            size += len(paragraph)
            if size > 2 * LONGEST_TEXT:
                return "\n".join(texts)
    return "\n".join(texts)


def _read_paragraphs(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{_WORD}p"):
        pieces = []
        for element in paragraph.iter(f"{_WORD}t", *_BREAKS):
            # A text box stands inside a paragraph and has paragraphs of its own, which come by themselves.
            if next(element.iterancestors(f"{_WORD}p")) is paragraph:
                pieces.append(element.text or "" if element.tag == f"{_WORD}t" else " ")
        yield "".join(pieces)


def _read_pdf(data: bytes) -> str:
    from pypdf import PdfReader

    texts: list[str] = []
    size = 0
    try:
        reader = PdfReader(io.BytesIO(data))
        for page in reader.pages[:_MOST_PAGES]:
            found = page.extract_text()
            texts.append(found)
            size += len(found)
            if size > 2 * LONGEST_TEXT:
                break
    # A broken PDF makes pypdf raise whatever it stumbles on; what was read before it still serves.
    except Exception:  # noqa: BLE001
        return "\n".join(texts)
    return "\n".join(texts)
