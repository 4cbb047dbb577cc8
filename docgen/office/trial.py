"""Convert a tiny document, to know that LibreOffice works: that it is there says little.

A LibreOffice without its Writer part starts, tells its version, and converts nothing.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from docgen.office.convert import convert_to_pdf

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
    "word/document.xml": (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>Cộng hòa xã hội chủ nghĩa Việt Nam</w:t></w:r></w:p></w:body></w:document>"
    ),
}


def find_conversion_problem(soffice: str | None, timeout_s: float) -> str:
    """Convert a one-line document and return what went wrong, in Vietnamese, or nothing.

    ``timeout_s`` in seconds. Raises ToolError when LibreOffice is missing or cannot be started.
    """
    with tempfile.TemporaryDirectory(prefix="docgen-trial-") as folder:
        source = Path(folder, "thu.docx")
        with ZipFile(source, "w", ZIP_DEFLATED) as package:
            for name, text in _PARTS.items():
                package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
        (result,) = convert_to_pdf([source], Path(folder, "pdf"), soffice=soffice, timeout_s=timeout_s)
    return result.problem
