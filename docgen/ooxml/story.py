"""The paragraphs and tables of one part, in reading order: body, header, footer or note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from docgen.errors import InputError
from docgen.ooxml.facts import ParagraphFacts, Place, TableFacts, Twips
from docgen.ooxml.formats import NO_TABLE, Formats, ParagraphFormat, TableLayer
from docgen.ooxml.inline import Extras, InlineReader
from docgen.ooxml.labels import LabelCounter
from docgen.ooxml.names import ALTERNATE, SECT_PR, TBL, TRANSPARENT, P
from docgen.ooxml.numbering import Numbering
from docgen.ooxml.paragraph_properties import find_properties
from docgen.ooxml.shapes import choose_branch
from docgen.ooxml.table_styles import TableStyles
from docgen.ooxml.theme import Theme

# Paragraphs, runs, table rows and cells together; a page of dense tables has 200.
MAX_FACTS: Final = 150_000


@dataclass(frozen=True, slots=True)
class Resolver:
    """All that turns what is written into what is shown, for one document."""

    theme: Theme
    formats: Formats
    numbering: Numbering
    table_styles: TableStyles


class Allowance:
    """How many paragraphs, runs, table rows and cells a document may still have, all its parts together."""

    def __init__(self) -> None:
        self._left = MAX_FACTS

    def take(self, count: int) -> None:
        """Use up some; raises InputError when there are not so many left."""
        self._left -= count
        if self._left < 0:
            raise InputError("văn bản quá lớn để kiểm tra", hint="chia văn bản thành nhiều tệp")


class Container(NamedTuple):
    """What is around a paragraph: a cell of a table, a text box, or only the part."""

    table: int = -1
    row: int = -1
    column: int = -1
    text_box: int = -1
    layer: TableLayer = NO_TABLE


ReadTable = Callable[["Story", Any, Container], None]


class Story:
    """Reads one part. ``read_table`` is given from outside, because tables hold stories in turn."""

    def __init__(self, part: str, root: Any, resolver: Resolver, allowance: Allowance, read_table: ReadTable) -> None:
        self.paragraphs: list[ParagraphFacts] = []
        self.tables: list[TableFacts | None] = []
        self.sections: list[Any] = []
        self.resolver = resolver
        self.allowance = allowance
        self._part = part
        self._section = 0
        self._text_boxes = 0
        self._read_table = read_table
        self._inline = InlineReader(root, resolver.theme)
        self._labels = LabelCounter(resolver.numbering)
        # Paragraphs whose mark was deleted or is hidden, waiting for the one they run into.
        self._waiting: list[tuple[Any, ParagraphFormat]] = []

    def read_container(self, element: Any, container: Container, section: int = 0) -> range:
        """Read all blocks in a body, cell, text box, header or note; return the indexes of its paragraphs."""
        waiting, self._waiting = self._waiting, []
        self._section = max(self._section, section)
        first = len(self.paragraphs)
        self._read_blocks(element, container)
        self._release(container)
        self._waiting = waiting
        self._drop_outer_auto_spacing(first)
        return range(first, len(self.paragraphs))

    def _read_blocks(self, parent: Any, container: Container) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._read_paragraph(child, container)
            elif tag == TBL:
                self._release(container)
                self._read_table(self, child, container)
            elif tag in TRANSPARENT:
                self._read_blocks(child, container)
            elif tag == ALTERNATE:
                branch = choose_branch(child)
                if branch is not None:
                    self._read_blocks(branch, container)
            elif tag == SECT_PR and container.table < 0 and container.text_box < 0:
                self.sections.append(child)

    def _read_paragraph(self, paragraph: Any, container: Container) -> None:
        properties = find_properties(paragraph)
        form = self.resolver.formats.find_format(properties, container.layer)
        if form.mark_deleted or form.mark_hidden:
            self._waiting.append((paragraph, form))
        else:
            self._finish(paragraph, form, container)
        if form.ends_section and properties is not None and container.table < 0 and container.text_box < 0:
            self._release(container)
            self.sections.append(properties.find(SECT_PR))
            self._section += 1

    def _release(self, container: Container) -> None:
        """Nothing follows that waiting paragraphs could run into: the last of them stands for all, if it shows text."""
        if self._waiting:
            paragraph, form = self._waiting.pop()
            self._finish(paragraph, form, container, only_if_shown=True)

    def _finish(
        self, paragraph: Any, form: ParagraphFormat, container: Container, *, only_if_shown: bool = False
    ) -> None:
        inline = self._inline
        inline.begin()
        for other, its_form in self._waiting:
            # A deleted mark takes its formatting along; under a hidden one each part keeps its own.
            inline.read(other, form.text if its_form.mark_deleted else its_form.text)
        self._waiting.clear()
        inline.read(paragraph, form.text)
        if only_if_shown and not inline.runs and inline.extras is None:
            return
        extras = inline.extras
        self._append(paragraph, form, container, extras)
        if extras is not None and extras.shapes.text_boxes:
            for text_box in extras.shapes.text_boxes:
                self._read_text_box(text_box, container)

    def _append(self, paragraph: Any, form: ParagraphFormat, container: Container, extras: Extras | None) -> None:
        index = len(self.paragraphs)
        self.allowance.take(1 + len(self._inline.runs))
        # Setting the fields of a frozen value one by one takes ten times as long as filling its dictionary.
        facts = object.__new__(ParagraphFacts)
        values = facts.__dict__
        values.update(form.facts)
        table, row, column, text_box, _ = container
        values["place"] = Place(self._part, index, self._section, table, row, column, text_box)
        values["runs"] = tuple(self._inline.runs)
        values["node"] = paragraph
        if form.number:
            values["label"] = self._labels.next_label(form.number, form.level)
        if extras is not None:
            values["fields"] = tuple(extras.fields)
            values["drawings"] = tuple(extras.shapes.drawings)
            values["footnotes"] = tuple(extras.notes)
            values["has_page_break"] = extras.has_page_break
        self.paragraphs.append(facts)

    def _read_text_box(self, text_box: Any, container: Container) -> None:
        number = self._text_boxes
        self._text_boxes += 1
        outer = self._inline.enter_text_box()
        self.read_container(text_box, Container(container.table, container.row, container.column, number))
        self._inline.leave_text_box(outer)

    def _drop_outer_auto_spacing(self, first: int) -> None:
        """Automatic spacing counts only between paragraphs, as on web pages."""
        if first < len(self.paragraphs):
            if self.paragraphs[first].auto_spacing[0]:
                self.paragraphs[first] = replace(self.paragraphs[first], before=Twips(0))
            if self.paragraphs[-1].auto_spacing[1]:
                self.paragraphs[-1] = replace(self.paragraphs[-1], after=Twips(0))
