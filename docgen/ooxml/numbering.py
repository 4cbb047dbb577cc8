"""Definitions of automatic numbering: which level of which list a paragraph is on, and what that level says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from docgen.ooxml.names import PPR, RPR, VAL, W
from docgen.ooxml.paragraph_properties import ParagraphLayer, make_paragraph_key, read_paragraph_layer
from docgen.ooxml.run_properties import RunLayer, make_run_key, read_run_layer
from docgen.ooxml.styles import StyleSheet
from docgen.ooxml.units import find_int, is_on

LEVELS: Final = 9
# Word's own limit for the text of a level is 31 characters.
_MAX_TEXT: Final = 100


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the level whose use starts it anew: None for any above, 0 for never."""

    start: int
    format: str
    custom: str
    text: str
    restart: int | None
    legal: bool
    picture: bool
    style: str
    paragraph: ParagraphLayer
    run: RunLayer


@dataclass(frozen=True, slots=True)
class NumberList:
    """A list that paragraphs refer to by w:numId: its levels, where it starts anew, whose counters it goes on with."""

    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    level_of_style: dict[str, int]


class Numbering:
    """The numbering part, read when first asked for. ``root`` is None when there is none."""

    def __init__(self, root: Any | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._lists: dict[int, NumberList | None] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._abstract: dict[str, Any] = {}
        self._numbers: dict[int, Any] = {}
        for node in root if root is not None else ():
            if node.tag == f"{W}abstractNum":
                self._abstract.setdefault(node.get(f"{W}abstractNumId", ""), node)
            elif node.tag == f"{W}num":
                number = find_int(node.get(f"{W}numId"))
                if number is not None:
                    self._numbers.setdefault(number, node)

    def find_list(self, number: int) -> NumberList | None:
        """Return the list with a w:numId, None when it does not exist; 0 means no numbering."""
        if number not in self._lists:
            self._lists[number] = self._read_list(number) if number else None
        return self._lists[number]

    def find_level(self, number: int, level: int) -> Level | None:
        """Return a level of a list, None when it does not exist."""
        found = self.find_list(number)
        return found.levels.get(level) if found is not None else None

    def _read_list(self, number: int) -> NumberList | None:
        node = self._numbers.get(number)
        if node is None:
            return None
        abstract_id, abstract = self._find_abstract(node)
        if abstract is None:
            return None
        levels = self._read_levels(abstract_id, abstract)
        starts: dict[int, int] = {}
        for override in islice(node.iterchildren(f"{W}lvlOverride"), LEVELS):
            index = _level_of(override)
            replaced = override.find(f"{W}lvl")
            if replaced is not None:
                levels = {**levels, index: self._read_level(replaced)}
            start = find_int(_value_of(override, "startOverride"))
            if start is not None:
                starts[index] = start
        by_style = {level.style: index for index, level in levels.items() if level.style}
        return NumberList(abstract_id, levels, starts, by_style)

    def _read_levels(self, abstract_id: str, abstract: Any) -> dict[int, Level]:
        """Read the levels of a definition once for all lists that use it."""
        if abstract_id not in self._levels:
            nodes = {_level_of(node): node for node in islice(abstract.iterchildren(f"{W}lvl"), LEVELS)}
            self._levels[abstract_id] = {index: self._read_level(node) for index, node in nodes.items()}
        return self._levels[abstract_id]

    def _find_abstract(self, node: Any) -> tuple[str, Any | None]:
        """Follow w:numStyleLink, by which a list borrows the definition of a numbering style."""
        seen: set[str] = set()
        while True:
            abstract_id = _value_of(node, "abstractNumId") or ""
            abstract = self._abstract.get(abstract_id)
            link = _value_of(abstract, "numStyleLink") if abstract is not None else None
            if abstract is None or not link or abstract_id in seen:
                return abstract_id, abstract
            seen.add(abstract_id)
            style = self._styles.find_style(link, "numbering")
            linked = self._numbers.get(style.paragraph.get("number", 0)) if style is not None else None
            if linked is None:
                return abstract_id, abstract
            node = linked

    def _read_level(self, node: Any) -> Level:
        start = find_int(_value_of(node, "start"))
        form = node.find(f"{W}numFmt")
        if form is None:
            form = next(node.iter(f"{W}numFmt"), None)  # inside mc:AlternateContent
        text = node.find(f"{W}lvlText")
        legal = node.find(f"{W}isLgl")
        theme = self._styles.theme
        paragraph = read_paragraph_layer(make_paragraph_key(node.find(PPR)), theme)
        paragraph.pop("number", None)
        paragraph.pop("level", None)
        paragraph.pop("style", None)
        return Level(
            start=start if start is not None else 0,
            format=form.get(VAL, "decimal") if form is not None else "decimal",
            custom=form.get(f"{W}format", "") if form is not None else "",
            text=text.get(VAL, "")[:_MAX_TEXT] if text is not None else "",
            restart=find_int(_value_of(node, "lvlRestart")),
            legal=legal is not None and is_on(legal.get(VAL)),
            picture=node.find(f"{W}lvlPicBulletId") is not None,
            style=_value_of(node, "pStyle") or "",
            paragraph=paragraph,
            run=read_run_layer(make_run_key(node.find(RPR)), theme),
        )


def _level_of(node: Any) -> int:
    return max(0, min(LEVELS - 1, find_int(node.get(f"{W}ilvl")) or 0))


def _value_of(node: Any, name: str) -> str | None:
    child = node.find(W + name)
    return None if child is None else child.get(VAL)
