"""Finds the centred paragraphs of a template and lets their lines become about equally long.

A title that a clerk wrote as ``{{ subject }}`` stays that; only the compiled copy of the template carries the filters
(``even_indents``) that compute the indents while it is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from docgen.rendering.fields import FIELDS
from docgen.rendering.looks import Look, W
from docgen.rendering.tags import read_text

_VALUE_TAG = re.compile(r"\{\{(?![pr]\s)([^\"{}]*)\}\}")
_NAME = re.compile(r"[\w.]+")
_ITEM_OF_PART = re.compile(r"(\w+)\.\w+")
# Letters and marks that a Jinja string can hold as they are; anything else is as wide as a letter, more or less.
_NOT_PLAIN = re.compile(r"[^\w .,:;/()-]")

# What follows w:ind in w:pPr, by the schema.
_AFTER_INDENT = frozenset(
    f"{W}{name}"
    for name in (
        "contextualSpacing",
        "mirrorIndents",
        "suppressOverlap",
        "jc",
        "textDirection",
        "textAlignment",
        "textboxTightWrap",
        "outlineLvl",
        "divId",
        "cnfStyle",
        "rPr",
        "sectPr",
        "pPrChange",
    )
)


class CentredText:
    """The centred paragraphs of one template, by number: how each looks and how wide its column is."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[Look, int]] = []

    def set_indents(self, paragraph: Any, look: Look, width: int) -> None:
        """Put filters into the indents of a paragraph in a column of ``width`` twips.

        Does nothing for text that is not centred, has no ``{{ }}``, or has other tags beside it.
        """
        expression = _write_expression(read_text(paragraph))
        if expression is None or not look.centred:
            return
        self.paragraphs.append((look, width))
        arguments = f"{len(self.paragraphs) - 1}"
        part = _ITEM_OF_PART.fullmatch(expression)
        # An appendix may lie in landscape: its titles have the width of their own page.
        if part and part[1] not in FIELDS and next(paragraph.iterancestors(f"{W}tc"), None) is None:
            arguments += f", {part[1]}.text_width"
        indent = _get_indent(paragraph)
        for side in ("left", "right"):
            indent.set(f"{W}{side}", f"{{{{ ({expression}) | even_{side}({arguments}) }}}}")


def _get_indent(paragraph: Any) -> Any:
    """Return the w:ind of a paragraph, made where it is missing, in the place that the schema gives it."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    indent = properties.find(f"{W}ind")
    if indent is None:
        indent = etree.Element(f"{W}ind")
        later = (i for i, child in enumerate(properties) if child.tag in _AFTER_INDENT)
        properties.insert(next(later, len(properties)), indent)
    return indent


def _write_expression(text: str) -> str | None:
    """Return the text of a paragraph as one Jinja expression, or None where it cannot be written as one."""
    if not _VALUE_TAG.search(text) or re.search(r"\{[%#{]", _VALUE_TAG.sub("", text)):
        return None
    return " ~ ".join(_write_terms(text))


def _write_terms(text: str) -> Iterator[str]:
    # re.split with one group gives fixed text and expressions in turn.
    for index, piece in enumerate(_VALUE_TAG.split(text)):
        if index % 2:
            expression = piece.strip()
            yield expression if _NAME.fullmatch(expression) else f"({expression})"
        elif piece:
            yield f"'{_NOT_PLAIN.sub('x', piece)}'"
