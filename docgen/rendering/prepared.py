"""A template made ready once: plain values, which a cache may keep, and from which documents are made."""

from __future__ import annotations

from collections.abc import Mapping
from types import CodeType
from typing import NamedTuple

from docgen.rendering.geometry import Geometry
from docgen.rendering.looks import Look
from docgen.rendering.package import Member

DOCUMENT = "word/document.xml"


class PreparedTemplate(NamedTuple):
    """What rendering needs of a template.

    ``code`` is that of the parts with tags, ``members`` are the other parts, packed. ``fields`` are the names that the
    tags ask for, ``centred`` the centred paragraphs by number (``even_indents``). ``footnotes`` is the part to which a
    document adds its own, from id ``first_footnote`` on. ``needs_docxtpl`` says that tables change their columns.
    """

    code: Mapping[str, CodeType]
    members: tuple[Member, ...]
    fields: frozenset[str]
    geometry: Geometry
    centred: tuple[tuple[Look, int], ...]
    footnotes: str
    first_footnote: int
    needs_docxtpl: bool
