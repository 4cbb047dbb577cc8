"""What the layout of a page sets into a sentence: page numbers, blank lines, marks of bold type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from docgen.vietnamese.text import SMALL_LETTERS

# A number on a line of its own, that of a page where a sentence goes on behind it.
_PAGE_NUMBER: Final = re.compile(
    r"\n[ \t]{0,40}(?:- ?|Trang )?[0-9]{1,3}(?:/[0-9]{1,3}| ?-)?[ \t\r]{0,40}\n\s{0,40}(?=[^\W_]|[(\"“])"
)
_SYMBOL: Final = re.compile(r"[0-9]{1,6}/")
# What begins a paragraph, whatever the line before ended with.
_ITEM: Final = re.compile(r"[0-9]{1,3}[.)]|[a-zđ]\)|(?:Điều|Chương|Mục|Phụ lục) [0-9IVX]|Căn cứ |[IVX]{1,4}\.")
# A blank line inside a sentence, as text out of PDF has one behind each line.
# It begins with its line break, so that one look at most characters is enough.
_SPACED_WRAP: Final = re.compile(r"\n[ \t\r]{0,8}\n[ \t]{0,16}" rf"(?=[{SMALL_LETTERS}](?![).]))")
# About four lines: of so many hardly ever all go on with a capital. Two of them are enough to look behind.
_SPACED_REACH: Final = 320
_SPACED_STEP: Final = 180
# Cells of a table stand on shorter lines, and headings.
_LINE_MIN: Final = 45
_LINE_MAX: Final = 130
# Behind these a sentence goes on with a capital too: "của", page number, "Chính phủ".
_OPEN_LINE: Final = re.compile(
    r"(?:[-/,(]|\s(?:của|và|về|theo|tại|cho|cùng|với|các|việc|trong|tỉnh|huyện|Ủy|ban|Thủ|tướng|Hội|đồng|Bộ|Sở))\s*\Z"
)


def clear_layout(text: str) -> str:
    """Return the text with blanks for page numbers in sentences, blank lines between wrapped ones, and bold marks.

    Its length stays.
    """
    plain = text.replace("\u00a0", " ")
    # One sign is found far faster than two.
    if "*" in plain:
        plain = plain.replace("**", "  ")
    return _PAGE_NUMBER.sub(_blank, _close_spaced_lines(plain))


def _close_spaced_lines(text: str) -> str:
    """Return the text with blanks in place of the blank lines that stand behind each line of it, wrapped or not.

    Where a sentence goes on behind one, those near it do not end paragraphs either; two in a row still do.
    """
    pieces: list[str] = []
    done = 0
    for start, end in _find_spaced_stretches(text):
        pieces.append(text[done:start])
        stretch = text[start:end]
        for blank_line in ("\n\n", "\n \n", "\n\r\n"):
            stretch = stretch.replace(blank_line, f"{' ' * (len(blank_line) - 1)}\n")
        pieces.append(stretch)
        done = end
    return "".join((*pieces, text[done:])) if pieces else text


def _find_spaced_stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of a text are set apart."""
    start = end = at = 0
    while (wrap := _SPACED_WRAP.search(text, at)) is not None:
        at = wrap.end()
        if not _is_open(text, wrap.start()):
            continue
        if wrap.start() - _SPACED_REACH > end:
            if end:
                yield start, end
            start = wrap.start() - _SPACED_REACH
        end = at + _SPACED_REACH
        at += _SPACED_STEP
    if end:
        yield max(start, 0), min(end, len(text))


def _blank(number: re.Match[str]) -> str:
    """Return blanks in place of a page number that a sentence goes on behind; otherwise the number itself."""
    text, at = number.string, number.end()
    goes_on = (
        text[at].islower()
        or _SYMBOL.match(text, at)
        or _OPEN_LINE.search(text, max(0, number.start() - 12), number.start())
        or (_is_open(text, number.start()) and not _ITEM.match(text, at))
    )
    return f"\n{' ' * (len(number[0]) - 1)}" if goes_on else number[0]


def _is_open(text: str, end: int) -> bool:
    """Whether the line before ``end`` is one of a sentence that does not end there."""
    before = text[max(0, end - _LINE_MAX) : end].rstrip()
    return len(before) - before.rfind("\n") > _LINE_MIN and before[-1] not in ".;:!?"
