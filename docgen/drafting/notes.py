"""The footnotes of a draft: their definitions may stand anywhere, each is called once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from docgen.drafting.markers import NOTE
from docgen.drafting.marks_reading import NoteNames, parse_marks
from docgen.drafting.problems import DraftProblem
from docgen.drafting.source_lines import SourceLine
from docgen.model import Content, Footnote, Run
from docgen.model.inline import NoteContent, has_text, normalize_inlines


def make_unreadable() -> NoteContent:
    """Return what stands where a text has a mistake of its own, so that what depends on it is still checked."""
    return (Run(text="?"),)


class Notes:
    """The footnotes by name, where each is defined, and which were called."""

    def __init__(self) -> None:
        self.contents: dict[str, NoteContent] = {}
        self.places: dict[str, SourceLine] = {}
        self.used: set[str] = set()

    def find_unused(self) -> Iterator[DraftProblem]:
        """Yield a problem for every footnote that nothing calls: its text would be lost."""
        for name, line in self.places.items():
            if name not in self.used:
                hint = f"thêm [^{name}] vào chỗ cần chú thích, hoặc bỏ dòng này"
                yield line.problem(0, f"chú thích [^{name}] không được gọi ở đâu", hint)


def take_notes(lines: Iterable[SourceLine], problems: list[DraftProblem]) -> tuple[list[SourceLine], Notes]:
    """Separate the footnote definitions from the other lines, wherever they stand."""
    notes, rest = Notes(), []
    for line in lines:
        match = NOTE.fullmatch(line.text) if line.text.startswith("[^") else None
        if match is None:
            rest.append(line)
        elif match[1] in notes.contents:
            problems.append(line.problem(0, f"chú thích [^{match[1]}] định nghĩa hai lần", "bỏ một dòng"))
        else:
            content = read_content(match[2], line, match.start(2), problems, notes=None) or make_unreadable()
            notes.contents[match[1]] = tuple(part for part in content if not isinstance(part, Footnote))
            notes.places[match[1]] = line
    return rest, notes


def read_content(
    text: str, line: SourceLine, offset: int, problems: list[DraftProblem], *, notes: Notes | None
) -> Content | None:
    """Read the marks of one paragraph, which begins at ``offset`` in ``line``; None when it has a mistake."""
    if "[" not in text and (content := _read_alone(text)):
        return content
    names = NoteNames(notes.contents, notes.used) if notes else None
    parts, mistakes = parse_marks(text, names)
    problems.extend(line.problem(offset + m.offset, m.message, m.hint) for m in mistakes)
    if mistakes:
        return None
    if not has_text(parts):
        problems.append(line.problem(offset, "chưa có chữ nào ở đây", "viết nội dung, hoặc bỏ dòng này"))
        return None
    return normalize_inlines(parts)


@lru_cache(maxsize=2048)
def _read_alone(text: str) -> Content | None:
    """Read a paragraph that calls no footnote; None where there is something to say about it, at its place.

    Papers of a round share most of what stands in their tables.
    """
    parts, mistakes = parse_marks(text)
    return None if mistakes or not has_text(parts) else normalize_inlines(parts)
