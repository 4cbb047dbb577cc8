"""How the paragraphs of a template look: size, weight, capitals, alignment, indents, with styles resolved.

A clerk may change a style, put the change on the paragraph itself, or let a style take it from the one it is based on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORDS_SIZE = 20  # half points: what Word takes where nothing says a size


class Look(NamedTuple):
    """Size in points; side indents in twips."""

    size_pt: float = _WORDS_SIZE / 2
    bold: bool = False
    italic: bool = False
    caps: bool = False
    centred: bool = False
    left: int = 0
    right: int = 0


class StyleSheet:
    """The w:styles of a template."""

    def __init__(self, styles: Any) -> None:
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iterfind(f"{W}style")}
        self._default = next(
            (key for key, style in self._styles.items() if _is_default_paragraph(style)),
            None,
        )
        self._defaults = tuple(styles.iterfind(f"{W}docDefaults/*/*"))

    def read_looks(self) -> Mapping[str, Look]:
        """Return the look of every style by its id, and that of the document's defaults as ``""``."""
        return {style: _read_look(self._properties_of(style)) for style in ("", *filter(None, self._styles))}

    def look_of_paragraph(self, paragraph: Any) -> Look:
        """Return the look of a paragraph, with what is set on it and on its first run."""
        own = paragraph.find(f"{W}pPr")
        style = own.find(f"{W}pStyle") if own is not None else None
        run = paragraph.find(f"{W}r/{W}rPr")
        near = [element for element in (run, own) if element is not None]
        name = style.get(f"{W}val") if style is not None else self._default
        return _read_look([*near, *self._properties_of(name)])

    def _properties_of(self, style: str | None) -> list[Any]:
        """Return w:pPr and w:rPr of a style and of those it is based on, the nearest first, the defaults last."""
        found: list[Any] = []
        seen: set[str] = set()
        while style is not None and style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            found.extend(child for child in element if child.tag in (f"{W}pPr", f"{W}rPr"))
            base = element.find(f"{W}basedOn")
            style = base.get(f"{W}val") if base is not None else None
        return [*found, *self._defaults]


def _is_default_paragraph(style: Any) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")


def _read_look(properties: Iterable[Any]) -> Look:
    listed = list(properties)
    size = next(_find_values(listed, "sz"), None)
    alignment = next(_find_values(listed, "jc"), None)
    return Look(
        size_pt=int(size or _WORDS_SIZE) / 2,
        bold=_is_on(listed, "b"),
        italic=_is_on(listed, "i"),
        caps=_is_on(listed, "caps"),
        centred=alignment == "center",
        left=_read_indent(listed, "left", "start"),
        right=_read_indent(listed, "right", "end"),
    )


def _find_values(properties: Iterable[Any], name: str) -> Iterator[str]:
    for element in properties:
        for child in element.iterfind(f"{W}{name}"):
            yield child.get(f"{W}val", "true")


def _is_on(properties: Iterable[Any], name: str) -> bool:
    return next(_find_values(properties, name), "false") in ("true", "1", "on")


def _read_indent(properties: Iterable[Any], *names: str) -> int:
    for element in properties:
        for child in element.iterfind(f"{W}ind"):
            for name in names:
                if child.get(f"{W}{name}") is not None:
                    return int(child.get(f"{W}{name}"))
    return 0
