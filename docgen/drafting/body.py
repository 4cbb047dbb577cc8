"""The body of a draft: the structure is read from the numbering that administrative Vietnamese already has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pydantic import ValidationError

from docgen.drafting.markup import NoteNames, parse_marks, write_marks
from docgen.drafting.problems import DraftProblem
from docgen.drafting.tables import read_table, write_table
from docgen.model import Content, Division, Footnote, Level, Paragraph, Reference, Run, Table, explain_validation_error
from docgen.model.blocks import HEADING_WORDS, label
from docgen.model.inline import has_text, normalize_inlines
from docgen.model.outline import find_outline_problems, flatten_blocks, nest_blocks

Block = Paragraph | Division | Table


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the file with its number, from 1, and how far its text is indented."""

    number: int
    text: str
    indent: int = 0

    def strip(self) -> SourceLine:
        """Return the line without outer white space."""
        text = self.text.strip()
        return SourceLine(self.number, text, self.indent + len(self.text) - len(self.text.lstrip()))

    def problem(self, offset: int, message: str, hint: str) -> DraftProblem:
        """Return a problem at ``offset`` in this line's text."""
        return DraftProblem(self.number, self.indent + offset + 1, message, hint)


_HEADING_LEVELS = {word.lower(): level for level, word in HEADING_WORDS.items()}
_HEADING = re.compile(r"(?i)(phần|chương|tiểu mục|mục)\s+([ivxlcdm]+|\d+)\s*(?:[.:]\s*(.*))?")
_MARKERS = (
    (Level.ARTICLE, re.compile(r"(?:Điều|ĐIỀU)\s+([1-9]\d{0,3})\s*[.:](?:\s+(.*))?")),
    (Level.ROMAN, re.compile(r"([IVX]+)\.(?:\s+(.*))?")),
    (Level.DECIMAL, re.compile(r"([1-9]\d?(?:\.[1-9]\d?){1,5})(?:\.(?=\s|$)|(?=\s))(?:\s+(.*))?")),
    (Level.CLAUSE, re.compile(r"([1-9]\d{0,3})\.(?:\s+(.*))?")),
    (Level.POINT, re.compile(r"([a-zđ])\)(?:\s+(.*))?")),
    (Level.DASH, re.compile(r"(-)(?:\s+(.*))?")),
    (Level.PLUS, re.compile(r"(\+)(?:\s+(.*))?")),
)
_NOTE = re.compile(r"\[\^([^\[\]\s]{1,32})\]:\s*(.*)")
FENCE = re.compile(r":::\s*(.*)")


@dataclass(frozen=True, slots=True)
class _Marker:
    level: Level
    number: str
    text: str
    offset: int


def _find_marker(text: str) -> _Marker | None:
    heading = _HEADING.fullmatch(text)
    if heading:
        level = _HEADING_LEVELS[re.sub(r"\s+", " ", heading[1].lower())]
        roman = level in (Level.PART, Level.CHAPTER)
        if heading[2].isdigit() != roman:
            return _Marker(level, heading[2].upper(), heading[3] or "", max(heading.start(3), 0))
    for level, pattern in _MARKERS:
        match = pattern.fullmatch(text)
        if match:
            number = "" if level.is_bullet else match[1]
            return _Marker(level, number, match[2] or "", max(match.start(2), 0))
    return None


def is_special(text: str) -> bool:
    """Whether a line of text would be read as something else than a plain paragraph."""
    return bool(text.startswith(("|", "\\")) or FENCE.fullmatch(text) or _NOTE.fullmatch(text) or _find_marker(text))


@dataclass(slots=True)
class Notes:
    """The footnotes of a draft by name, where each stands, and which were called."""

    contents: dict[str, Content] = field(default_factory=dict)
    places: dict[str, SourceLine] = field(default_factory=dict)
    used: list[str] = field(default_factory=list)


def take_notes(lines: Iterable[SourceLine], problems: list[DraftProblem]) -> tuple[list[SourceLine], Notes]:
    """Separate the footnote definitions from the other lines, wherever they stand."""
    notes, rest = Notes(), []
    for line in lines:
        match = _NOTE.fullmatch(line.text)
        if not match:
            rest.append(line)
        elif match[1] in notes.contents:
            problems.append(line.problem(0, f"chú thích [^{match[1]}] định nghĩa hai lần", "bỏ một dòng"))
        else:
            content = _read_content(match[2], line, match.start(2), None, problems)
            # A definition with a mistake still counts as there: one mistake, one message.
            notes.contents[match[1]] = content or (Run(text="?"),)
            notes.places[match[1]] = line
    return rest, notes


def find_unused_notes(notes: Notes) -> Iterator[DraftProblem]:
    """Yield a problem for every footnote that nothing calls: its text would be lost."""
    for name, line in notes.places.items():
        if name not in notes.used:
            yield line.problem(0, f"chú thích [^{name}] không được gọi ở đâu", f"thêm [^{name}] vào chỗ cần chú thích")


def _read_content(
    text: str, line: SourceLine, offset: int, notes: Notes | None, problems: list[DraftProblem]
) -> Content | None:
    """Read the marks of one paragraph; None when it has a mistake or says nothing."""
    parts, mistakes = parse_marks(text, notes.contents if notes else None, notes.used if notes else None)
    if mistakes:
        problems.extend(line.problem(offset + m.offset, m.message, m.hint) for m in mistakes)
        return None
    return normalize_inlines(parts) if has_text(parts) else None


