"""What a line of a draft begins with: the numbering of administrative Vietnamese, and the signs of the draft file."""

from __future__ import annotations

import re
from typing import NamedTuple

from docgen.model import Level
from docgen.model.blocks import HEADING_WORDS

_HEADING_LEVELS = {word.lower(): level for level, word in HEADING_WORDS.items()}
_HEADING = re.compile(r"(?i)(phần|chương|tiểu +mục|mục) +([ivxlcdm]+|[0-9]+) *(?:[.:] *(.*))?")
_MARKERS = (
    (Level.ARTICLE, re.compile(r"(?:Điều|ĐIỀU) +([1-9][0-9]{0,3}) *[.:](?: +(.*))?")),
    (Level.ROMAN, re.compile(r"([IVX]+)\.(?: +(.*))?")),
    (Level.DECIMAL, re.compile(r"([1-9][0-9]?(?:\.[1-9][0-9]?){1,5})(?:\.(?= |$)|(?= ))(?: +(.*))?")),
    (Level.CLAUSE, re.compile(r"([1-9][0-9]{0,3})\.(?: +(.*))?")),
    (Level.POINT, re.compile(r"([a-zđ])\)(?: +(.*))?")),
    (Level.DASH, re.compile(r"(-)(?: +(.*))?")),
    (Level.PLUS, re.compile(r"(\+)(?: +(.*))?")),
)
# A marker that runs into its text, as in "1.Mục đích" or "-Sở Nội vụ": a slip, and too likely to be passed over.
_GLUED = re.compile(
    r"(?:(?:Điều|ĐIỀU) +[1-9][0-9]{0,3} *[.:]|[IVX]+\.|[1-9][0-9]{0,3}(?:\.[1-9][0-9]?){0,5}\.|[a-zđ]\)|[-+])"
    r"(?=[^\W\d_])"
)

NOTE = re.compile(r"\[\^([^\[\] ]{1,32})\]: *(.*)")
"""The line that defines a footnote: its name and its text."""

FENCE = re.compile(r"::: *(.*)")
"""The line that opens or closes an attachment or an appendix."""


class Marker(NamedTuple):
    """The marker of a division: level, bare number, the text after it and where that begins."""

    level: Level
    number: str
    text: str
    offset: int


def find_marker(text: str) -> Marker | None:
    """Return the marker that a line begins with, or None. Whether its number is right is for the model to say."""
    heading = _HEADING.fullmatch(text)
    if heading:
        level = _HEADING_LEVELS[" ".join(heading[1].lower().split())]
        return Marker(level, heading[2].upper(), heading[3] or "", max(heading.start(3), 0))
    for level, pattern in _MARKERS:
        match = pattern.fullmatch(text)
        if match:
            number = "" if level.is_bullet else match[1]
            return Marker(level, number, match[2] or "", max(match.start(2), 0))
    return None


def find_glued_marker(text: str) -> str:
    """Return the marker that a line begins with where no space follows it, else an empty string."""
    match = _GLUED.match(text)
    return match[0] if match else ""


def is_special(text: str) -> bool:
    """Whether a line of text would be read as something else than a plain paragraph."""
    return bool(
        text.startswith(("|", "\\"))
        or FENCE.fullmatch(text)
        or NOTE.fullmatch(text)
        or find_marker(text)
        or find_glued_marker(text)
    )


def escape_start(text: str) -> str:
    """Keep a plain paragraph plain. What begins with a backslash is an escaped character already."""
    return f"\\{text}" if not text.startswith("\\") and is_special(text) else text


def unescape_start(text: str) -> tuple[str, int]:
    """Drop the backslash that keeps a line plain; one before punctuation is left for the marks to read.

    Returns the text and how many characters were dropped.
    """
    return (text[1:], 1) if text.startswith("\\") and text[1:2].isalnum() else (text, 0)
