"""The paragraphs and tables of one part, in reading order: body, header, footer or note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from docgen.errors import InputError
from docgen.ooxml.facts import ParagraphFacts, Place, TableFacts, Twips
from docgen.ooxml.formats import NO_TABLE, Formats, ParagraphFormat, TableLayer
from docgen.ooxml.inline import Content, InlineReader
from docgen.ooxml.labels import LabelCounter
from docgen.ooxml.names import ALTERNATE, SECT_PR, TBL, TRANSPARENT, P
from docgen.ooxml.numbering import Numbering
from docgen.ooxml.paragraph_properties import find_properties
from docgen.ooxml.shapes import choose_branch
from docgen.ooxml.table_styles import TableStyles
from docgen.ooxml.theme import Theme

MAX_PARAGRAPHS: Final = 200_000


@dataclass(frozen=True, slots=True)
class Resolver:
    """All that turns what is written into what is shown, for one document."""

    theme: Theme
    formats: Formats
    numbering: Numbering
    table_styles: TableStyles


@dataclass(frozen=True, slots=True)
class Container:
    """What is around a paragraph: a cell of a table, a text box, or only the part."""

    table: int = -1
    row: int = -1
    column: int = -1
    text_box: int = -1
    layer: TableLayer = NO_TABLE


class Story:
    """Reads one part. ``read_table`` is given from outside, because tables hold stories in turn."""

    def __init__(self, part: str, resolver: Resolver, read_table: Callable[[Story, Any, Container], None]) -> None:
        self.paragraphs: list[ParagraphFacts] = []
        self.tables: list[TableFacts | None] = []
        self.sections: list[Any] = []
        self.resolver = resolver
        self._part = part
        self._section = 0
        self._text_boxes = 0
        self._read_table = read_table
        self._inline = InlineReader(resolver.theme)
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
        if properties is not None and container.table < 0 and container.text_box < 0:
            section = properties.find(SECT_PR)
            if section is not None:
                self._release(container)
                self.sections.append(section)
                self._section += 1

    def _release(self, container: Container) -> None:
        """Nothing follows that waiting paragraphs could run into: the last of them stands for all, if it shows text."""
        if self._waiting:
            paragraph, form = self._waiting.pop()
            self._finish(paragraph, form, container, only_if_shown=True)

    def _finish(
        self, paragraph: Any, form: ParagraphFormat, container: Container, *, only_if_shown: bool = False
    ) -> None:
        content = Content()
        for other, its_form in self._waiting:
            # A deleted mark takes its formatting along; under a hidden one each part keeps its own.
            self._inline.read(other, form.text if its_form.mark_deleted else its_form.text, content)
        self._waiting.clear()
        self._inline.read(paragraph, form.text, content)
        if only_if_shown and not (content.runs or content.shapes.drawings or content.shapes.text_boxes):
            return
        self._append(paragraph, form, container, content)
        for text_box in content.shapes.text_boxes:
            self._read_text_box(text_box, container)

    def _append(self, paragraph: Any, form: ParagraphFormat, container: Container, content: Content) -> None:
        index = len(self.paragraphs)
        if index >= MAX_PARAGRAPHS:
            raise InputError(f"văn bản có hơn {MAX_PARAGRAPHS} đoạn", hint="chia văn bản thành nhiều tệp")
        standing = form.standing
        self.paragraphs.append(
            ParagraphFacts(
                place=Place(
                    *(self._part, index, self._section),
                    *(container.table, container.row, container.column, container.text_box),
                ),
                runs=tuple(content.runs),
                style_id=form.style_id,
                style_name=form.style_name,
                align=standing.align,
                left=standing.left,
                right=standing.right,
                first_line=standing.first_line,
                before=standing.before,
                after=standing.after,
                line=standing.line,
                line_rule=standing.line_rule,
                contextual_spacing=standing.contextual_spacing,
                keep_next=standing.keep_next,
                page_break_before=standing.page_break_before,
                label=self._labels.next_label(standing.number, standing.level) if standing.number else "",
                borders=standing.borders,
                fields=tuple(content.fields),
                drawings=tuple(content.shapes.drawings),
                footnotes=tuple(content.notes),
                node=paragraph,
                has_page_break=content.has_page_break,
                auto_spacing=(standing.before_auto, standing.after_auto),
            )
        )

    def _read_text_box(self, text_box: Any, container: Container) -> None:
        number = self._text_boxes
        self._text_boxes += 1
        fields, self._inline.open_fields = self._inline.open_fields, []
        inside = Container(container.table, container.row, container.column, number)
        self.read_container(text_box, inside)
        self._inline.open_fields = fields

    def _drop_outer_auto_spacing(self, first: int) -> None:
        """Automatic spacing counts only between paragraphs, as on web pages."""
        if first < len(self.paragraphs):
            if self.paragraphs[first].auto_spacing[0]:
                self.paragraphs[first] = replace(self.paragraphs[first], before=Twips(0))
            if self.paragraphs[-1].auto_spacing[1]:
                self.paragraphs[-1] = replace(self.paragraphs[-1], after=Twips(0))
