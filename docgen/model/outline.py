"""From a flat row of blocks to the tree of the outline, and the laws of its numbering.

A tree follows from the order of the markers alone, so that a draft file, JSON and a web form give the same tree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from docgen.errors import InputError
from docgen.model.blocks import Division, Level, Paragraph, Table, label
from docgen.vietnamese.numerals import POINT_LETTERS, format_point, format_roman, parse_point, parse_roman

_RANKS = {level: rank for rank, level in enumerate(Level)}
_ROMAN_LEVELS = (Level.PART, Level.CHAPTER, Level.ROMAN)


class OutlineProblem(NamedTuple):
    """A number out of order: the position of the block in the flat row, what is wrong, what to do."""

    position: int
    message: str
    hint: str


def flatten_blocks(blocks: Iterable[Paragraph | Division | Table]) -> Iterator[Paragraph | Division | Table]:
    """Yield the blocks in reading order, divisions without their children."""
    for block in blocks:
        if isinstance(block, Division) and block.children:
            yield block.model_copy(update={"children": ()})
            yield from flatten_blocks(block.children)
        else:
            yield block


class _Open:
    """A division whose children are still being collected."""

    def __init__(self, division: Division) -> None:
        self.division = division
        self.children: list[Paragraph | Division | Table] = []

    def close(self) -> Division:
        if not self.children:
            return self.division
        return self.division.model_copy(update={"children": tuple(self.children)})


def nest_blocks(flat: Iterable[Paragraph | Division | Table]) -> tuple[Paragraph | Division | Table, ...]:
    """Build the tree from blocks in reading order (divisions without children).

    A division closes what is open at its own level or below. Plain paragraphs and tables belong to the innermost
    numbered division: a dash has no second paragraph.
    """
    roots: list[Paragraph | Division | Table] = []
    stack: list[_Open] = []

    def close_to(depth: int) -> None:
        while len(stack) > depth:
            done = stack.pop().close()
            (stack[-1].children if stack else roots).append(done)

    for block in flat:
        if isinstance(block, Division):
            close_to(_depth_for(block, stack))
            stack.append(_Open(block))
        else:
            close_to(next((i for i, item in enumerate(stack) if item.division.level.is_bullet), len(stack)))
            (stack[-1].children if stack else roots).append(block)
    close_to(0)
    return tuple(roots)


def _depth_for(block: Division, stack: Sequence[_Open]) -> int:
    """How many open divisions stay open above ``block``."""
    rank = _rank(block)
    return next((i for i, item in enumerate(stack) if _rank(item.division) >= rank), len(stack))


def _rank(division: Division) -> tuple[int, int]:
    """Order of the levels; a decimal ranks by its depth (1.1 above 1.1.1)."""
    return _RANKS[division.level], division.number.count(".")


def find_outline_problems(flat: Sequence[Paragraph | Division | Table]) -> tuple[OutlineProblem, ...]:
    """Return every number that does not follow from what stands before it (II.6.đ).

    A first number under its parent is 1, or goes on from the last one of its level; the next ones count by one.
    """
    return tuple(_OutlineCheck().run(flat))


class _OutlineCheck:
    def __init__(self) -> None:
        self._stack: list[tuple[Division, dict[tuple[int, int], int]]] = []
        self._top: dict[tuple[int, int], int] = {}
        self._last: dict[tuple[int, int], int] = {}

    def run(self, flat: Sequence[Paragraph | Division | Table]) -> Iterator[OutlineProblem]:
        for index, block in enumerate(flat):
            if isinstance(block, Division):
                yield from self._check(index, block)

    def _check(self, index: int, block: Division) -> Iterator[OutlineProblem]:
        rank = _rank(block)
        while self._stack and _rank(self._stack[-1][0]) >= rank:
            self._stack.pop()
        if not block.level.is_bullet:
            yield from self._check_number(index, block, rank)
        self._stack.append((block, {}))

    def _check_number(self, index: int, block: Division, rank: tuple[int, int]) -> Iterator[OutlineProblem]:
        value = _value(block)
        if value is None:
            yield OutlineProblem(index, f"“{label(block)}” không phải là số thứ tự hợp lệ", _alphabet_hint(block))
            return
        if block.level is Level.DECIMAL:
            problem = self._find_decimal_jump(index, block)
            if problem:
                yield problem
                return
        siblings = self._stack[-1][1] if self._stack else self._top
        previous = siblings.get(rank)
        going_on = self._last.get(rank, 0) + 1
        expected = (previous + 1,) if previous else (1, going_on)
        if block.level is Level.ARTICLE:
            expected = (going_on,)
        siblings[rank] = self._last[rank] = value
        if value not in expected:
            yield OutlineProblem(
                index,
                f"số thứ tự nhảy cấp hoặc lặp: “{label(block)}”, lẽ ra là “{_relabel(block, expected[0])}”",
                "sửa số thứ tự; nếu đây là chữ thường của đoạn văn, gõ dấu \\ ở đầu dòng",
            )

    def _find_decimal_jump(self, index: int, block: Division) -> OutlineProblem | None:
        prefix = block.number.rpartition(".")[0]
        parent = self._stack[-1][0] if self._stack else None
        if parent and _printed_value(parent) == prefix:
            return None
        return OutlineProblem(
            index,
            f"số thứ tự nhảy cấp: “{label(block)}” không nằm dưới mục “{prefix}”",
            f"thêm mục “{prefix}.” ở trên hoặc sửa số thứ tự; nếu là chữ thường, gõ dấu \\ ở đầu dòng",
        )


def _value(block: Division) -> int | None:
    """The ordinal of a number at its level, None where it is not one (iix, f)."""
    try:
        if block.level in _ROMAN_LEVELS:
            return parse_roman(block.number)
        if block.level is Level.POINT:
            return parse_point(block.number)
    except InputError:
        return None
    return int(block.number.rpartition(".")[2])


def _printed_value(block: Division) -> str:
    value = _value(block)
    return str(value) if block.level in _ROMAN_LEVELS and value else block.number


def _relabel(block: Division, value: int) -> str:
    if block.level in _ROMAN_LEVELS:
        number = format_roman(value)
    elif block.level is Level.POINT:
        if value > len(POINT_LETTERS):
            return "một khoản mới"
        number = format_point(value)
    else:
        number = f"{block.number.rpartition('.')[0]}.{value}".lstrip(".")
    return label(block.model_copy(update={"number": number}))


def _alphabet_hint(block: Division) -> str:
    if block.level is Level.POINT:
        return f"điểm xếp theo chữ cái tiếng Việt: {', '.join(POINT_LETTERS)}"
    return "viết số La Mã đúng cách: I, II, III, IV, V …"
