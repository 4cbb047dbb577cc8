"""Formatting resolved: from the properties written at a paragraph or run to what Word shows, each case worked out once.

Levels for text: document defaults, table style, paragraph style, character style, direct. For paragraphs: defaults,
table style, then each style of the chain with the numbering level it names below it, the level of direct numbering,
direct.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from docgen.errors import InputError
from docgen.ooxml.looks import Look, make_look
from docgen.ooxml.numbering import Numbering
from docgen.ooxml.paragraph_properties import (
    ParagraphKey,
    ParagraphLayer,
    ends_section,
    is_mark,
    lay_paragraphs,
    make_paragraph_key,
    read_paragraph_layer,
)
from docgen.ooxml.run_properties import RunKey, RunLayer, lay_over, make_run_key, read_run_layer
from docgen.ooxml.standing import make_standing
from docgen.ooxml.styles import Style, StyleSheet


@dataclass(frozen=True, eq=False)
class TableLayer:
    """What a table style says of the text and paragraphs in one kind of cell; compared by identity."""

    run: RunLayer = field(default_factory=lambda: RunLayer())
    paragraph: ParagraphLayer = field(default_factory=lambda: ParagraphLayer())


# New cases in one document. Most have a few hundred, one converted from PDF a few thousand.
_MAX_CASES: Final = 40_000
NO_TABLE: Final = TableLayer()
_EMPTY: Final = {
    **{"runs": (), "fields": (), "drawings": (), "footnotes": (), "label": "", "has_page_break": False},
}


class CaseCount:
    """How many different cases of formatting there were: in all, and in the document being read."""

    def __init__(self) -> None:
        self.total = 0
        self._before = 0

    def begin_document(self) -> None:
        """Count anew for another document."""
        self._before = self.total

    def add(self) -> None:
        """Count a case; raises InputError when no real document has so many."""
        self.total += 1
        if self.total - self._before > _MAX_CASES:
            hint = "xoá định dạng riêng của từng đoạn (Clear Formatting) rồi chạy lại"
            raise InputError("văn bản có quá nhiều kiểu định dạng khác nhau", hint=hint)


class TextFormat:
    """The looks of runs in paragraphs of one style, in one kind of table cell."""

    def __init__(self, styles: StyleSheet, layers: tuple[RunLayer, ...], cases: CaseCount) -> None:
        self._cases = cases
        self._styles = styles
        self._layers = layers
        self._looks: dict[RunKey, Look] = {}
        self.plain = self._make(())

    def find_look(self, properties: Any) -> Look:
        """Return how a run with this w:rPr element looks."""
        key = make_run_key(properties)
        look = self._looks.get(key)
        if look is None:
            self._cases.add()
            look = self._looks[key] = self._make(key)
        return look

    def _make(self, key: RunKey) -> Look:
        styles = self._styles
        direct = read_run_layer(key, styles.theme)
        named = styles.run_layer(styles.find_or_default(direct.pop("style", ""), "character"))
        layers = (*self._layers, named) if named else self._layers
        return make_look(lay_over(styles.run_defaults, layers, direct))


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Everything formatting says of a paragraph. A deleted or hidden mark joins it with the next one."""

    facts: Mapping[str, Any]
    """Fields of ``ParagraphFacts`` by name: those that formatting decides."""
    number: int
    level: int
    text: TextFormat
    mark_deleted: bool
    mark_hidden: bool
    ends_section: bool


