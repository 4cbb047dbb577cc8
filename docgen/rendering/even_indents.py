"""The filters that compute the indents of centred text while a template is rendered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from docgen.rendering.line_breaks import find_even_indent
from docgen.rendering.looks import Look


class EvenIndents(NamedTuple):
    """The centred paragraphs of a template, by number: how each looks and how wide its column is, in twips."""

    paragraphs: Sequence[tuple[Look, int]]

    def get_filters(self) -> dict[str, Callable[..., int]]:
        """Return what rendered templates call, by name."""
        return {"even_left": self._compute_left, "even_right": self._compute_right}

    def _compute_left(self, text: object, number: int, width: int = 0) -> int:
        look, usual = self.paragraphs[number]
        return look.left + find_even_indent(str(text), look, (width or usual) - look.left - look.right)

    def _compute_right(self, text: object, number: int, width: int = 0) -> int:
        look, usual = self.paragraphs[number]
        return look.right + find_even_indent(str(text), look, (width or usual) - look.left - look.right)
