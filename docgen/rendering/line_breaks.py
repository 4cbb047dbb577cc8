"""Where centred text breaks into lines, and how to make the lines about equally long.

Word fills one line after the other and leaves the rest to the last: a title may end in a single word. Indents that
narrow the column to what its number of lines needs give lines of about equal length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple

from docgen.rendering.looks import Look
from docgen.vietnamese.text import VIETNAMESE_LETTERS
from docgen.vietnamese.text_width import measure_advance, measure_text, to_twips

# A line may break after a space and after a hyphen inside a word; a dash is replaced by one.
_PIECE = re.compile(r"[^ \-]*(?:-(?=[^ ])|-? +|-?$)")
# What Word and LibreOffice round differently; without it a line that just fits here might break there.
_SLACK = 0.01


# For this pattern all capitals are A: sets of letters beyond Latin-1 take long to compile.
_SHAPES = dict.fromkeys(map(ord, filter(str.isupper, ascii_uppercase + VIETNAMESE_LETTERS)), "A")
# What should stay on one line: a date, a number with the word before it, also while they are blank, and the first two
# words of a name (Chỉ số, Ủy ban).
_TOGETHER = re.compile(r"ngày +\d* *tháng +\d* *năm(?: +\d{4})?|số +\S+|(?<!\w)A\w* (?!A)[^\W\d]\w*")
_STEP = 20  # twips; a finer search finds no better place to break


@lru_cache(maxsize=1024)
def break_evenly(text: str, look: Look, width: int) -> tuple[int, ...]:
    """Return the widths in twips of the lines that ``text`` fills when ``find_even_indent`` narrows its column."""
    shown = text.upper() if look.caps else text
    alone = measure_text(shown.rstrip(" "), look.size_pt, bold=look.bold, italic=look.italic)
    if alone <= width:
        return (alone,)
    pieces = _cut(shown, look)
    kept = tuple(match.span() for match in _TOGETHER.finditer(text.translate(_SHAPES)))
    return _fill(pieces, look.size_pt, _find_width(pieces, kept, look.size_pt, width)).widths


@lru_cache(maxsize=1024)
def find_even_indent(text: str, look: Look, width: int) -> int:
    """Return the indent, in twips on either side of a column of ``width``, which gives lines of about equal length.

    They are as few as without it. 0 for a text of one line.
    """
    lines = break_evenly(text, look, width)
    if len(lines) == 1:
        return 0
    return max(0, (width - round(max(lines) * (1 + _SLACK))) // 2)


class _Piece(NamedTuple):
    """What stands between two places where a line may break: its width in thousandths of the font size with and
    without the spaces at its end, whether it is more than spaces, and where it starts in the text.
    """

    full: int
    bare: int
    is_filled: bool
    start: int


class _Lines(NamedTuple):
    """The lines of a text in some column: their widths in twips, and where all but the first start."""

    widths: tuple[int, ...]
    starts: tuple[int, ...]


def _cut(shown: str, look: Look) -> tuple[_Piece, ...]:
    pieces = []
    for match in _PIECE.finditer(shown.replace("–", "-")):
        piece = shown[match.start() : match.end()]
        if piece:
            bare = piece.rstrip(" ")
            full, width = (measure_advance(text, bold=look.bold, italic=look.italic) for text in (piece, bare))
            pieces.append(_Piece(full, width, bool(bare), match.start()))
    return tuple(pieces)


def _fill(pieces: Sequence[_Piece], size_pt: float, width: int) -> _Lines:
    """Fill lines one after the other, as Word does."""
    widths: list[int] = []
    starts: list[int] = []
    full = bare = 0
    started = False
    for piece in pieces:
        longer = full + piece.bare if piece.is_filled else bare
        if started and to_twips(longer, size_pt) > width:
            widths.append(to_twips(bare, size_pt))
            starts.append(piece.start)
            full, longer = 0, piece.bare
        full += piece.full
        bare = longer
        started = True
    return _Lines((*widths, to_twips(bare, size_pt)), tuple(starts))


def _find_width(pieces: Sequence[_Piece], kept: Sequence[tuple[int, int]], size_pt: float, width: int) -> int:
    """Return the narrowest column with as few lines as one of ``width``, or one a little wider that cuts nothing.

    ``kept`` are the spans of what should stay on one line.
    """

    def count_cuts(candidate: int) -> int:
        starts = _fill(pieces, size_pt, candidate).starts
        return sum(first < start < last for start in starts for first, last in kept)

    count = len(_fill(pieces, size_pt, width).widths)
    # No narrower than the last word: a column in which it sticks out is not what Word would fill.
    narrow, wide = min(to_twips(pieces[-1].bare, size_pt), width) - 1, width
    while wide - narrow > 1:
        middle = (narrow + wide) // 2
        if len(_fill(pieces, size_pt, middle).widths) > count:
            narrow = middle
        else:
            wide = middle
    if not kept or count_cuts(wide) == 0:
        return wide
    return min(range(wide, width + 1, _STEP), key=count_cuts)
