"""Where centred text breaks into lines, and how to make the lines about equally long.

Word fills one line after the other and leaves the rest to the last: a title may end in a single word. Indents that
narrow the column to what its number of lines needs give lines of about equal length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from docgen.rendering.looks import Look
from docgen.vietnamese.text import VIETNAMESE_LETTERS
from docgen.vietnamese.text_width import measure_text

# A line may break after a space and after a hyphen inside a word.
_PIECE = re.compile(r"[^ \-–]*(?:[-–](?=[^ ])|[-–]? +|[-–]?$)")
# What Word and LibreOffice round differently; without it a line that just fits here might break there.
_SLACK = 0.01


_CAPITALS = "A-Z" + "".join(letter for letter in VIETNAMESE_LETTERS if letter.isupper())
# What should stay on one line: a date, a number with the word before it, also while they are blank, and the first two
# words of a name (Chỉ số, Ủy ban).
_TOGETHER = re.compile(
    rf"ngày +\d* *tháng +\d* *năm(?: +\d{{4}})?|số +\S+|(?<!\w)[{_CAPITALS}]\w* (?![{_CAPITALS}])[^\W\d]\w*"
)
_STEP = 20  # twips; a finer search finds no better place to break


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of a text in some column: their widths, and how many breaks cut what should stay together."""

    widths: tuple[int, ...]
    cuts: int


def break_evenly(text: str, look: Look, width: int) -> tuple[int, ...]:
    """Return the widths in twips of the lines that ``text`` fills when ``find_even_indent`` narrows its column."""
    return _break(text, look, _find_width(text, look, width)).widths


def find_even_indent(text: str, look: Look, width: int) -> int:
    """Return the indent, in twips on either side of a column of ``width``, which gives lines of about equal length.

    They are as few as without it. 0 for a text of one line.
    """
    lines = break_evenly(text, look, width)
    if len(lines) == 1:
        return 0
    return max(0, (width - round(max(lines) * (1 + _SLACK))) // 2)


@lru_cache(maxsize=256)
def _find_width(text: str, look: Look, width: int) -> int:
    """Return the narrowest column with as few lines as one of ``width``, or one a little wider that cuts nothing."""
    count = len(_break(text, look, width).widths)
    narrow, wide = 0, width
    while wide - narrow > 1:
        middle = (narrow + wide) // 2
        if len(_break(text, look, middle).widths) > count:
            narrow = middle
        else:
            wide = middle
    if _break(text, look, wide).cuts == 0:
        return wide
    return min(range(wide, width + 1, _STEP), key=lambda candidate: _break(text, look, candidate).cuts)


def _break(text: str, look: Look, width: int) -> _Lines:
    """Fill lines one after the other, as Word does."""
    shown = text.upper() if look.caps else text
    lines: list[str] = [""]
    ends: list[int] = []
    for piece in _PIECE.finditer(shown):
        if lines[-1] and _measure(lines[-1] + piece[0], look) > width:
            lines.append("")
            ends.append(piece.start())
        lines[-1] += piece[0]
    spans = [match.span() for match in _TOGETHER.finditer(text)]
    cuts = sum(start < end < stop for end in ends for start, stop in spans)
    return _Lines(tuple(_measure(line, look) for line in lines), cuts)


def _measure(line: str, look: Look) -> int:
    return measure_text(line.rstrip(" "), look.size_pt, bold=look.bold, italic=look.italic)
