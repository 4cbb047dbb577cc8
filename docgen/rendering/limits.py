"""How much one template may ask for: turns of loops within loops, and characters of output."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sized
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from docgen.rendering.runtime import Fields

MAX_TURNS = 1_000_000
MAX_CHARACTERS = 200_000_000
COUNTED = "docgen_counted"
"""The filter that counts the turns of a loop; no template may write it."""

_TURNS = "docgen turns"  # no template can write this name


class LimitReached(Exception):  # noqa: N818 - told to the user as a TemplateError
    """A template was stopped; the text says why, in Vietnamese."""


def start_counting(context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a document with a counter of their own."""
    return {**context, _TURNS: [0]}


def count_turns(context: Context | Fields, items: Iterable[Any]) -> Iterator[Any]:
    """Yield the items of an inner loop. Raises LimitReached for one too many."""
    turns = context.parent[_TURNS]
    for item in items:
        turns[0] += 1
        if turns[0] > MAX_TURNS:
            raise LimitReached(f"vòng lặp lồng nhau chạy quá {MAX_TURNS:,} lượt".replace(",", "."))
        yield item


def join_pieces(pieces: Iterable[str]) -> str:
    """Join what a template put out. Raises LimitReached before a text that is too long comes to be."""
    listed = list(pieces)
    refuse_too_long(listed)
    return "".join(listed)


def refuse_too_long(pieces: Collection[Sized]) -> None:
    """Raise LimitReached for pieces that are too long together."""
    if sum(map(len, pieces)) > MAX_CHARACTERS:
        raise LimitReached(f"kết quả dài quá {MAX_CHARACTERS // 1_000_000} triệu ký tự")
