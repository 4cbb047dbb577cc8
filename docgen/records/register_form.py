"""What is printed: a register or list as one value, whatever file it becomes (``register_docx``, ``register_xlsx``).

The forms are those of Annexes IV and V of Decree 30/2020/NĐ-CP: a register has a cover, a list a heading above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, its width, and how its cells stand."""

    head: str
    width_mm: int
    align: Literal["left", "center"] = "left"


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover of a register (Annex IV, "Bìa và trang đầu"). ``lines`` are year, days and numbers; in italics."""

    parent: str
    organ: str
    lines: tuple[str, ...]
    volume: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a list (Annex V). ``lines`` follow the title: bold but the last, when ``is_last_italic``.

    ``has_national`` sets the organ's name at the left, Quốc hiệu and Tiêu ngữ at the right.
    """

    parent: str
    organ: str
    lines: tuple[str, ...]
    has_national: bool = True
    is_last_italic: bool = False


@dataclass(frozen=True, slots=True)
class Printout:
    """A register or list, ready to print. ``rows`` are walked once by whoever writes them.

    ``bold_rows`` are the places (from 0) of rows that are headings. ``closing`` stands below the table; ``signature``
    at its right: place and day in italics, then who in bold, then what is asked of them in italics.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]
    front: Cover | Heading
    is_landscape: bool = True
    closing: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    bold_rows: frozenset[int] = field(default_factory=frozenset)


# A4 with the margins of Annex I, part I, I.3.
MARGIN_TOP_MM, MARGIN_BOTTOM_MM, MARGIN_LEFT_MM, MARGIN_RIGHT_MM = 20, 20, 30, 15
PAGE_SHORT_MM, PAGE_LONG_MM = 210, 297
NATIONAL = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


# What XML cannot carry.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return a text without what no file can carry."""
    return _FORBIDDEN.sub("", text)


def text_width_mm(printout: Printout) -> int:
    """Return how wide the text of a page is."""
    page = PAGE_LONG_MM if printout.is_landscape else PAGE_SHORT_MM
    return page - MARGIN_LEFT_MM - MARGIN_RIGHT_MM


def number_columns(printout: Printout) -> Row:
    """Return the row of column numbers below the heads: (1), (2), …"""
    return tuple(f"({place})" for place in range(1, len(printout.columns) + 1))
