"""The tags that a clerk writes into a template: where they stand, and whether they are whole."""

from __future__ import annotations

import re
from typing import Any

from docgen.rendering.looks import W

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_HALF_TAG = re.compile(r"(?:\{[{%#].*|.*[}%#]\})")
_PARAGRAPH_TAG = re.compile(r"\{\{p\s+(\w+)\s*\}\}")


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
