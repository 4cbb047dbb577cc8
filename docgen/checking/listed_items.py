"""Lists with dashes (ô 9a, 9b): items put together from their lines, and how they begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docgen.checking.recognition.passages import Passage

DASHES = ("-", "–", "—", "−", "‐", "‑")
"""What people type, and programs make, of a dash."""

_BULLETS = ("+", "•", "*", "●", "▪")


@dataclass(frozen=True, slots=True)
class ListItem:
    """An item: its first line and those that go on with it."""

    lines: tuple[Passage, ...]

    @property
    def first(self) -> Passage:
        """The line with the dash."""
        return self.lines[0]

    @property
    def last(self) -> Passage:
        """The line with the final mark."""
        return self.lines[-1]

    @property
    def words(self) -> str:
        """The text without the dash."""
        return " ".join(line.shown for line in self.lines).lstrip("".join((*DASHES, *_BULLETS)) + " ")

    @property
    def is_below(self) -> bool:
        """Whether it is an item of a list inside the list."""
        return self.first.shown.startswith(_BULLETS)


def has_dash(passage: Passage) -> bool:
    """Whether a line begins with a dash, typed or automatic."""
    return passage.shown.startswith(DASHES)


def join_items(passages: Sequence[Passage]) -> tuple[ListItem, ...]:
    """Return the items of a list: a line without a dash goes on with the one before, unless that one has ended."""
    items: list[list[Passage]] = []
    for passage in passages:
        is_new = has_dash(passage) or passage.shown.startswith(_BULLETS)
        if not is_new and items:
            ended = items[-1][-1].text.rstrip().endswith((";", "."))
            is_new = ended and passage.shown[:1].isupper()
        if is_new or not items:
            items.append([passage])
        else:
            items[-1].append(passage)
    return tuple(ListItem(tuple(lines)) for lines in items)


def find_wrong_ends(items: Sequence[ListItem]) -> Iterator[tuple[ListItem, str]]:
    """Yield the items that do not end with ";" (the last: "."), with the mark that they should end with."""
    for position, item in enumerate(items):
        is_last = position == len(items) - 1
        leads_on = not is_last and items[position + 1].is_below
        mark = "." if is_last else ";"
        text = item.last.text.rstrip()
        if text.endswith(mark) or (leads_on and text.endswith(":")) or text.endswith(("…", "...", "…)", "...)")):
            continue
        yield item, mark
