"""The layout of a template as plain values: its sections, the width of its columns, the look of its styles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from docgen.rendering.looks import Look


class Section(NamedTuple):
    """A section as its w:sectPr and the width of its text, in twips."""

    xml: str
    text_width: int


class Geometry(NamedTuple):
    """The layout of a template. ``part`` is the section of attached documents and appendices.

    ``looks`` are those of the styles by id, and of the document's defaults as ``""``.
    """

    main: Section
    part: Section
    landscape_part: Section
    column_widths: Mapping[str, int]
    looks: Mapping[str, Look]

    def width_of(self, tag: str) -> int:
        """Return the width of the column in which the paragraph tag ``{{p tag }}`` stands, in twips."""
        return self.column_widths.get(tag, self.main.text_width)

    def look_of(self, style: str) -> Look:
        """Return the look of a style; that of the document's defaults where there is no such style."""
        return self.looks.get(style) or self.looks[""]
