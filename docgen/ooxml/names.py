"""Names of OOXML: namespaces, and the elements and attributes of WordprocessingML that the readers ask for by name.

Only the Transitional namespaces appear; ``docgen.ooxml.package`` rewrites those of Strict documents on the way in.
"""

from __future__ import annotations

from typing import Final

W_URI: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{W_URI}}}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS: Final = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
PIC: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
V: Final = "{urn:schemas-microsoft-com:vml}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

VAL: Final = f"{W}val"
P: Final = f"{W}p"
R: Final = f"{W}r"
T: Final = f"{W}t"
PPR: Final = f"{W}pPr"
RPR: Final = f"{W}rPr"
TBL: Final = f"{W}tbl"
SECT_PR: Final = f"{W}sectPr"
TEXT_BOX: Final = f"{W}txbxContent"
ALTERNATE: Final = f"{MC}AlternateContent"
CHOICE: Final = f"{MC}Choice"
FALLBACK: Final = f"{MC}Fallback"

TRANSPARENT: Final = frozenset(
    W + name
    for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "hyperlink", "customXml", "dir", "bdo", "ruby")
) | {f"{W}rubyBase", CHOICE, FALLBACK}
"""Elements that only wrap what Word shows."""

TRACKED: Final = tuple(
    W + name
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "numberingChange"),
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblGridChange"),
    )
)
"""Elements that record a change not yet accepted."""
