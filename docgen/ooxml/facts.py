"""What Word would show: the effective facts of a .docx file, styles, themes and numbering resolved.

Lengths are twips (1/20 pt); sizes of type are points. ``node`` is the lxml element a fact was read from, for those who
mend; facts are compared without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NewType

Twips = NewType("Twips", int)
"""A length in 1/20 pt."""

TWIPS_PER_MM = 1440 / 25.4

Align = Literal["left", "center", "right", "both"]
HeaderKind = Literal["default", "first", "even"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands. ``part`` is its name in the package; ``index`` counts the paragraphs of a part from 0.

    ``table``, ``row`` and ``column`` (grid column) are those of the innermost table cell around it, -1 outside tables;
    ``table`` indexes ``DocumentFacts.tables`` (in headers, footers and notes it counts the tables of that part, whose
    facts are not kept). ``text_box`` counts the text boxes of the part from 0, -1 outside them.
    """

    part: str
    index: int
    section: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    text_box: int = -1


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A stretch of text that looks the same throughout; hidden and deleted text is not among the facts.

    ``text`` is as stored (tab as "\\t", line break as "\\n", no-break hyphen as "-"); ``caps`` shows it in capitals.
    ``color`` is RRGGBB, "" for automatic. ``is_field`` marks text that a field made, ``is_symbol`` a character of a
    symbol font.
    """

    text: str
    font: str
    size_pt: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    caps: bool = False
    small_caps: bool = False
    superscript: bool = False
    color: str = ""
    highlight: str = ""
    is_field: bool = False
    is_symbol: bool = False
    node: Any = field(default=None, compare=False, repr=False)

    @property
    def shown(self) -> str:
        """The text as Word shows it."""
        return self.text.upper() if self.caps else self.text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn shape anchored in a paragraph: a line, a box, a picture or anything else. 0 where the size is unknown."""

    kind: Literal["line", "box", "picture", "other"]
    width: Twips
    height: Twips
    color: str = ""


@dataclass(frozen=True)
class ParagraphFacts:
    """A paragraph with everything resolved.

    ``label`` is the number or sign that automatic numbering shows before the text ("1.", "a)", "-"), with its own size
    and weight not considered. ``line`` is 240 for one line with ``line_rule`` auto, else twips. ``borders`` maps top,
    bottom, left, right to a colour (RRGGBB, "" for automatic) for sides that are drawn. ``fields`` are the instructions
    of its fields, blanks run together ("PAGE", "PAGE \\* MERGEFORMAT"); ``footnotes`` the keys of its notes in
    ``DocumentFacts.footnotes``.
    """

    place: Place
    runs: tuple[RunFacts, ...]
    style_id: str = ""
    style_name: str = ""
    align: Align = "left"
    left: Twips = Twips(0)
    right: Twips = Twips(0)
    first_line: Twips = Twips(0)  # negative: hanging
    before: Twips = Twips(0)
    after: Twips = Twips(0)
    line: int = 240
    line_rule: Literal["auto", "exact", "atLeast"] = "auto"
    contextual_spacing: bool = False
    keep_next: bool = False
    page_break_before: bool = False
    label: str = ""
    borders: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[str, ...] = ()
    drawings: tuple[Drawing, ...] = ()
    footnotes: tuple[str, ...] = ()
    node: Any = field(default=None, compare=False, repr=False)
    has_page_break: bool = False  # a manual one among its text
    auto_spacing: tuple[bool, bool] = (False, False)  # before, after: left to the program, as on web pages

    @cached_property
    def text(self) -> str:
        """The text as stored, without the automatic label."""
        return "".join(run.text for run in self.runs)

    @cached_property
    def shown(self) -> str:
        """The text as Word shows it: label, capitals; tabs and line breaks as single spaces, outer space stripped."""
        label = f"{self.label} " if self.label else ""
        return (label + "".join(run.shown for run in self.runs)).replace("\t", " ").replace("\n", " ").strip()

    @cached_property
    def ink(self) -> tuple[RunFacts, ...]:
        """The runs that leave a mark on the paper: more than white space."""
        return tuple(run for run in self.runs if run.text.strip())

    @property
    def in_table(self) -> bool:
        """Whether the paragraph stands in a table cell."""
        return self.place.table >= 0


@dataclass(frozen=True, slots=True)
class CellFacts:
    """A cell: grid column, columns spanned, width, its paragraphs as indexes into ``DocumentFacts.paragraphs``."""

    column: int
    span: int
    width: Twips
    paragraphs: tuple[int, ...]
    has_border: bool
    merged_above: bool = False  # goes on with the cell above it (vertical merge)


@dataclass(frozen=True, slots=True)
class TableFacts:
    """A table: rows of cells, whether any border is drawn, how many rows repeat, whether rows may break.

    ``parent`` is the index of the table around it, -1 for none.
    """

    index: int
    rows: tuple[tuple[CellFacts, ...], ...]
    has_borders: bool
    header_rows: int
    parent: int = -1
    node: Any = field(default=None, compare=False, repr=False)
    rows_may_break: bool = True


@dataclass(frozen=True)
class SectionFacts:
    """A section: paper, margins, page numbering, and its headers and footers (inherited ones resolved)."""

    index: int
    page_width: Twips
    page_height: Twips
    landscape: bool
    top: Twips
    bottom: Twips
    left: Twips
    right: Twips
    header_distance: Twips
    footer_distance: Twips
    title_page: bool
    page_start: int | None
    page_format: str
    columns: int
    headers: Mapping[HeaderKind, tuple[ParagraphFacts, ...]]
    footers: Mapping[HeaderKind, tuple[ParagraphFacts, ...]]
    node: Any = field(default=None, compare=False, repr=False)
    gutter: Twips = Twips(0)  # room for the binding, contained in ``left``
    begins: str = "nextPage"  # or continuous, evenPage, oddPage, nextColumn

    @property
    def text_width(self) -> int:
        """Width of the text in twips."""
        return self.page_width - self.left - self.right


@dataclass(frozen=True)
class DocumentFacts:
    """A whole document. ``paragraphs`` are those of the main part in reading order, cells and text boxes included (a
    text box where it is anchored, its fallback copy left out)."""

    paragraphs: tuple[ParagraphFacts, ...]
    tables: tuple[TableFacts, ...]
    sections: tuple[SectionFacts, ...]
    footnotes: Mapping[str, tuple[ParagraphFacts, ...]]
    even_and_odd_headers: bool
    has_tracked_changes: bool
    has_macros: bool
    application: str
    core: Mapping[str, str]
    is_strict: bool = False  # ISO Strict; the nodes are in the Transitional namespace all the same
