"""The body of a document as WordprocessingML, in the named styles of the template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from docgen.model import Block, Content, Division, Footnote, Level, Paragraph, Reference, Run, Table, has_title, label
from docgen.model.blocks import HEADING_WORDS, walk_blocks
from docgen.model.inline import plain_text
from docgen.rendering.footnote_part import Footnotes
from docgen.rendering.geometry import Geometry
from docgen.rendering.tables import TableWriter
from docgen.rendering.wordml import (
    PLAIN_RUN_END,
    PLAIN_RUN_START,
    Written,
    escape_text,
    open_paragraph,
    write_paragraph,
    write_run,
)
from docgen.vietnamese.text_width import measure_text

END_MARK = "./."
_STYLES = {
    Level.ARTICLE: "Dieu",
    Level.ROMAN: "MucLaMa",
    Level.CLAUSE: "Khoan",
    Level.DECIMAL: "Khoan",
    Level.POINT: "Diem",
    Level.DASH: "Gach",
    Level.PLUS: "Cong",
}
_TITLE_STYLES = {Level.ARTICLE: "DieuCoTieuDe", Level.CLAUSE: "KhoanCoTieuDe", Level.DECIMAL: "KhoanCoTieuDe"}
_SIGNATURE_LINES = 2  # of the text, at least, on the page of the signature
_GAP = 120  # 6 pt between paragraphs (II.6.e); a table has none of its own


# By whether a paragraph stays with the next, and whether it stands after a table.
_AFTER_TABLE = f'<w:spacing w:before="{_GAP}"/>'
_PROPERTIES = (("", _AFTER_TABLE), ("<w:keepNext/>", f"<w:keepNext/>{_AFTER_TABLE}"))
_RUN_START = PLAIN_RUN_START.encode()
_PARAGRAPH_END = f"{PLAIN_RUN_END}</w:p>".encode()

NameReference = Callable[[str], str]
"""Gives the words for a legal reference: in full the first time, short after."""


@lru_cache(maxsize=256)
def _open_paragraph(style: str, properties: str) -> bytes:
    return open_paragraph(style, properties=properties).encode()


def _is_heading(block: Paragraph | Division) -> bool:
    """Whether the style of a block keeps it with what follows."""
    return block.kind == "division" and (
        block.level in HEADING_WORDS
        or block.level is Level.ROMAN
        or (block.level in _TITLE_STYLES and has_title(block))
    )


class BodyWriter(NamedTuple):
    """Writes the blocks of one body into a column of ``available`` twips."""

    footnotes: Footnotes
    name_reference: NameReference
    geometry: Geometry
    available: int

    def write(self, blocks: Sequence[Block], *, before_signature: bool = False) -> Written:
        """Return the blocks as paragraphs and tables, the last text closed with "./." (forms of Annex III).

        ``before_signature`` keeps the last two lines on the page of the signature.
        """
        flat = list(walk_blocks(blocks))
        kept = self._find_kept(flat) if before_signature else _Kept(len(flat), 0)
        tables = [block.kind == "table" for block in flat]
        last = len(flat) - 1
        written: list[bytes] = []
        around = zip(flat, [False, *tables], [*tables[1:], False], strict=False)
        for index, (block, after_table, before_table) in enumerate(around):
            if block.kind == "table":
                written += self._write_table(block, kept.rows if index == kept.first else 0, after_table)
                continue
            # What announces a table stands on the page where the table begins.
            keep = before_table or index >= kept.first
            if after_table and _is_heading(block):
                # LibreOffice leaves a heading alone at the foot of a page when a table stands right above it.
                written.append(write_paragraph("KetThucPhan", "").encode())
            content = _close_text(block.content) if index == last else block.content
            written += self._write_text(block, content, _PROPERTIES[keep][after_table])
        if before_signature and tables and tables[-1]:
            # The signature is laid out as a table: two in a row would grow together.
            written.append(write_paragraph("KetThucPhan", "", properties="<w:keepNext/>").encode())
        return Written(b"".join(written))

    def _write_table(self, table: Table, kept_rows: int, after_table: bool) -> list[bytes]:
        # Two tables in a row would grow together.
        parting = [write_paragraph("BangTrai", "").encode()] if after_table else []
        size = self.geometry.look_of("BangTrai").size_pt
        return parting + TableWriter(table, self.available, size, self.write_content, kept_rows).write()

    def _write_text(self, block: Paragraph | Division, content: Content, properties: str) -> list[bytes]:
        if block.kind == "paragraph":
            return self._write_paragraph("NoiDung", content, properties)
        if block.level in HEADING_WORDS:
            heading = write_paragraph("DeMuc", write_run(label(block)), properties=properties)
            return [heading.encode(), *self._write_paragraph("TieuDeDeMuc", content)]
        titled = block.level in _TITLE_STYLES and has_title(block)
        style = _TITLE_STYLES[block.level] if titled else _STYLES[block.level]
        first = content[0]
        bold = block.level is Level.ARTICLE or (isinstance(first, Run) and first.bold)
        return self._write_paragraph(style, content, properties, write_run(f"{label(block)} ", bold and not titled))

    def _write_paragraph(self, style: str, content: Content, properties: str = "", marker: str = "") -> list[bytes]:
        """Return a paragraph in pieces, the text of nearly all in one of its own: it alone need be encoded."""
        opening = _open_paragraph(style, properties)
        if len(content) == 1 and (run := content[0]).kind == "run" and not run.bold and not run.italic:
            text = escape_text(run.text).encode()
            return [opening, marker.encode(), _RUN_START, text, _PARAGRAPH_END]
        return [opening, f"{marker}{self.write_content(content)}</w:p>".encode()]

    def _find_kept(self, flat: Sequence[Block]) -> _Kept:
        """Find the fewest last blocks that are sure to be two lines: so many go with the signature."""
        lines = 0
        for index in reversed(range(len(flat))):
            block = flat[index]
            if block.kind == "table":
                return _Kept(index, rows=_SIGNATURE_LINES - lines)
            marker = f"{label(block)} " if block.kind == "division" else ""
            width = measure_text(marker + plain_text(block.content), self.geometry.look_of("NoiDung").size_pt)
            # Cautious: a second line is counted only when the text is too long for one, indent or not.
            lines += 1 + int(width > self.available)
            if lines >= _SIGNATURE_LINES:
                return _Kept(index, rows=0)
        return _Kept(0, rows=0)

    def write_content(self, content: Content) -> str:
        """Return the runs of one paragraph; footnotes go to their own part."""
        return "".join(map(self._write_inline, content))

    def _write_inline(self, inline: Run | Reference | Footnote) -> str:
        match inline:
            case Run():
                return write_run(inline.text, inline.bold, inline.italic)
            case Reference():
                return write_run(self.name_reference(inline.id), inline.bold, inline.italic)
            case Footnote():
                number = self.footnotes.add(self.write_content(inline.content))
                return (
                    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                    f'<w:footnoteReference w:id="{number}"/></w:r>'
                )


def _close_text(content: Content) -> Content:
    """Let the text end with "./.": in place of its own last mark, before a footnote that ends it."""
    parts = list(content)
    index = next((i for i in reversed(range(len(parts))) if not isinstance(parts[i], Footnote)), None)
    if index is None:
        return (*content, Run(text=END_MARK))
    last = parts[index]
    if isinstance(last, Reference):
        parts.insert(index + 1, Run(text=END_MARK, bold=last.bold, italic=last.italic))
    elif isinstance(last, Run) and not last.text.rstrip().endswith(END_MARK):
        text = last.text.rstrip()
        text = text[:-1] if text.endswith((".", ";", ",")) and not text.endswith("...") else text
        parts[index] = last.model_copy(update={"text": text + END_MARK})
    return tuple(parts)


class _Kept(NamedTuple):
    """From where on the text stays with the signature: the first block, and of the rows of a table at the end."""

    first: int
    rows: int
