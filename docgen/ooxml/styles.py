"""Styles: what each says with the styles it is based on, and the document's defaults below them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from docgen.ooxml.names import PPR, RPR, VAL, W
from docgen.ooxml.paragraph_properties import ParagraphLayer, lay_paragraphs, make_paragraph_key, read_paragraph_layer
from docgen.ooxml.run_properties import RunLayer, make_run_key, read_run_layer
from docgen.ooxml.theme import Theme

# Word allows ten or so; a hostile file has thousands.
_MAX_CHAIN: Final = 64
_STYLE: Final = f"{W}style"
_ID: Final = f"{W}styleId"
_TYPE: Final = f"{W}type"
_DEFAULT: Final = f"{W}default"
_NAME: Final = f"{W}name"
_BASED_ON: Final = f"{W}basedOn"


@dataclass(frozen=True, slots=True)
class Style:
    """One style as it stands in the styles part; ``chain`` of a sheet gives those it is based on."""

    id: str
    name: str
    kind: str
    based_on: str
    run: RunLayer
    paragraph: ParagraphLayer
    node: Any


class StyleSheet:
    """The styles of a document, read when first asked for. ``root`` is the styles part, None when there is none."""

    def __init__(self, root: Any | None, theme: Theme) -> None:
        self.theme = theme
        self._nodes: dict[str, Any] = {}
        self._styles: dict[str, Style] = {}
        self._chains: dict[str, tuple[Style, ...]] = {}
        self._runs: dict[str, RunLayer] = {}
        self._defaults: dict[str, str] = {}
        self.run_defaults: RunLayer = {}
        self.paragraph_defaults: ParagraphLayer = {}
        if root is not None:
            self._index(root)

    def _index(self, root: Any) -> None:
        for node in root.iterchildren(_STYLE):
            style_id = node.get(_ID, "")
            self._nodes.setdefault(style_id, node)
            if node.get(_DEFAULT) in ("1", "true", "on"):
                self._defaults.setdefault(node.get(_TYPE, "paragraph"), style_id)
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            run = defaults.find(f"{W}rPrDefault/{RPR}")
            paragraph = defaults.find(f"{W}pPrDefault/{PPR}")
            self.run_defaults = read_run_layer(make_run_key(run), self.theme)
            self.paragraph_defaults = read_paragraph_layer(make_paragraph_key(paragraph), self.theme)

    def find_style(self, style_id: str, kind: str) -> Style | None:
        """Return a style of a kind ("paragraph", "character", "table", "numbering"); None when there is none so."""
        style = self._styles.get(style_id)
        if style is None:
            node = self._nodes.get(style_id)
            if node is None:
                return None
            style = self._styles[style_id] = self._read(style_id, node)
        return style if style.kind == kind else None

    def find_or_default(self, style_id: str, kind: str) -> Style | None:
        """Return the style, or as Word does the default style of its kind when there is no such style."""
        found = self.find_style(style_id, kind) if style_id else None
        if found is None and kind in self._defaults:
            return self.find_style(self._defaults[kind], kind)
        return found

    def get_default(self, kind: str) -> str:
        """Return the id of the default style of a kind, "" when the document has none."""
        return self._defaults.get(kind, "")

    def chain(self, style: Style | None) -> tuple[Style, ...]:
        """Return the styles a style is based on, the farthest first, then itself; a circle is cut where it closes."""
        if style is None:
            return ()
        chain = self._chains.get(style.id)
        if chain is None:
            found: list[Style] = []
            seen: set[str] = set()
            one: Style | None = style
            while one is not None and one.id not in seen and len(found) < _MAX_CHAIN:
                seen.add(one.id)
                found.append(one)
                one = self.find_style(one.based_on, one.kind) if one.based_on else None
            chain = self._chains[style.id] = tuple(reversed(found))
        return chain

    def run_layer(self, style: Style | None) -> RunLayer:
        """Return what a style says of text, together with those it is based on."""
        if style is None:
            return {}
        merged = self._runs.get(style.id)
        if merged is None:
            merged = {}
            for one in self.chain(style):
                merged.update(one.run)
            self._runs[style.id] = merged
        return merged

    def paragraph_layer(self, style: Style | None) -> ParagraphLayer:
        """Return what a style says of paragraphs, together with those it is based on; numbering not applied."""
        return lay_paragraphs(*(one.paragraph for one in self.chain(style)))

    def _read(self, style_id: str, node: Any) -> Style:
        name = based_on = ""
        run: Any = None
        paragraph: Any = None
        for child in node:
            tag = child.tag
            if tag == _NAME:
                name = child.get(VAL, "")
            elif tag == _BASED_ON:
                based_on = child.get(VAL, "")
            elif tag == PPR:
                paragraph = child
            elif tag == RPR:
                run = child
        return Style(
            id=style_id,
            name=name,
            kind=node.get(_TYPE, "paragraph"),
            based_on=based_on,
            run=read_run_layer(make_run_key(run), self.theme),
            paragraph=read_paragraph_layer(make_paragraph_key(paragraph), self.theme),
            node=node,
        )
