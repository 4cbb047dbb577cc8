"""Styles keep their names, not always their ids: LibreOffice makes new ids when it saves a template.

Rendering writes ids, so a template gets back the ids that go with the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from docgen.rendering.fields import STYLES
from docgen.rendering.looks import W

_REFERENCES = tuple(f"{W}{name}" for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))


def find_changed_ids(styles: Any) -> dict[str, str]:
    """Return the ids in w:styles that differ from those of rendering for the same name, with what they should be."""
    wanted = {name.casefold(): style for style, name in STYLES.items()}
    changed = {}
    for style in styles.iterfind(f"{W}style"):
        name, identifier = style.find(f"{W}name"), style.get(f"{W}styleId")
        right = wanted.get(name.get(f"{W}val").casefold()) if name is not None else None
        if right and right != identifier:
            changed[identifier] = right
    return changed


def restore_ids(trees: Iterable[Any], changed: Mapping[str, str]) -> None:
    """Put the right ids into trees of w:styles, w:document and the like."""
    for tree in trees:
        for style in tree.iter(f"{W}style"):
            style.set(f"{W}styleId", changed.get(style.get(f"{W}styleId"), style.get(f"{W}styleId")))
        for reference in tree.iter(*_REFERENCES):
            reference.set(f"{W}val", changed.get(reference.get(f"{W}val"), reference.get(f"{W}val")))


def find_missing(styles: Any) -> list[str]:
    """Return the names of the styles that rendering needs and w:styles does not have."""
    present = {style.get(f"{W}styleId") for style in styles.iterfind(f"{W}style")}
    return [name for style, name in STYLES.items() if style not in present]
