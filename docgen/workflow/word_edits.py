"""What was changed in Word, carried back into the draft that the Word file was made of.

The paragraphs of the file that docgen made are held against those of the file that came back; each difference is made
in the line of the draft that the paragraph came from. What comes out is rendered again and held against the file: what
could not be carried is told, never dropped in silence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from docgen.drafting import DraftError, Organs, parse_draft
from docgen.ooxml import read_document_bytes
from docgen.rendering import Renderer
from docgen.workflow.comparing import Change, compare_paragraphs, pair_paragraphs

_MARKS: Final = re.compile(r"\*\*|\*|\[\^\d+\]|\\(?=\W)")
_SPACES: Final = re.compile(r"\s+")
_WORDS: Final = re.compile(r"\s+|[^\s]+")
_CELL_ENDS: Final = re.compile(r"(\||<br>)")
# How many letters around a change may say where it stands.
_REACHES: Final = (40, 24, 12, 6, 2, 0)


@dataclass(frozen=True, slots=True)
class WordEdits:
    """``text`` is the draft with the changes; ``changes`` what differs between the two Word files.

    ``left`` are the differences that the draft still has from the file that came back.
    """

    text: str
    changes: tuple[Change, ...]
    left: tuple[Change, ...]


def carry_word_edits(text: str, edited: bytes, renderer: Renderer, organs: Organs | None) -> WordEdits:
    """Return the draft ``text`` with what was changed in the DOCX ``edited``. Raises InputError for a broken file."""
    after = _read_paragraphs(edited)
    before = _read_paragraphs(renderer.render(parse_draft(text, organs)))
    lines = _Lines(text)
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            for paragraph in before[a1:a2]:
                lines.pass_by(paragraph)
        else:
            for old, new in pair_paragraphs(before[a1:a2], after[b1:b2]):
                lines.change(old, new)
    carried = lines.join()
    try:
        rendered = _read_paragraphs(renderer.render(parse_draft(carried, organs)))
    except DraftError:
        # A line that Word let through is no line of a draft: the clerk mends it in the editor, where it is shown.
        rendered = before
    left = tuple(change for change in compare_paragraphs(rendered, after) if not change.is_same)
    return WordEdits(carried, tuple(compare_paragraphs(before, after)), left)


def _read_paragraphs(docx: bytes) -> list[str]:
    facts = read_document_bytes(docx)
    shown = (_SPACES.sub(" ", paragraph.shown).strip() for paragraph in facts.paragraphs)
    return [text for text in shown if text]


class _Lines:
    """The lines of a draft, and how far the paragraphs of its document have been followed through its body."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        fences = [number for number, line in enumerate(self._lines) if line.rstrip() == "---"]
        self._body = fences[1] + 1 if len(fences) > 1 else 0
        self._at = self._body - 1

    def pass_by(self, paragraph: str) -> None:
        """Go on to the line of a paragraph that stays as it is."""
        found = self._find(paragraph)
        if found is not None:
            self._at = found

    def change(self, old: str, new: str) -> None:
        """Change, remove or add the line of a paragraph; what cannot be found is left as it is."""
        if not old:
            # No line goes between the rows of a table.
            if self._at >= self._body and not self._lines[self._at].startswith("|"):
                self._at += 1
                self._lines.insert(self._at, new)
            return
        found = self._find(old)
        if found is None:
            self._change_head(old, new)
            return
        line = self._lines[found]
        if _plain(line) == old:
            if new:
                self._lines[found] = _edit(line, old, new) or new
                self._at = found
            else:
                del self._lines[found]
                self._at = found - 1
        elif line.startswith("|"):
            self._lines[found] = _edit_cell(line, old, new)
            self._at = found
        else:
            self._lines[found] = _edit(line, old, new) or line
            self._at = found

    def join(self) -> str:
        """Return the text."""
        return "\n".join(self._lines)

    def _find(self, paragraph: str) -> int | None:
        """Return the next line of the body that shows a paragraph: as a whole, or as a cell of a table's row."""
        for number in range(max(self._at, self._body), len(self._lines)):
            line = self._lines[number]
            if number > self._at and _plain(line) == paragraph:
                return number
            if line.startswith("|") and paragraph in [_plain(cell) for cell in _CELL_ENDS.split(line)]:
                return number
        for number in range(self._at + 1, len(self._lines)):
            # References are written out in the document.
            if "[[" in self._lines[number] and _looks_like(self._lines[number], paragraph):
                return number
        return None

    def _change_head(self, old: str, new: str) -> None:
        """Change a field of the front matter that says just this."""
        old, new = (text.strip(" -;.,:") for text in (old, new))
        for number in range(self._body):
            value = self._lines[number]
            if old and new and value.rstrip('"').casefold().endswith(old.casefold()):
                at = value.casefold().rindex(old.casefold())
                self._lines[number] = value[:at] + new + value[at + len(old) :]
                return


def _plain(line: str) -> str:
    return _SPACES.sub(" ", _MARKS.sub("", line)).strip()


def _looks_like(line: str, paragraph: str) -> bool:
    """Whether a paragraph is a line in which references are written out."""
    parts = [re.escape(part.strip()) for part in re.split(r"\[\[[^\]]*\]\]", _plain(line))]
    return re.fullmatch(r"\s*.*?\s*".join(parts), paragraph) is not None


def _edit_cell(line: str, old: str, new: str) -> str:
    """Change in a row of a table the first cell that says ``old``."""
    cells = _CELL_ENDS.split(line)
    for place, cell in enumerate(cells):
        if _plain(cell) == old:
            cells[place] = f" {new} " if cell.startswith(" ") else new
            break
    return "".join(cells)


def _edit(line: str, old: str, new: str) -> str | None:
    """Make in a line with marks the changes between two plain texts, each where its words stand once; else None."""
    if line == old:
        return new
    words, others = _WORDS.findall(old), _WORDS.findall(new)
    steps = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    # From the end, and never with a neighbour that changes too: what stands around a change is still as it was.
    for index in range(len(steps) - 1, -1, -1):
        kind, a1, a2, b1, b2 = steps[index]
        if kind == "equal":
            continue
        before = "".join(words[steps[index - 1][1] : a1]) if index else ""
        after = "".join(words[a2 : steps[index + 1][2]]) if index + 1 < len(steps) else ""
        gone, put = "".join(words[a1:a2]), "".join(others[b1:b2])
        for reach in _REACHES:
            left, right = before[len(before) - min(reach, len(before)) :], after[:reach]
            context = left + gone + right
            if context and line.count(context) == 1:
                line = line.replace(context, left + put + right)
                break
        else:
            return None
    return line
