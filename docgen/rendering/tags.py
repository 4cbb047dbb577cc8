"""The tags that a clerk writes into a template: where they stand, whether they are whole, what they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.rendering.fields import FIELDS
from docgen.rendering.looks import Look, W

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_HALF_TAG = re.compile(r"(?:\{[{%#].*|.*[}%#]\})")
_PARAGRAPH_TAG = re.compile(r"\{\{p\s+(\w+)\s*\}\}")
_VALUE_TAG = re.compile(r"\{\{(?![pr]\s)([^\"{}]*)\}\}")
_NAME = re.compile(r"[\w.]+")
_ITEM_OF_PART = re.compile(r"(\w+)\.\w+")
# Letters and marks that a Jinja string can hold as they are; anything else is as wide as a letter, more or less.
_NOT_PLAIN = re.compile(r"[^\w .,:;/()-]")

EVEN_INDENT = "even_indent"
"""Name of the function that rendered templates call: see ``set_even_indents``."""


def read_text(paragraph: Any) -> str:
    """Return the text of a paragraph, over all its runs: Word cuts a tag into several at will."""
    return "".join(text.text or "" for text in paragraph.iter(f"{W}t"))


def find_paragraph_tag(paragraph: Any) -> str | None:
    """Return the name in the ``{{p name }}`` that stands alone in a paragraph, or None."""
    match = _PARAGRAPH_TAG.fullmatch(read_text(paragraph).strip())
    return match[1] if match else None


def find_broken_tag(root: Any) -> str | None:
    """Return the text around the first tag that is not closed (or not opened) in its paragraph, or None."""
    for paragraph in root.iter(f"{W}p"):
        half = _HALF_TAG.search(_TAG.sub("", read_text(paragraph)))
        if half:
            return half[0].strip()
    return None


def set_even_indents(paragraph: Any, look: Look, width: int) -> None:
    """Let the indents of a centred paragraph be computed when it is rendered, so that its lines are equally long.

    A title that a clerk wrote as ``{{ subject }}`` stays that; only the compiled copy carries the computation. Does
    nothing for text that is not centred, has no ``{{ }}``, or has other tags beside it.
    """
    expression = _write_expression(read_text(paragraph))
    if expression is None or not look.centred:
        return
    room = f"{width} - {look.left + look.right}"
    part = _ITEM_OF_PART.fullmatch(expression)
    # An appendix may lie in landscape: its titles have the width of their own page.
    if part and part[1] not in FIELDS and next(paragraph.iterancestors(f"{W}tc"), None) is None:
        room = f"{part[1]}.text_width - {look.left + look.right}"
    call = f"{EVEN_INDENT}({expression}, {room}, {look.size_pt}, {look.bold}, {look.italic}, {look.caps})"
    indent = paragraph.get_or_add_pPr().get_or_add_ind()
    indent.set(f"{W}left", f"{{{{ {look.left} + {call} }}}}")
    indent.set(f"{W}right", f"{{{{ {look.right} + {call} }}}}")


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
