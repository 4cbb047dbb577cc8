"""The filters that compute the indents of centred text while a template is rendered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from docgen.rendering.line_breaks import find_even_indent
from docgen.rendering.looks import Look


class EvenIndents:
    """The centred paragraphs of a template, by number: how each looks and how wide its column is, in twips."""

    def __init__(self, paragraphs: Sequence[tuple[Look, int]]) -> None:
        self._paragraphs = paragraphs
        # Asked for the left and then for the right, and for titles that return in every document.
        self._find = lru_cache(maxsize=1024)(self._find_indents)

    def get_filters(self) -> dict[str, Callable[..., int]]:
        """Return what rendered templates call, by name."""
        return {"even_left": self._compute_left, "even_right": self._compute_right}

    def _compute_left(self, text: object, number: int, width: int = 0) -> int:
        return self._find(str(text), number, width)[0]

    def _compute_right(self, text: object, number: int, width: int = 0) -> int:
        return self._find(str(text), number, width)[1]

    def _find_indents(self, text: str, number: int, width: int) -> tuple[int, int]:
        look, usual = self._paragraphs[number]
        indent = find_even_indent(text, look, (width or usual) - look.left - look.right)
        return look.left + indent, look.right + indent
