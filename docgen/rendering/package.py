"""A rendered document as the bytes of a .docx file. The same parts give the same bytes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping

from markupsafe import escape

from docgen.model import Document, NumberedDocument
from docgen.rendering.footnote_part import FOOTNOTES, add_footnotes

_EPOCH = (1980, 1, 1, 0, 0, 0)
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SEAL = "docgen sha256 "
_CORE = "docProps/core.xml"


def build_package(parts: Mapping[str, str], members: Mapping[str, bytes], footnotes: str, document: Document) -> bytes:
    """Put rendered parts and unchanged members together.

    ``footnotes`` are w:footnote elements to add; core properties say what the document is. The content types come
    first, as Word writes them.
    """
    contents = {
        **members,
        **{name: _declare(xml).encode("utf-8") for name, xml in parts.items()},
        _CORE: _write_core(document).encode("utf-8"),
        FOOTNOTES: add_footnotes(members[FOOTNOTES], footnotes),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in sorted(contents, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, date_time=_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            package.writestr(member, contents[name])
        package.comment = _write_seal(package)
    return buffer.getvalue()


def _declare(xml: str) -> str:
    """Return a part with its XML declaration, which docxtpl drops from the body and keeps elsewhere."""
    return xml if xml.startswith("<?xml") else _DECLARATION + xml


def _write_seal(package: zipfile.ZipFile) -> bytes:
    """Return the archive comment that marks a file as untouched: whoever saves it anew drops or belies it."""
    members = sorted((member.filename, member.CRC, member.file_size) for member in package.infolist())
    return f"{_SEAL}{hashlib.sha256(repr(members).encode()).hexdigest()}".encode("ascii")


def _write_core(document: Document) -> str:
    """Return the core properties. No time of making: it would differ each time and say nothing."""
    code = document.code if isinstance(document, NumberedDocument) else ""
    return (
        f"{_DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(document.subject or document.type.name)}</dc:title>"
        f"<dc:subject>{escape(f'{document.type.name} {code}'.strip())}</dc:subject>"
        f"<dc:creator>{escape(document.organ.name)}</dc:creator><dc:language>vi-VN</dc:language>"
        "</cp:coreProperties>"
    )


def is_edited_since(data: bytes) -> bool:
    """Whether a .docx file was saved by another program than docgen: then it holds somebody's work.

    The name of the program in the extended properties would not do: libraries keep it. A file that cannot be read
    counts as edited.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.comment != _write_seal(package)
    except (zipfile.BadZipFile, OSError, EOFError):
        return True
