"""The body of a draft: the structure is read from the numbering that administrative Vietnamese already has."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.drafting.markers import Marker, find_glued_marker, find_marker, is_special, unescape_start
from docgen.drafting.notes import Notes, make_unreadable, read_content
from docgen.drafting.problems import DraftProblem
from docgen.drafting.source_lines import SourceLine
from docgen.drafting.tables import read_table
from docgen.model import Content, Division, Paragraph, Table, explain_validation_error
from docgen.model.core import ValidationError
from docgen.model.outline import find_outline_problems, nest_blocks

Block = Paragraph | Division | Table
_PLAIN_HINT = "nếu đây là chữ thường của đoạn văn, gõ dấu \\ ở đầu dòng"


class BodyReader:
    """Reads the lines of one body into blocks; problems go to the list it is given.

    ``is_misnumbered`` says that the blocks are in no order that the model would take.
    """

    def __init__(self, notes: Notes, problems: list[DraftProblem]) -> None:
        self._notes = notes
        self._problems = problems
        self._blocks: list[Block] = []
        self._places: list[SourceLine] = []
        self.is_misnumbered = False

    def read(self, lines: Sequence[SourceLine]) -> tuple[Block, ...]:
        """Return the tree of the blocks. Lines are without outer spaces; empty ones separate nothing but tables."""
        filled = [line for line in lines if line.text]
        index = 0
        while index < len(filled):
            index += self._read_block(filled, index)
        misnumbered = find_outline_problems(self._blocks)
        for problem in misnumbered:
            self._problems.append(self._places[problem.position].problem(0, problem.message, problem.hint))
        self.is_misnumbered = bool(misnumbered)
        return nest_blocks(self._blocks)

    def _read_block(self, lines: Sequence[SourceLine], index: int) -> int:
        """Read the block that begins at ``index``; return how many lines it took."""
        line = lines[index]
        if line.text.startswith("|"):
            rows = _take_rows(lines, index)
            self._read_table(rows)
            return len(rows)
        marker = find_marker(line.text) or self._find_glued(line)
        if marker is None:
            self._read_paragraph(line)
            return 1
        if marker.level.is_heading and not marker.text:
            return self._read_heading(marker, line, lines[index + 1] if index + 1 < len(lines) else None)
        self._read_division(marker, line)
        return 1

    def _find_glued(self, line: SourceLine) -> Marker | None:
        """Refuse a marker that runs into its text, and return it: the numbers after it are not reported as well."""
        glued = find_glued_marker(line.text)
        if not glued:
            return None
        hint = f"thêm một dấu cách; {_PLAIN_HINT}"
        self._problems.append(line.problem(len(glued), f"thiếu dấu cách sau “{glued}”", hint))
        marker = find_marker(f"{glued} {line.text[len(glued) :]}")
        return marker and marker._replace(offset=marker.offset - 1)

    def _read_paragraph(self, line: SourceLine) -> None:
        text, offset = unescape_start(line.text)
        content = self._content(text, line, offset)
        if content:
            self._add(Paragraph(content=content), line)

    def _read_division(self, marker: Marker, line: SourceLine) -> None:
        if marker.text:
            content = self._content(marker.text, line, marker.offset)
        else:
            content = None
            message = f"sau “{line.text}” chưa có nội dung"
            self._problems.append(line.problem(0, message, "viết nội dung trên cùng dòng với số thứ tự"))
        self._add_division(marker, content, line)

    def _read_heading(self, marker: Marker, line: SourceLine, following: SourceLine | None) -> int:
        """Read a Phần, Chương, Mục or Tiểu mục: its title is the next line."""
        if following is None or (is_special(following.text) and not following.text.startswith("\\")):
            message = f"“{line.text}” thiếu tiêu đề"
            self._problems.append(line.problem(0, message, "viết tiêu đề ở dòng ngay dưới"))
            self._add_division(marker, None, line)
            return 1
        text, offset = unescape_start(following.text)
        self._add_division(marker, self._content(text, following, offset), line)
        return 2

    def _add_division(self, marker: Marker, content: Content | None, line: SourceLine) -> None:
        # A division with a mistake in its text keeps its place: the numbers after it are not reported as well.
        try:
            division = Division(level=marker.level, number=marker.number, content=content or make_unreadable())
        except ValidationError as error:
            for problem in explain_validation_error(error):
                self._problems.append(line.problem(0, problem.message, f"{problem.hint}; {_PLAIN_HINT}"))
        else:
            self._add(division, line)

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
        return read_content(text, line, offset, self._problems, notes=self._notes)

    def _add(self, block: Block, line: SourceLine) -> None:
        self._blocks.append(block)
        self._places.append(line)


def _take_rows(lines: Sequence[SourceLine], index: int) -> Sequence[SourceLine]:
    """Return the lines of the table that begins at ``index``: those with a pipe, up to a gap."""
    end = index + 1
    while end < len(lines) and lines[end].text.startswith("|") and lines[end].number == lines[end - 1].number + 1:
        end += 1
    return lines[index:end]