class Formats:
    """Resolves the formatting of one document and remembers every case."""

    def __init__(self, styles: StyleSheet, numbering: Numbering) -> None:
        self.cases = CaseCount()
        self._styles = styles
        self._numbering = numbering
        self._paragraphs: dict[tuple[TableLayer, ParagraphKey], ParagraphFormat] = {}
        self._texts: dict[tuple[TableLayer, str], TextFormat] = {}
        self._chains: dict[str, ParagraphLayer] = {}

    def find_format(self, properties: Any | None, table: TableLayer) -> ParagraphFormat:
        """Return the format of a paragraph with this w:pPr element, in this kind of cell."""
        key = (table, make_paragraph_key(properties))
        found = self._paragraphs.get(key)
        if found is None:
            self.cases.add()
            found = self._paragraphs[key] = self._make(key[1], table)
        return found

    def _make(self, key: ParagraphKey, table: TableLayer) -> ParagraphFormat:
        direct = read_paragraph_layer(key, self._styles.theme)
        style = self._styles.find_or_default(direct.get("style", ""), "paragraph")
        text = self._find_text(style, table)
        standing = make_standing(self._lay(style, direct, table), text.plain.common[0])
        return ParagraphFormat(
            facts={
                **_EMPTY,
                **standing.facts,
                "style_id": style.id if style is not None else "",
                "style_name": style.name if style is not None else "",
            },
            number=standing.number,
            level=standing.level,
            text=text,
            mark_deleted=is_mark(key, "del", "moveFrom"),
            mark_hidden=is_mark(key, "vanish") or text.plain.hidden,
            ends_section=ends_section(key),
        )

    def _find_text(self, style: Style | None, table: TableLayer) -> TextFormat:
        key = (table, style.id if style is not None else "")
        if key not in self._texts:
            own = self._styles.run_layer(style)
            if table is not NO_TABLE:
                own = cast(RunLayer, self._drop_defaults(style, own, self._styles.run_defaults))
            self._texts[key] = TextFormat(self._styles, (table.run, own) if table.run else (own,), self.cases)
        return self._texts[key]

    def _drop_defaults(self, style: Style | None, layer: Mapping[str, Any], defaults: Mapping[str, Any]) -> Any:
        """Leave out what the default style only repeats of the defaults: there Word lets the table style win."""
        if style is None or style.id != self._styles.get_default("paragraph"):
            return layer
        return {name: value for name, value in layer.items() if name not in defaults or defaults[name] != value}

    def _lay(self, style: Style | None, direct: ParagraphLayer, table: TableLayer) -> ParagraphLayer:
        own = self._lay_chain(style)
        defaults = self._styles.paragraph_defaults
        below: ParagraphLayer = {}
        if direct.get("number") == 0:
            own = self._styles.paragraph_layer(style)
        elif "number" in direct or "level" in direct:
            # A direct number without a level means the first one.
            level = direct.get("level", 0 if "number" in direct else own.get("level", 0))
            below = {**self._level_layer(direct.get("number", own.get("number", 0)), level), "level": level}
        if table is NO_TABLE:
            return lay_paragraphs(defaults, own, below, direct)
        own = cast(ParagraphLayer, self._drop_defaults(style, own, defaults))
        return lay_paragraphs(defaults, table.paragraph, own, below, direct)

    def _lay_chain(self, style: Style | None) -> ParagraphLayer:
        """Return what a style says with those it is based on, each above the numbering level that it names."""
        if style is None:
            return {}
        found = self._chains.get(style.id)
        if found is None:
            found = {}
            for one in self._styles.chain(style):
                own = one.paragraph
                if "number" in own or "level" in own:
                    number = own.get("number", found.get("number", 0))
                    level = self._level_of_style(number, one, found)
                    found = lay_paragraphs(found, self._level_layer(number, level), own)
                    found["number"], found["level"] = number, level
                else:
                    found = lay_paragraphs(found, own)
            self._chains[style.id] = found
        return found

    def _level_of_style(self, number: int, style: Style, inherited: ParagraphLayer) -> int:
        """Return the level that claims the style (w:pStyle), else the one the style names."""
        found = self._numbering.find_list(number)
        if found is not None and style.id in found.level_of_style:
            return found.level_of_style[style.id]
        return style.paragraph.get("level", inherited.get("level", 0))

    def _level_layer(self, number: int, level: int) -> ParagraphLayer:
        found = self._numbering.find_level(number, level)
        return found.paragraph if found is not None else {}
