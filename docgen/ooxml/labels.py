"""The labels that automatic numbering shows: counting, and writing counts as numbers, letters, Roman numerals."""

from __future__ import annotations

import re
from typing import Final

from docgen.ooxml.numbering import LEVELS, Level, Numbering, NumberList

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
# Signs of symbol fonts stand in a private area; these are what they look like.
_BULLETS: Final = {
    **{"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf02d": "-", "\uf0be": "-"},
    **{"\uf0a8": "◆", "\uf06f": "o", "\uf0e0": "→", "\uf0ae": "→", "\uf02b": "+", "\uf06e": "■", "\uf071": "❑"},
}
_BULLET: Final = "•"


class LabelCounter:
    """Counts the numbered paragraphs of one story in reading order."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[int, int]] = set()

    def next_label(self, number: int, level: int) -> str:
        """Count a paragraph of a list and return its label, "" when the list does not exist."""
        found = self._numbering.find_list(number)
        definition = found.levels.get(level) if found is not None else None
        if found is None or definition is None:
            return ""
        counts = self._counts.setdefault(found.abstract, [None] * LEVELS)
        counts[level] = self._next_count(number, level, found, definition, counts[level])
        for deeper in range(level + 1, LEVELS):
            below = found.levels.get(deeper)
            if below is None or below.restart is None or (below.restart and level < below.restart):
                counts[deeper] = None
        if definition.run.get("hidden"):
            return ""
        return _write_label(definition, found, counts)

    def _next_count(self, number: int, level: int, found: NumberList, definition: Level, count: int | None) -> int:
        override = found.starts.get(level)
        if override is not None and (number, level) not in self._started:
            # A list that starts anew does so once, at its first paragraph.
            self._started.add((number, level))
            return override
        if count is None:
            return override if override is not None else definition.start
        return count + 1


def _write_label(definition: Level, found: NumberList, counts: list[int | None]) -> str:
    if definition.picture:
        return _BULLET
    if definition.format == "bullet":
        return "".join(
            _BULLETS.get(sign, _BULLET if "\ue000" <= sign <= "\uf8ff" else sign) for sign in definition.text
        )

    def write(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        level = found.levels.get(index)
        if level is None:
            return ""
        count = counts[index]
        form = "decimal" if definition.legal and level.format != "none" else level.format
        return write_count(level.start if count is None else count, form, level.custom)

    return _PLACEHOLDER.sub(write, definition.text)


def write_count(count: int, form: str, custom: str = "") -> str:
    """Write a count in one of Word's number formats; a format that is rare here is written in digits."""
    if form in ("none", "bullet"):
        return ""
    if form in ("lowerLetter", "upperLetter"):
        text = _write_letters(count)
    elif form in ("lowerRoman", "upperRoman"):
        text = _write_roman(count)
    elif form == "decimalZero":
        return f"{count:02d}"
    elif form == "custom" and custom.startswith("0"):
        return f"{count:0{len(custom.partition(',')[0])}d}"
    elif form == "decimalEnclosedParen":
        return f"({count})"
    elif form == "numberInDash":
        return f"- {count} -"
    else:
        return str(count)
    return text.upper() if form.startswith("upper") else text


def _write_letters(count: int) -> str:
    """a … z, then aa, bb … as Word does; not spreadsheet columns."""
    if not 0 < count <= 780:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _write_roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, letters in _ROMAN:
        repeat, count = divmod(count, value)
        text += letters * repeat
    return text