class BodyReader:
    """Reads the lines of one body into blocks; problems go to the list it is given."""

    def __init__(self, notes: Notes, problems: list[DraftProblem]) -> None:
        self._notes = notes
        self._problems = problems
        self._blocks: list[Block] = []
        self._places: list[SourceLine] = []

    def read(self, lines: Sequence[SourceLine]) -> tuple[Block, ...]:
        """Return the tree of the blocks. Lines are stripped of outer white space; blank ones separate nothing."""
        filled = [line.strip() for line in lines if line.text.strip()]
        index = 0
        while index < len(filled):
            index += self._read_block(filled, index)
        for problem in find_outline_problems(self._blocks):
            self._problems.append(self._places[problem.index].problem(0, problem.message, problem.hint))
        return nest_blocks(self._blocks)

    def _read_block(self, lines: Sequence[SourceLine], index: int) -> int:
        """Read the block that begins at ``index``; return how many lines it took."""
        line = lines[index]
        if line.text.startswith("|"):
            end = index + 1
            while (
                end < len(lines) and lines[end].text.startswith("|") and lines[end].number == lines[end - 1].number + 1
            ):
                end += 1
            self._read_table(lines[index:end])
            return end - index
        marker = _find_marker(line.text)
        if marker is None:
            self._read_paragraph(line)
            return 1
        if marker.level.is_heading and not marker.text:
            return self._read_heading(marker, line, lines[index + 1] if index + 1 < len(lines) else None)
        self._read_division(marker, line)
        return 1

    def _read_paragraph(self, line: SourceLine) -> None:
        text, offset = _unescape_start(line.text)
        content = self._content(text, line, offset)
        if content:
            self._add(Paragraph(content=content), line)

    def _read_division(self, marker: _Marker, line: SourceLine) -> None:
        if not marker.text:
            message = f"sau “{line.text}” chưa có nội dung"
            self._problems.append(line.problem(0, message, "viết nội dung trên cùng dòng với số thứ tự"))
            return
        content = self._content(marker.text, line, marker.offset)
        self._add_division(marker, content, line)

    def _read_heading(self, marker: _Marker, line: SourceLine, following: SourceLine | None) -> int:
        """Read a Phần, Chương, Mục or Tiểu mục: its title is the next line."""
        if following is None or (is_special(following.text) and not following.text.startswith("\\")):
            message = f"“{line.text}” thiếu tiêu đề"
            self._problems.append(line.problem(0, message, "viết tiêu đề ở dòng ngay dưới"))
            return 1
        text, offset = _unescape_start(following.text)
        self._add_division(marker, self._content(text, following, offset), line)
        return 2

    def _add_division(self, marker: _Marker, content: Content | None, line: SourceLine) -> None:
        # A division with a mistake in its text keeps its place: its number is not reported as missing.
        content = content or (Run(text="?"),)
        try:
            self._add(Division(level=marker.level, number=marker.number, content=content), line)
        except ValidationError as error:
            for problem in explain_validation_error(error):
                self._problems.append(line.problem(0, problem.message, "sửa số thứ tự"))

    def _read_table(self, lines: Sequence[SourceLine]) -> None:
        table, mistakes = read_table(
            [line.text for line in lines],
            lambda text, row, offset: self._content(text, lines[row], offset),
        )
        for m in mistakes:
            self._problems.append(lines[m.row].problem(m.offset, m.message, m.hint))
        if table:
            self._add(table, lines[0])

    def _content(self, text: str, line: SourceLine, offset: int) -> Content | None:
        return _read_content(text, line, offset, self._notes, self._problems)

    def _add(self, block: Block, line: SourceLine) -> None:
        self._blocks.append(block)
        self._places.append(line)


def _unescape_start(text: str) -> tuple[str, int]:
    """Drop the backslash that keeps a line plain; one before punctuation is left for the marks to read."""
    if len(text) > 1 and text[0] == "\\" and (text[1].isalnum()):
        return text[1:], 1
    return text, 0


class BodyWriter:
    """Writes blocks as lines; footnotes are numbered through the whole draft."""

    def __init__(self, names: NoteNames) -> None:
        self._names = names

    def write(self, blocks: Iterable[Block]) -> list[str]:
        """Return the lines of the blocks, each footnote defined after the block that calls it."""
        lines: list[str] = []
        previous: Block | None = None
        for block in flatten_blocks(blocks):
            if isinstance(block, Table) and isinstance(previous, Table):
                lines.append("")
            lines += self._write_block(block)
            lines += [f"[^{name}]: {self._marks(content)}" for name, content in self._names.take_new()]
            previous = block
        return lines

    def _write_block(self, block: Block) -> list[str]:
        match block:
            case Table():
                return write_table(block, self._marks)
            case Division() if block.level.is_heading:
                return [label(block), _escape_start(self._marks(block.content))]
            case Division():
                return [f"{label(block)} {self._marks(block.content)}"]
            case _:
                return [_escape_start(self._marks(block.content))]

    def _marks(self, content: Iterable[Run | Reference | Footnote]) -> str:
        return write_marks(content, self._names)


def _escape_start(text: str) -> str:
    """Keep a plain paragraph plain. What begins with a backslash is an escaped character already."""
    return f"\\{text}" if not text.startswith("\\") and is_special(text) else text
