"""The marks inside a paragraph: ``**đậm**``, ``*nghiêng*``, ``[^1]``, ``[[id]]`` and the backslash that takes a
character as it is. Reading and writing are inverse.

A star run opens or closes only next to text: stars beside a space or inside brackets, as in "5 * 3" or "(*)", are
plain stars. That way the marks that clerks type as signs of their own survive.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from docgen.model import Content, Footnote, Reference, Run

_ESCAPABLE = r"!-/:-@\[-`{-~ "
_TOKEN = re.compile(
    rf"\\(?P<escaped>[{_ESCAPABLE}])|(?P<stars>\*+)|\[\^(?P<note>[^\[\]\s]{{1,32}})\]|(?P<open_note>\[\^)"
    r"|\[\[(?P<reference>[^\[\]|\\*<>]{0,199}[^\[\]|\\*<>\s])\]\]|(?P<open_reference>\[\[)"
)
_NO_OPENING_BEFORE = frozenset(" )")
_NO_CLOSING_AFTER = frozenset(" (")


@dataclass(frozen=True, slots=True)
class MarkProblem:
    """A mistake in a paragraph: offset in its text, what is wrong, what to do."""

    offset: int
    message: str
    hint: str


@dataclass(slots=True)
class _Reader:
    text: str
    notes: Mapping[str, Content]
    parts: list[Run | Reference | Footnote] = field(default_factory=list)
    problems: list[MarkProblem] = field(default_factory=list)
    used_notes: list[str] = field(default_factory=list)
    bold: bool = False
    italic: bool = False
    opened_at: dict[str, int] = field(default_factory=dict)
    allow_notes: bool = True

    def read(self) -> None:
        position = 0
        for match in _TOKEN.finditer(self.text):
            self._add_text(self.text[position : match.start()])
            self._read_token(match)
            position = match.end()
        self._add_text(self.text[position:])
        for mark, offset in self.opened_at.items():
            self.problems.append(
                MarkProblem(
                    offset, f"dấu {mark} mở mà không đóng", f"thêm {mark} ở cuối chữ, hoặc gõ \\* để in dấu sao"
                )
            )

    def _add_text(self, text: str) -> None:
        if text:
            self.parts.append(Run(text=text, bold=self.bold, italic=self.italic))

    def _read_token(self, match: re.Match[str]) -> None:
        if match["escaped"] is not None:
            self._add_text(match["escaped"])
        elif match["stars"]:
            self._read_stars(match)
        elif match["note"]:
            self._read_note(match)
        elif match["reference"]:
            self.parts.append(Reference(id=match["reference"], bold=self.bold, italic=self.italic))
        elif match["open_note"]:
            self.problems.append(
                MarkProblem(match.start(), "chú thích mở mà không đóng", "viết [^1], hoặc \\[^ nếu là chữ thường")
            )
        else:
            self.problems.append(
                MarkProblem(
                    match.start(), "dẫn chiếu mở mà không đóng", "viết [[số/ký hiệu]], hoặc \\[[ nếu là chữ thường"
                )
            )

    def _read_stars(self, match: re.Match[str]) -> None:
        count = len(match["stars"])
        toggles_bold, toggles_italic = count in (2, 3), count in (1, 3)
        after = self.text[match.end() : match.end() + 1] or " "
        opening = (toggles_bold and not self.bold) or (toggles_italic and not self.italic)
        closing = (toggles_bold and self.bold) or (toggles_italic and self.italic)
        valid = count <= 3 and not (opening and after in _NO_OPENING_BEFORE)
        if not valid or (closing and self._ends_open(match.start())):
            self._add_text(match["stars"])
            return
        for mark, toggled in (("**", toggles_bold), ("*", toggles_italic)):
            if toggled and mark in self.opened_at:
                del self.opened_at[mark]
            elif toggled:
                self.opened_at[mark] = match.start()
        self.bold ^= toggles_bold
        self.italic ^= toggles_italic

    def _ends_open(self, offset: int) -> bool:
        """Whether the character before ``offset`` cannot stand before a closing mark; an escaped one always can."""
        if offset == 0 or self.text[offset - 1] not in _NO_CLOSING_AFTER:
            return False
        backslashes = len(self.text[: offset - 1]) - len(self.text[: offset - 1].rstrip("\\"))
        return backslashes % 2 == 0

    def _read_note(self, match: re.Match[str]) -> None:
        name = match["note"]
        if not self.allow_notes:
            self.problems.append(MarkProblem(match.start(), "chú thích nằm trong chú thích", "viết chú thích ngoài"))
        elif name not in self.notes:
            self.problems.append(
                MarkProblem(match.start(), f"chú thích [^{name}] không có nội dung", f"thêm dòng: [^{name}]: nội dung")
            )
        elif name in self.used_notes:
            self.problems.append(
                MarkProblem(
                    match.start(), f"chú thích [^{name}] được gọi hai lần", "đặt tên khác cho chú thích thứ hai"
                )
            )
        else:
            self.parts.append(Footnote(content=self.notes[name]))
        self.used_notes.append(name)


def parse_marks(
    text: str, notes: Mapping[str, Content] | None = None, used_notes: list[str] | None = None
) -> tuple[tuple[Run | Reference | Footnote, ...], tuple[MarkProblem, ...]]:
    """Read the marks of one paragraph.

    ``notes`` are the footnotes that may be called, by name; None where none may (inside a footnote). Names called are
    added to ``used_notes``, and one that stands there already is a problem. Returns parts not yet in canonical form.
    """
    reader = _Reader(text, notes or {}, allow_notes=notes is not None)
    if used_notes is not None:
        reader.used_notes = used_notes
    reader.read()
    return tuple(reader.parts), tuple(reader.problems)


@dataclass(slots=True)
class NoteNames:
    """Gives footnotes their numbers while a draft is written, and keeps them for the definitions."""

    contents: list[Content] = field(default_factory=list)
    written: int = 0

    def add(self, footnote: Footnote) -> str:
        """Return the name of the next footnote."""
        self.contents.append(footnote.content)
        return str(len(self.contents))

    def take_new(self) -> Iterator[tuple[str, Content]]:
        """Yield the footnotes not yet defined, and count them as defined."""
        for index in range(self.written, len(self.contents)):
            yield str(index + 1), self.contents[index]
        self.written = len(self.contents)


def write_marks(content: Iterable[Run | Reference | Footnote], names: NoteNames) -> str:
    """Write the parts of a paragraph with their marks, so that ``parse_marks`` reads the same again."""
    out: list[str] = []
    bold = italic = False
    for inline in content:
        if isinstance(inline, Footnote):
            out.append(f"[^{names.add(inline)}]")
            continue
        text = _escape(inline.text) if isinstance(inline, Run) else f"[[{inline.id}]]"
        stars = "*" * (2 * (inline.bold ^ bold) + (inline.italic ^ italic))
        if (bold and not inline.bold) or (italic and not inline.italic):
            _guard_last(out)
        if (inline.bold and not bold) or (inline.italic and not italic):
            text = _guard_first(text)
        bold, italic = inline.bold, inline.italic
        out += (stars, text)
    if bold or italic:
        _guard_last(out)
        out.append("*" * (2 * bold + italic))
    return "".join(out)


def _guard_last(out: list[str]) -> None:
    """Escape a character that would make the closing stars after it plain ones."""
    if out and out[-1][-1:] in _NO_CLOSING_AFTER and not out[-1][-2:].startswith("\\"):
        out[-1] = f"{out[-1][:-1]}\\{out[-1][-1]}"


def _guard_first(text: str) -> str:
    return f"\\{text}" if text[:1] in _NO_OPENING_BEFORE else text


_TO_ESCAPE = re.compile(r"\\|\*|\[(?=[\[^]|$)")


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(lambda match: f"\\{match[0]}", text)
