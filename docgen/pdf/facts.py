"""What a PDF is: pages, fonts, what it claims to be, its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.errors import InputError, explain_os_error
from docgen.office.output import reading_pdf

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

_EMBEDDED_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_SUBSET_PREFIX = re.compile(r"^[A-Z]{6}\+")
# Readers accept some bytes before the header; pypdf and Acrobat look this far.
_HEAD_BYTES = 1024


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What was found in a PDF.

    ``pages`` how many; ``version`` like “1.6”; ``fonts`` names in order of the alphabet, without subset prefixes;
    ``all_fonts_embedded`` True also when there is no font; ``pdfa`` what its XMP claims, like “2b”, or None: a claim,
    not a proof.
    """

    pages: int
    version: str
    fonts: tuple[str, ...]
    all_fonts_embedded: bool
    pdfa: str | None
    path: Path = field(repr=False)

    def text_of(self, page: int) -> str:
        """Return the text of ``page``, counted from 1, as pypdf reads it.

        Raises InputError when there is no such page or the file is gone, ConformanceError when it cannot be read.
        """
        if not 1 <= page <= self.pages:
            raise InputError(f"không có trang {page}", where=str(self.path), hint=f"tệp có {self.pages} trang")
        with open_pdf(self.path) as reader:
            return str(reader.pages[page - 1].extract_text())


def inspect_pdf(path: Path) -> PdfFacts:
    """Read the facts of the PDF at ``path``.

    Raises InputError when the file is absent, is no PDF or is locked by a password, ConformanceError when it is broken.
    """
    with open_pdf(path) as reader:
        fonts = set(_walk_fonts(reader))
        return PdfFacts(
            pages=len(reader.pages),
            version=_read_version(reader),
            fonts=tuple(sorted({name for name, _ in fonts})),
            all_fonts_embedded=all(embedded for _, embedded in fonts),
            pdfa=_read_claim(reader),
            path=path,
        )


@contextmanager
def open_pdf(path: Path) -> Iterator[PdfReader]:
    """Open a PDF for reading; whatever pypdf stumbles on inside the ``with`` becomes an error of ours.

    Raises InputError when the file is absent, is no PDF or is locked by a password, ConformanceError when it is broken.
    """
    from pypdf import PdfReader

    _check_is_pdf(path)
    with reading_pdf(path), PdfReader(path) as reader:
        if reader.is_encrypted:
            raise InputError("tệp PDF có đặt mật khẩu", where=str(path), hint="bỏ mật khẩu rồi chạy lại")
        yield reader


def _check_is_pdf(path: Path) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise InputError(
            f"không đọc được tệp: {explain_os_error(error)}", where=str(path), hint="kiểm tra lại tên tệp và quyền đọc"
        ) from error
    if b"%PDF-" not in head:
        raise InputError("tệp không phải là PDF", where=str(path), hint="chọn tệp .pdf")


def _read_version(reader: PdfReader) -> str:
    """Return the version; the catalogue may raise the one that the first line tells."""
    version = reader.root_object.get("/Version")
    return str(version).lstrip("/") if version else reader.pdf_header.removeprefix("%PDF-")


def _read_claim(reader: PdfReader) -> str | None:
    xmp = reader.xmp_metadata
    if xmp is None or not xmp.pdfaid_part:
        return None
    return f"{xmp.pdfaid_part}{xmp.pdfaid_conformance or ''}".lower()


def _walk_fonts(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    """Yield name and embedded-or-not of each font that a page, a form on it or an annotation may use."""
    waiting: list[object] = []
    for page in reader.pages:
        waiting += [page.get("/Resources"), *(_list_appearances(page))]
    seen: dict[int, object] = {}  # the object too, so that its identity is not given to another
    while waiting:
        resources = _resolve(waiting.pop())
        # Forms may share their resources, and a broken file may make them circular.
        if not isinstance(resources, dict) or id(resources) in seen:
            continue
        seen[id(resources)] = resources
        for font in _list_values(resources.get("/Font")):
            yield _describe_font(font)
            waiting.append(font.get("/Resources"))  # a Type 3 font draws its letters with others
        waiting += [form.get("/Resources") for form in _list_values(resources.get("/XObject"))]
        waiting += [pattern.get("/Resources") for pattern in _list_values(resources.get("/Pattern"))]


def _list_appearances(page: DictionaryObject) -> Iterator[object]:
    """Yield the resources of what annotations and form fields show."""
    annotations = _resolve(page.get("/Annots"))
    for annotation in annotations if isinstance(annotations, list) else ():
        dictionary = _resolve(annotation)
        appearance = _resolve(dictionary.get("/AP")) if isinstance(dictionary, dict) else None
        for state in _list_values(appearance):
            yield state.get("/Resources")
            yield from (form.get("/Resources") for form in _list_values(state))


def _describe_font(font: dict[Any, Any]) -> tuple[str, bool]:
    name = str(font.get("/BaseFont", font.get("/Name", "?"))).lstrip("/")
    if font.get("/Subtype") == "/Type3":
        return name, True  # its letters are drawn in the file itself
    descendants = _resolve(font.get("/DescendantFonts"))
    described = _resolve(descendants[0]) if isinstance(descendants, list) and descendants else font
    descriptor = _resolve(described.get("/FontDescriptor")) if isinstance(described, dict) else None
    embedded = isinstance(descriptor, dict) and any(key in descriptor for key in _EMBEDDED_FILES)
    return _SUBSET_PREFIX.sub("", name), embedded


def _list_values(container: object) -> list[dict[Any, Any]]:
    """Return the dictionaries that the dictionary ``container`` holds, resolved; nothing for anything else."""
    dictionary = _resolve(container)
    values = dictionary.values() if isinstance(dictionary, dict) else ()
    resolved = [_resolve(value) for value in values]
    return [value for value in resolved if isinstance(value, dict)]


def _resolve(thing: Any) -> Any:
    """Follow a reference to what it points to."""
    return thing.get_object() if hasattr(thing, "get_object") else thing
