"""Writing the marks inside a paragraph, so that ``marks_reading`` reads the same again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from docgen.drafting.marks_reading import NO_CLOSING_AFTER, NO_OPENING_BEFORE
from docgen.model import Footnote, Reference, Run
from docgen.model.inline import NoteContent

# A bracket at the end of a run may meet another one in what follows.
_TO_ESCAPE = re.compile(r"\\|\*|\[(?=[\[^]|$)|(?<!\{)\{(?=\{)")


@dataclass(slots=True)
class NoteNumbers:
    """Gives footnotes their numbers while a draft is written, and keeps them for the definitions."""

    contents: list[NoteContent] = field(default_factory=list)
    defined: int = 0

    def add(self, footnote: Footnote) -> int:
        """Return the number of the next footnote."""
        self.contents.append(footnote.content)
        return len(self.contents)

    def take_new(self) -> Iterator[tuple[int, NoteContent]]:
        """Yield the footnotes not yet defined, and count them as defined."""
        first = self.defined
        self.defined = len(self.contents)
        yield from enumerate(self.contents[first:], start=first + 1)


def write_marks(content: Iterable[Run | Reference | Footnote], notes: NoteNumbers) -> str:
    """Write the parts of a paragraph with their marks."""
    pieces: list[str] = []
    bold = italic = False
    after_note = False
    for inline in content:
        if isinstance(inline, Footnote):
            pieces.append(f"[^{notes.add(inline)}]")
            after_note = True
            continue
        text = _escape(inline.text) if isinstance(inline, Run) else f"[[{inline.id}]]"
        if (bold and not inline.bold) or (italic and not inline.italic):
            _guard_end(pieces)
        if (inline.bold and not bold) or (inline.italic and not italic):
            text = _guard_start(text, NO_OPENING_BEFORE)
        if after_note:
            # “[^1]: …” at the start of a line would define the footnote.
            text = _guard_start(text, frozenset(":"))
        pieces += (_write_stars(inline.bold ^ bold, inline.italic ^ italic), text)
        bold, italic, after_note = inline.bold, inline.italic, False
    if bold or italic:
        _guard_end(pieces)
    return "".join((*pieces, _write_stars(bold, italic)))


def _write_stars(bold: bool, italic: bool) -> str:
    return "*" * (2 * bold + italic)


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(lambda match: f"\\{match[0]}", text)


def _guard_start(text: str, characters: frozenset[str]) -> str:
    return f"\\{text}" if text[:1] in characters else text


def _guard_end(pieces: list[str]) -> None:
    """Escape a last character that would make the closing stars after it plain ones."""
    last = pieces[-1]
    if last[-1] in NO_CLOSING_AFTER:
        before = last[:-1]
        backslashes = len(before) - len(before.rstrip("\\"))
        if backslashes % 2 == 0:
            pieces[-1] = f"{before}\\{last[-1]}"
