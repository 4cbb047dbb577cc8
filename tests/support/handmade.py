"""Word files as people make them by hand, for tests: a few words of Python instead of pages of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)


def paragraph(
    text: str = "",
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 14,
    align: str = "left",
    first_line: int = 0,
    left: int = 0,
    before: int = 0,
    page_break: bool = False,
    framed: bool = False,
    section: bool = False,
) -> str:
    """Return a paragraph; a tab in the text is a tab, a line end a line break."""
    ppr = (
        ("<w:pageBreakBefore/>" if page_break else "")
        + (_FRAME if framed else "")
        + f'<w:spacing w:before="{before}"/><w:ind w:left="{left}" w:firstLine="{first_line}"/><w:jc w:val="{align}"/>'
        + (SECTION if section else "")
    )
    rpr = (
        '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
        + ("<w:b/>" if bold else "")
        + ("<w:i/>" if italic else "")
        + f'<w:sz w:val="{round(size * 2)}"/>'
    )
    return f"<w:p><w:pPr>{ppr}</w:pPr>{f'<w:r><w:rPr>{rpr}</w:rPr>{_write(text)}</w:r>' if text else ''}</w:p>"


_FRAME = "<w:pBdr>" + "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="1" w:color="FF0000"/>' for side in ("top", "left", "bottom", "right")
) + "</w:pBdr>"  # fmt: skip


def _write(text: str) -> str:
    pieces = escape(text).replace("\t", "\x00<w:tab/>\x00").replace("\n", "\x00<w:br/>\x00").split("\x00")
    return "".join(
        piece if piece.startswith("<w:") else f'<w:t xml:space="preserve">{piece}</w:t>' for piece in pieces if piece
    )


def table(*rows: Sequence[str], borders: bool = False, widths: Sequence[int] = (3500, 5500)) -> str:
    """Return a table of cells, each cell the XML of its paragraphs."""
    lines = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    body = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell or "<w:p/>"}</w:tc>'
            for width, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    look = f"<w:tblBorders>{lines}</w:tblBorders>" if borders else ""
    return f"<w:tbl><w:tblPr>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"


def text_box(*paragraphs: str) -> str:
    """Return a paragraph that holds a text box."""
    return (
        '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="width:100pt;height:30pt">'
        f"<v:textbox><w:txbxContent>{''.join(paragraphs)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def document(*blocks: str) -> bytes:
    """Return a .docx file of these blocks."""
    buffer = io.BytesIO()
    body = f'<w:document xmlns:w="{_W}"><w:body>{"".join(blocks)}{SECTION}</w:body></w:document>'
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (("[Content_Types].xml", _TYPES), ("_rels/.rels", _RELATIONS), ("word/document.xml", body)):
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return buffer.getvalue()
