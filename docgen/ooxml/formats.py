"""Formatting resolved: from the properties written at a paragraph or run to what Word shows, each case worked out once.

Levels for text: document defaults, table style, paragraph style, character style, direct. For paragraphs: defaults,
table style, then each style of the chain with the numbering level it names below it, the level of direct numbering,
direct.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, cast

from docgen.ooxml.numbering import Numbering
from docgen.ooxml.paragraph_properties import (
    ParagraphKey,
    ParagraphLayer,
    Standing,
    is_mark,
    lay_paragraphs,
    make_paragraph_key,
    make_standing,
    read_paragraph_layer,
)
from docgen.ooxml.run_properties import Look, RunKey, RunLayer, lay_over, make_look, make_run_key, read_run_layer
from docgen.ooxml.styles import Style, StyleSheet


@dataclass(frozen=True, eq=False)
class TableLayer:
    """What a table style says of the text and paragraphs in one kind of cell; compared by identity."""

    run: RunLayer = field(default_factory=lambda: RunLayer())
    paragraph: ParagraphLayer = field(default_factory=lambda: ParagraphLayer())


NO_TABLE: Final = TableLayer()


class TextFormat:
    """The looks of runs in paragraphs of one style, in one kind of table cell."""

    def __init__(self, styles: StyleSheet, layers: tuple[RunLayer, ...]) -> None:
        self._styles = styles
        self._layers = layers
        self._looks: dict[RunKey, Look] = {}
        self.plain = self._make(())

    def find_look(self, properties: Any) -> Look:
        """Return how a run with this w:rPr element looks."""
        key = make_run_key(properties)
        look = self._looks.get(key)
        if look is None:
            look = self._looks[key] = self._make(key)
        return look

    def _make(self, key: RunKey) -> Look:
        direct = read_run_layer(key, self._styles.theme)
        style = self._styles.find_or_default(direct.pop("style", ""), "character")
        return make_look(lay_over(self._styles.run_defaults, (*self._layers, self._styles.run_layer(style)), direct))


@dataclass(frozen=True, slots=True)
class ParagraphFormat:
    """Everything formatting says of a paragraph. A deleted or hidden mark joins it with the next one."""

    style_id: str
    style_name: str
    standing: Standing
    text: TextFormat
    mark_deleted: bool
    mark_hidden: bool


class Formats:
    """Resolves the formatting of one document and remembers every case."""

    def __init__(self, styles: StyleSheet, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._paragraphs: dict[tuple[TableLayer, ParagraphKey], ParagraphFormat] = {}
        self._texts: dict[tuple[TableLayer, str], TextFormat] = {}
        self._chains: dict[str, tuple[ParagraphLayer, ParagraphLayer]] = {}

    def find_format(self, properties: Any | None, table: TableLayer) -> ParagraphFormat:
        """Return the format of a paragraph with this w:pPr element, in this kind of cell."""
        key = (table, make_paragraph_key(properties))
        found = self._paragraphs.get(key)
        if found is None:
            found = self._paragraphs[key] = self._make(key[1], table)
        return found

    def _make(self, key: ParagraphKey, table: TableLayer) -> ParagraphFormat:
        direct = read_paragraph_layer(key, self._styles.theme)
        style = self._styles.find_or_default(direct.get("style", ""), "paragraph")
        text = self._find_text(style, table)
        layer = self._lay(style, direct, table)
        return ParagraphFormat(
            style_id=style.id if style is not None else "",
            style_name=style.name if style is not None else "",
            standing=make_standing(layer, text.plain.size_pt),
            text=text,
            mark_deleted=is_mark(key, "del", "moveFrom"),
            mark_hidden=is_mark(key, "vanish") or text.plain.hidden,
        )

    def _find_text(self, style: Style | None, table: TableLayer) -> TextFormat:
        key = (table, style.id if style is not None else "")
        if key not in self._texts:
            own = self._styles.run_layer(style)
            if table is not NO_TABLE:
                own = cast(RunLayer, self._drop_defaults(style, own, self._styles.run_defaults))
            self._texts[key] = TextFormat(self._styles, (table.run, own))
        return self._texts[key]

    def _drop_defaults(self, style: Style | None, layer: Mapping[str, Any], defaults: Mapping[str, Any]) -> Any:
        """Leave out what the default style only repeats of the document defaults: there Word lets the table style win."""
        if style is None or style.id != self._styles.get_default("paragraph"):
            return layer
        return {name: value for name, value in layer.items() if name not in defaults or defaults[name] != value}

    def _lay(self, style: Style | None, direct: ParagraphLayer, table: TableLayer) -> ParagraphLayer:
        numbered, plain = self._lay_chain(style)
        own = numbered
        below: ParagraphLayer = {}
        if direct.get("number") == 0:
            own = plain
        elif "number" in direct or "level" in direct:
            number = direct.get("number", numbered.get("number", 0))
            below = self._level_layer(number, direct.get("level", numbered.get("level", 0)))
        if table is not NO_TABLE:
            own = cast(ParagraphLayer, self._drop_defaults(style, own, self._styles.paragraph_defaults))
        if "number" in direct and "level" not in direct:
            direct = lay_paragraphs(direct, {"level": 0})
        return lay_paragraphs(self._styles.paragraph_defaults, table.paragraph, own, below, direct)

    def _lay_chain(self, style: Style | None) -> tuple[ParagraphLayer, ParagraphLayer]:
        """Return what the chain of a style says, with the numbering levels it names and without."""
        style_id = style.id if style is not None else ""
        if style_id not in self._chains:
            numbered: ParagraphLayer = {}
            for one in self._styles.chain(style):
                below: ParagraphLayer = {}
                if "number" in one.paragraph or "level" in one.paragraph:
                    number = one.paragraph.get("number", numbered.get("number", 0))
                    level = self._level_of_style(number, one, numbered)
                    below = lay_paragraphs(self._level_layer(number, level), {"number": number})
                    numbered = lay_paragraphs(numbered, below, one.paragraph, {"level": level})
                else:
                    numbered = lay_paragraphs(numbered, one.paragraph)
            plain = self._styles.paragraph_layer(style)
            plain.pop("number", None)
            self._chains[style_id] = (numbered, plain)
        return self._chains[style_id]

    def _level_of_style(self, number: int, style: Style, inherited: ParagraphLayer) -> int:
        """Return the level that claims the style (w:pStyle), else the one the style names."""
        found = self._numbering.find_list(number)
        if found is not None and style.id in found.level_of_style:
            return max(0, found.level_of_style[style.id])
        return style.paragraph.get("level", inherited.get("level", 0))

    def _level_layer(self, number: int, level: int) -> ParagraphLayer:
        found = self._numbering.find_level(number, level)
        return found.paragraph if found is not None else {}
