"""A shipped template with changes that clerks make in Word, and the ways Word has of breaking a tag."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
_PROOF = '<w:proofErr w:type="spellStart"/>'


def run(text: str) -> str:
    return f'<w:r><w:rPr><w:lang w:val="vi-VN"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str) -> str:
    """Return a paragraph whose text Word has cut into runs, with the marks of its spelling checker between them."""
    return f'<w:p w:rsidR="00A1"><w:pPr><w:pStyle w:val="NoiDung"/></w:pPr>{_PROOF.join(map(run, runs))}</w:p>'


def table(*cells: str) -> str:
    """Return a table of one row, a cell for each group of paragraphs."""
    grid = '<w:gridCol w:w="2000"/>' * len(cells)
    columns = "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid><w:tr>{columns}</w:tr></w:tbl>"


class ClerkTemplate:
    """A copy of a shipped template in a folder of its own, with its manifest."""

    def __init__(self, folder: Path, kind: str = "van-ban-co-ten-loai") -> None:
        self.folder = folder
        self.path = folder / kind / "template.docx"
        shutil.copytree(TEMPLATES / kind, folder / kind)

    def rewrite(self, part: str, change: Callable[[str], str]) -> None:
        """Change the text of one part; the change must change something."""
        with zipfile.ZipFile(self.path) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        before = parts[part].decode()
        after = change(before)
        assert after != before
        parts[part] = after.encode()
        with zipfile.ZipFile(self.path, "w") as package:
            for name, data in parts.items():
                package.writestr(name, data)

    def insert(self, xml: str) -> None:
        """Put paragraphs or tables before the name of the type: the first is paragraph 2 of the body."""
        self.rewrite("word/document.xml", lambda text: text.replace("</w:tbl><w:p>", f"</w:tbl>{xml}<w:p>", 1))
