"""Where centred text breaks into lines, and how to make the lines about equally long.

Word fills one line after the other and leaves the rest to the last: a title may end in a single word. Indents that
narrow the column to what its number of lines needs give lines of about equal length.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from operator import sub
from string import ascii_uppercase
from typing import NamedTuple

from docgen.rendering.looks import Look
from docgen.rendering.word_advances import BOLD, ITALIC, REGULAR
from docgen.vietnamese.text import VIETNAMESE_LETTERS
from docgen.vietnamese.text_width import TWIPS_PER_PT, measure_text, to_twips

# A line may break after a space, and after a hyphen or dash inside a word.
_PIECE = re.compile(r"([^ \-–]*[\-–]?)( *)")
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
    return pieces.measure_lines(pieces.fill(_find_width(pieces, kept, width)))


def find_even_indent(text: str, look: Look, width: int) -> int:
    """Return the indent, in twips on either side of a column of ``width``, which gives lines of about equal length.

    They are as few as without it. 0 for a text of one line.
    """
    lines = break_evenly(text, look, width)
    if len(lines) == 1:
        return 0
    return max(0, (width - round(max(lines) * (1 + _SLACK))) // 2)


class _Pieces(NamedTuple):
    """A text cut where lines may break: where in it each piece starts, and where on one endless line, in thousandths of
    the font size, each starts and ends without its spaces.
    """

    starts: Sequence[int]
    lefts: Sequence[int]
    rights: Sequence[int]
    size_pt: float

    def fill(self, width: int) -> list[int]:
        """Fill lines one after the other, as Word does; return which piece begins each, and behind them the end."""
        # What fits: ``to_twips`` of it is at most the width.
        room = (width + 0.5) * 1000 / (self.size_pt * TWIPS_PER_PT)
        lines, count = [0], len(self.starts)
        while lines[-1] < count:
            start = lines[-1]
            lines.append(max(bisect_right(self.rights, self.lefts[start] + room, start), start + 1))
        return lines

    def find_even_share(self, count: int) -> int:
        """Return a width, in thousandths of the font size, below which ``count`` lines cannot hold all pieces."""
        gap = max(map(sub, self.lefts[1:], self.rights), default=0)
        return (self.rights[-1] - gap * (count - 1)) // count

    def measure_lines(self, lines: Sequence[int]) -> tuple[int, ...]:
        """Return the widths of filled lines, in twips."""
        return tuple(to_twips(self.rights[end - 1] - self.lefts[start], self.size_pt) for start, end in pairwise(lines))

    def find_wider(self, lines: Sequence[int]) -> int:
        """Return the narrowest column, in twips, in which one of filled lines takes another piece."""
        longer = [self.rights[end] - self.lefts[start] for start, end in pairwise(lines[:-1])]
        return to_twips(min(longer), self.size_pt)


def _cut(shown: str, look: Look) -> _Pieces:
    advances = BOLD if look.bold else ITALIC if look.italic else REGULAR
    start = left = 0
    pieces: list[tuple[int, int, int]] = []
    for word, spaces in _PIECE.findall(shown):
        right = left + advances[word] - advances.space
        pieces.append((start, left, right))
        start += len(word) + len(spaces)
        left = right + advances.space * len(spaces)
    pieces.pop()  # the last match is empty: the end of the text
    starts, lefts, rights = zip(*pieces, strict=True)
    return _Pieces(starts, lefts, rights, look.size_pt)


def _find_width(pieces: _Pieces, kept: Sequence[tuple[int, int]], width: int) -> int:
    """Return the narrowest column with as few lines as one of ``width``, or one a little wider that cuts nothing.

    ``kept`` are the spans of what should stay on one line.
    """

    def count_cuts(candidate: int) -> int:
        starts = [pieces.starts[piece] for piece in pieces.fill(candidate)[1:-1]]
        return sum(first < start < last for start in starts for first, last in kept)

    count = len(pieces.fill(width))
    # In a column narrower than a word Word would fill lines otherwise: it sticks out, and the column is as wide as it.
    least = max(*map(sub, pieces.rights, pieces.lefts), pieces.find_even_share(count - 1))
    wide = min(to_twips(least, pieces.size_pt), width)
    while len(lines := pieces.fill(wide)) > count:
        wide = pieces.find_wider(lines)
    if not kept or count_cuts(wide) == 0:
        return wide
    return min(range(wide, width + 1, _STEP), key=count_cuts)
