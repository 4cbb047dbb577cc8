"""Two people wrote on the same draft: what each changed is put together; where both changed, both stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of lines. Where ``mine`` and ``theirs`` differ, somebody has to choose."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...]

    @property
    def is_conflict(self) -> bool:
        """Whether both changed the same lines, and differently."""
        return self.mine != self.theirs


def merge_texts(base: str, mine: str, theirs: str) -> list[Piece]:
    """Merge two texts that were both made of ``base``; stretches that only one of them changed are taken from it."""
    old, ours, other = (text.split("\n") for text in (base, mine, theirs))
    return list(_join(_merge(old, ours, other)))


def _merge(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Iterator[Piece]:
    done_base = done_mine = done_theirs = 0
    for start, at_mine, at_theirs, size in _find_common(base, mine, theirs):
        yield _choose(base[done_base:start], mine[done_mine:at_mine], theirs[done_theirs:at_theirs])
        same = tuple(base[start : start + size])
        yield Piece(same, same)
        done_base, done_mine, done_theirs = start + size, at_mine + size, at_theirs + size
    yield _choose(base[done_base:], mine[done_mine:], theirs[done_theirs:])


def _choose(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Piece:
    if list(mine) == list(base):
        return Piece(tuple(theirs), tuple(theirs))
    if list(theirs) == list(base):
        return Piece(tuple(mine), tuple(mine))
    return Piece(tuple(mine), tuple(theirs))


def _find_common(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches of ``base`` that stand in both other texts: where in each, and how many lines."""
    in_mine = _map_lines(base, mine)
    in_theirs = _map_lines(base, theirs)
    line = 0
    while line < len(base):
        if line not in in_mine or line not in in_theirs:
            line += 1
            continue
        size = 1
        while in_mine.get(line + size) == in_mine[line] + size and in_theirs.get(line + size) == in_theirs[line] + size:
            size += 1
        yield line, in_mine[line], in_theirs[line], size
        line += size


def _map_lines(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _join(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces with neighbours that need no choice as one, and without empty ones."""
    held: tuple[str, ...] = ()
    for piece in pieces:
        if not piece.is_conflict:
            held += piece.mine
            continue
        if held:
            yield Piece(held, held)
            held = ()
        yield piece
    if held:
        yield Piece(held, held)
