"""How much one template may ask for: turns of loops within loops, and characters of output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.runtime import Context

MAX_TURNS = 1_000_000
MAX_CHARACTERS = 200_000_000
_COUNTED = "docgen_counted"
_TURNS = "docgen turns"  # no template can write this name


class LimitReached(Exception):  # noqa: N818 - told to the user as a TemplateError
    """A template was stopped; the text says why, in Vietnamese."""


def count_inner_loops(tree: nodes.Template) -> None:
    """Let loops that stand in other loops count their turns: one loop alone is as long as the data."""
    for outer in tree.find_all(nodes.For):
        for inner in outer.find_all(nodes.For):
            already = isinstance(inner.iter, nodes.Filter) and inner.iter.name == _COUNTED
            if not already:
                inner.iter = nodes.Filter(inner.iter, _COUNTED, [], [], None, None, lineno=inner.lineno)


def get_filters() -> dict[str, Any]:
    """Return what counted loops call, by name."""
    return {_COUNTED: _count}


def start_counting(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a document with a counter of their own."""
    return {**context, _TURNS: [0]}


@pass_context
def _count(context: Context, items: Iterable[Any]) -> Iterator[Any]:
    turns = context.parent[_TURNS]
    for item in items:
        turns[0] += 1
        if turns[0] > MAX_TURNS:
            raise LimitReached(f"vòng lặp lồng nhau chạy quá {MAX_TURNS:,} lượt".replace(",", "."))
        yield item


def join_pieces(pieces: Iterable[str]) -> str:
    """Join what a template put out. Raises LimitReached before a text that is too long comes to be."""
    listed = list(pieces)
    if sum(map(len, listed)) > MAX_CHARACTERS:
        raise LimitReached(f"kết quả dài quá {MAX_CHARACTERS // 1_000_000} triệu ký tự")
    return "".join(listed)
