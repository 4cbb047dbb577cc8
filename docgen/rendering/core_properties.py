"""The core properties of a rendered document: its title, type, code and agency."""

from __future__ import annotations

from docgen.model import Document, NumberedDocument
from docgen.rendering.wordml import DECLARATION, escape_text

CORE = "docProps/core.xml"


def write_core(document: Document) -> str:
    """Return the part. No time of making: it would differ each time and say nothing."""
    code = document.code if isinstance(document, NumberedDocument) else ""
    return (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape_text(document.subject or document.type.name)}</dc:title>"
        f"<dc:subject>{escape_text(f'{document.type.name} {code}'.strip())}</dc:subject>"
        f"<dc:creator>{escape_text(document.organ.name)}</dc:creator><dc:language>vi-VN</dc:language>"
        "</cp:coreProperties>"
    )
