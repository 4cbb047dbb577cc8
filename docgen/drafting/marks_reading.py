"""Reading the marks inside a paragraph: ``**đậm**``, ``*nghiêng*``, ``[^1]``, ``[[id]]`` and the backslash that takes
a character as it is. ``marks_writing`` is the inverse.

A star run opens or closes only next to text: stars beside a space or inside brackets, as in "5 * 3" or "(*)", are
plain stars. That way the marks that clerks type as signs of their own survive.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from docgen.model import Footnote, Reference, Run
from docgen.model.inline import NoteContent
from docgen.vietnamese.text import normalize_text

_ESCAPABLE = r"!-/:-@\[-`{-~ "
_TOKEN = re.compile(
    rf"\\(?P<escaped>[{_ESCAPABLE}])|(?P<stars>\*+)|\[\^(?P<note>[^\[\] ]{{1,32}})\]|(?P<open_note>(?:\[\^)+)"
    r"|\[\[(?P<reference>[^\[\]|\\*<>]{0,199}[^\[\]|\\*<> ])\]\]|(?P<open_reference>\[\[+)"
)
NO_OPENING_BEFORE = frozenset(" )")
"""What stars cannot open before, as in "5 * 3" and "(*)"."""

NO_CLOSING_AFTER = frozenset(" (")
"""What stars cannot close after."""


class MarkProblem(NamedTuple):
    """A mistake in a paragraph: offset in its text, what is wrong, what to do."""

    offset: int
    message: str
    hint: str


class NoteNames(NamedTuple):
    """The footnotes that a paragraph may call, and the names that were called already."""

    contents: Mapping[str, NoteContent]
    used: set[str]


def parse_marks(
    text: str, notes: NoteNames | None = None
) -> tuple[tuple[Run | Reference | Footnote, ...], tuple[MarkProblem, ...]]:
    """Read the marks of one paragraph.

    ``notes`` is None where no footnote may stand (inside a footnote). Names that are called are added to it; one that
    was called before is a problem. Returns parts not yet in canonical form.
    """
    reader = _Reader(text, notes)
    reader.read()
    return tuple(reader.parts), tuple(reader.problems)


class _Reader:
    def __init__(self, text: str, notes: NoteNames | None) -> None:
        self.text = text
        self.notes = notes
        self.parts: list[Run | Reference | Footnote] = []
        self.problems: list[MarkProblem] = []
        self.bold = self.italic = False
        # Where the marks that are open began, and the pieces of the run that is being read.
        self.opened_at: dict[str, int] = {}
        self.pieces: list[str] = []
        # The end of the last escaped character: stars may close after it whatever it is.
        self.escaped_end = 0

    def read(self) -> None:
        position = 0
        for match in _TOKEN.finditer(self.text):
            self.pieces.append(self.text[position : match.start()])
            self._read_token(match)
            position = match.end()
        self.pieces.append(self.text[position:])
        self._end_run()
        for mark, offset in self.opened_at.items():
            self._refuse(offset, f"dấu {mark} mở mà không đóng", f"thêm {mark} ở cuối chữ, hoặc gõ \\* để in dấu sao")

    def _end_run(self) -> None:
        # Built unchecked: the text of a draft is clean already, and a paragraph may have a million runs.
        text = normalize_text("".join(self.pieces))
        self.pieces.clear()
        if text:
            self.parts.append(Run.model_construct(text=text, bold=self.bold, italic=self.italic))

    def _add(self, part: Reference | Footnote) -> None:
        self._end_run()
        self.parts.append(part)

    def _refuse(self, offset: int, message: str, hint: str) -> None:
        self.problems.append(MarkProblem(offset, message, hint))

    def _read_token(self, match: re.Match[str]) -> None:
        if match["escaped"] is not None:
            self.pieces.append(match["escaped"])
            self.escaped_end = match.end()
        elif match["stars"]:
            self._read_stars(match)
        elif match["note"]:
            self._read_note(match)
        elif match["reference"]:
            self._add(Reference(id=match["reference"], bold=self.bold, italic=self.italic))
        elif match["open_note"]:
            self._refuse(match.start(), "chú thích mở mà không đóng", "viết [^1], hoặc \\[^ nếu là chữ thường")
        else:
            hint = "viết [[số/ký hiệu]], hoặc \\[[ nếu là chữ thường"
            self._refuse(match.start(), "dẫn chiếu mở mà không đóng", hint)

    def _read_stars(self, match: re.Match[str]) -> None:
        count = len(match["stars"])
        toggles_bold, toggles_italic = count in (2, 3), count in (1, 3)
        opening = (toggles_bold and not self.bold) or (toggles_italic and not self.italic)
        closing = (toggles_bold and self.bold) or (toggles_italic and self.italic)
        if count > 3 or (opening and self._is_nothing_to_open(match.end())) or (closing and self._is_open(match)):
            self.pieces.append(match["stars"])
            return
        self._end_run()
        for mark, toggled in (("**", toggles_bold), ("*", toggles_italic)):
            if toggled and mark in self.opened_at:
                del self.opened_at[mark]
            elif toggled:
                self.opened_at[mark] = match.start()
        self.bold ^= toggles_bold
        self.italic ^= toggles_italic

    def _is_nothing_to_open(self, offset: int) -> bool:
        return offset == len(self.text) or self.text[offset] in NO_OPENING_BEFORE

    def _is_open(self, stars: re.Match[str]) -> bool:
        """Whether the character before the stars cannot stand before a closing mark."""
        before = stars.start() - 1
        return before >= 0 and self.text[before] in NO_CLOSING_AFTER and self.escaped_end != stars.start()

    def _read_note(self, match: re.Match[str]) -> None:
        name, offset = match["note"], match.start()
        if self.notes is None:
            self._refuse(offset, "chú thích nằm trong chú thích", "viết chú thích này ở ngoài, hoặc gõ \\[^")
            return
        if name not in self.notes.contents:
            hint = f"thêm dòng: [^{name}]: nội dung"
            self._refuse(offset, f"chú thích [^{name}] không có nội dung", hint)
        elif name in self.notes.used:
            self._refuse(offset, f"chú thích [^{name}] được gọi hai lần", "đặt tên khác cho chú thích thứ hai")
        else:
            self._add(Footnote.model_construct(content=self.notes.contents[name]))
        self.notes.used.add(name)
