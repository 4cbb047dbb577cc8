"""A rendered document as the bytes of a .docx file. The same parts give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from markupsafe import escape

from docgen.model import Document, NumberedDocument

_EPOCH = (1980, 1, 1, 0, 0, 0)
_APPLICATION = "docgen"
_CORE = "docProps/core.xml"
_FOOTNOTES = "word/footnotes.xml"


def build_package(parts: Mapping[str, str], members: Mapping[str, bytes], footnotes: str, document: Document) -> bytes:
    """Put rendered parts and unchanged members together.

    ``footnotes`` are w:footnote elements to add; core properties say what the document is. The content types come
    first, as Word writes them.
    """
    contents = {name: data for name, data in members.items() if name not in (_CORE, _FOOTNOTES)}
    contents |= {name: xml.encode("utf-8") for name, xml in parts.items()}
    contents[_CORE] = _write_core(document).encode("utf-8")
    if _FOOTNOTES in members:
        contents[_FOOTNOTES] = _add_footnotes(members[_FOOTNOTES], footnotes)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in sorted(contents, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, date_time=_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, contents[name])
    return buffer.getvalue()


def _add_footnotes(part: bytes, footnotes: str) -> bytes:
    head, closing, tail = part.rpartition(b"</w:footnotes>")
    return head + footnotes.encode("utf-8") + closing + tail


def _write_core(document: Document) -> str:
    """Return the core properties. No time of making: it would differ each time and say nothing."""
    code = document.code if isinstance(document, NumberedDocument) else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(document.subject or document.type.name)}</dc:title>"
        f"<dc:subject>{escape(f'{document.type.name} {code}'.strip())}</dc:subject>"
        f"<dc:creator>{escape(document.organ.name)}</dc:creator><dc:language>vi-VN</dc:language>"
        "</cp:coreProperties>"
    )


def is_edited_since(data: bytes) -> bool:
    """Whether a .docx file was saved by another program than docgen: then it holds somebody's work.

    Word and LibreOffice write their own name into the extended properties. A file that cannot be read counts as edited.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return f"<Application>{_APPLICATION}</Application>".encode() not in package.read("docProps/app.xml")
    except (zipfile.BadZipFile, KeyError, OSError, EOFError):
        return True
