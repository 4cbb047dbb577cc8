"""The footnotes of a document: Word keeps them in a part of their own, with two separators that come first."""

from __future__ import annotations

import re
from collections.abc import Mapping

from docgen.rendering.wordml import write_paragraph, write_run

FOOTNOTES = "word/footnotes.xml"
_CONTENT_TYPES = "[Content_Types].xml"
_RELATIONS = "word/_rels/document.xml.rels"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_EMPTY_PART = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<w:footnotes xmlns:w="{_WORD}">'
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)
_OVERRIDE = (
    '<Override PartName="/word/footnotes.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>'
)
_RELATION = (
    '<Relationship Id="rIdFootnotes" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
)
_ID = re.compile(r'<w:footnote\b[^>]*\bw:id="(-?\d+)"')


class Footnotes:
    """The footnotes of a whole document, in order; ``first`` is the first id that is free."""

    def __init__(self, first: int = 1) -> None:
        self.first = first
        self.contents: list[str] = []

    def add(self, runs: str) -> int:
        """Keep the runs of a footnote and return its id in the part."""
        self.contents.append(runs)
        return self.first + len(self.contents) - 1

    def write(self) -> str:
        """Return the w:footnote elements."""
        mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        opening = mark + write_run(" ")
        return "".join(
            f'<w:footnote w:id="{index}">{write_paragraph("FootnoteText", opening + runs)}</w:footnote>'
            for index, runs in enumerate(self.contents, start=self.first)
        )


def ensure_footnotes(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the members of a template with a part for footnotes; some programs drop it while it is empty."""
    if FOOTNOTES in members:
        return dict(members)
    return {
        **members,
        FOOTNOTES: _EMPTY_PART.encode(),
        _CONTENT_TYPES: _insert(members[_CONTENT_TYPES].decode("utf-8"), "</Types>", _OVERRIDE).encode(),
        _RELATIONS: _insert(members[_RELATIONS].decode("utf-8"), "</Relationships>", _RELATION).encode(),
    }


def find_first_id(part: str) -> int:
    """Return the first id that the footnotes already in the part leave free."""
    return max([int(found) for found in _ID.findall(part)] + [0]) + 1


def add_footnotes(part: str, footnotes: str) -> str:
    """Return the part with more w:footnote elements at its end."""
    return _insert(part, "</w:footnotes>", footnotes)


def _insert(part: str, before: str, text: str) -> str:
    head, closing, tail = part.rpartition(before)
    return head + text + closing + tail
