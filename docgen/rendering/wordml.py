"""The few shapes of WordprocessingML that rendering writes itself. Everything else stands in the templates.

Lengths are twips (1/20 pt, 1/1440 inch); font sizes are points.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

PLAIN_RUN_START, PLAIN_RUN_END = '<w:r><w:t xml:space="preserve">', "</w:t></w:r>"
TWIPS_PER_MM = 1440 / 25.4
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escape_text(text: str) -> str:
    """Return text as the content of an element."""
    # Nearly no text has any of them, and looking is quicker than replacing nothing.
    if "&" in text or "<" in text or ">" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def write_run(text: str, bold: bool = False, italic: bool = False) -> str:
    """Return a run of text; white space is kept as it is."""
    if not bold and not italic:
        return f"{PLAIN_RUN_START}{escape_text(text)}{PLAIN_RUN_END}"
    properties = f"<w:rPr>{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}</w:rPr>"
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape_text(text)}</w:t></w:r>'


def open_paragraph(style: str, *, properties: str = "") -> str:
    """Return the beginning of a paragraph, up to its first run."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'


def write_paragraph(style: str, runs: str, *, properties: str = "") -> str:
    """Return a paragraph in a named style; ``properties`` are further elements of w:pPr in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'


@lru_cache(maxsize=256)
def write_rule(width: int, available: int, *, style: str = "DongKe") -> Markup:
    """Return a drawn line of ``width``, centred in a column of ``available`` width."""
    indent = max(0, (available - width) // 2)
    return Markup(  # noqa: S704 - numbers only
        write_paragraph(style, "", properties=f'<w:ind w:left="{indent}" w:right="{indent}"/>')
    )


def write_box(style: str, text: str, *, left: int, right: int) -> Markup:
    """Return a boxed mark between two indents; its style draws the box."""
    return Markup(  # noqa: S704 - the text is escaped by write_run
        write_paragraph(style, write_run(text), properties=f'<w:ind w:left="{left}" w:right="{right}"/>')
    )


@lru_cache(maxsize=16)
def write_end_paragraph(section: str = "") -> Markup:
    """Return the invisible paragraph that ends a part: a table needs one after it, and it carries the section."""
    return Markup(write_paragraph("KetThucPhan", "", properties=section))  # noqa: S704 - a section of the template


class Written:
    """WordprocessingML as it goes into the file, in UTF-8: a long body is neither decoded nor joined again on its way.

    To a template it is markup like any other.
    """

    __slots__ = ("encoded",)

    def __init__(self, encoded: bytes) -> None:
        self.encoded = encoded

    def __html__(self) -> Markup:
        return Markup(self.encoded.decode())  # noqa: S704 - every piece comes from the writers of this room

    __str__ = __html__

    def __len__(self) -> int:
        return len(self.encoded)
