"""Finds the tag at which rendering failed: rendered once more, with every tag on a line of its own."""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.rendering.even_indents import EvenIndents
from docgen.rendering.limits import start_counting
from docgen.rendering.patching import patch_parts
from docgen.rendering.prepared import DOCUMENT
from docgen.rendering.preparing import open_package, open_template, parse_part
from docgen.rendering.sandbox import load_traced, make_environment, parse_source
from docgen.rendering.tags import TAG, Place, place_paragraphs

_OPENING = re.compile(r"\{\{|\{%|\{#")
# What loading a template adds to its tags: the indents of centred text, the places of the sections.
_ADDED = re.compile(r"\| even_(?:left|right)\(|\b(?:main_end|final_section)\b")


@dataclass(frozen=True, slots=True)
class FailingTag:
    """A tag as the clerk wrote it, and where it stands."""

    text: str
    place: Place


def find_failing_tag(path: Path, context: Mapping[str, Any]) -> FailingTag | None:
    """Return the tag at which rendering fails, None where it cannot be told."""
    data = path.read_bytes()
    opened = open_template(path, data)
    environment = make_environment(EvenIndents(opened.centred))
    members, root, _ = open_package(path, data)
    for name, patched in patch_parts(path, opened.sources).items():
        source = patched.replace("\n", " ")
        tree = parse_source(environment, _OPENING.sub(r"\n\g<0>", source))
        part = load_traced(environment, tree)
        try:
            part.render(start_counting(context))
        except Exception as error:  # noqa: BLE001 - expressions in tags can fail in any way that Python can
            lines = [
                frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"
            ]
            tags = [match[0] for match in TAG.finditer(source)]
            own = _count_own(tags, (lines[-1] or 0) - 2) if lines else -1
            written = [
                FailingTag(match[0], paragraph.place)
                for paragraph in place_paragraphs({name: root if name == DOCUMENT else parse_part(members[name])})
                for match in TAG.finditer(paragraph.text)
            ]
            return written[own] if 0 <= own < len(written) else None
    return None


def _count_own(tags: list[str], index: int) -> int:
    """Return which of the clerk's own tags the tag ``index`` of a loaded part is, or goes with."""
    if not 0 <= index < len(tags):
        return -1
    return sum(not _ADDED.search(tag) for tag in tags[:index])
