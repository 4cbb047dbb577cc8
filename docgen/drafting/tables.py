"""Pipe tables: reading and writing.

The separator row under the header gives relative column widths by its dashes (equal ones: by content) and alignment by
its colons. ``<<`` merges a cell with its left neighbour, ``^^`` with the one above, ``<br>`` starts a new paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from docgen.model import Cell, Content, Run, Table
from docgen.model.blocks import MAX_WIDTH, Alignment, find_merge_problem
from docgen.vietnamese.text import normalize_text

_SEPARATOR = re.compile(r":?-+:?")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_SPLIT = re.compile(rf"\\.|{_BREAK.pattern}|\|", re.IGNORECASE)
# A cell without any mark.
_PLAIN = re.compile(r"[^\\*\[<|^]+")
_AUTO: Alignment = "auto"
_MERGE_MARKS = {"<<": "left", "^^": "above"}
_EMPTY = Cell.model_construct()
_MERGE_WRITTEN = {merged: mark for mark, merged in _MERGE_MARKS.items()}


class TableProblem(NamedTuple):
    """A mistake in a table: index of the line in the table, offset in it, what is wrong, what to do."""

    row: int
    offset: int
    message: str
    hint: str


class _RawCell(NamedTuple):
    offset: int
    text: str


ReadContent = Callable[[str, int, int], Content | None]
"""Reads the text of a cell paragraph at (row, offset); None when it has a problem of its own."""


def split_row(line: str) -> tuple[_RawCell, ...] | None:
    """Cut a row at its pipes; None when it does not end with one, or has only one. ``line`` begins with a pipe."""
    cells: list[_RawCell] = []
    start = 1
    for match in _SPLIT.finditer(line, 1):
        if match[0] == "|":
            cells.append(_RawCell(start, line[start : match.start()]))
            start = match.end()
    return tuple(cells) if cells and start == len(line) else None


def read_table(lines: Sequence[str], read_content: ReadContent) -> tuple[Table | None, tuple[TableProblem, ...]]:
    """Read a table from its lines (each begins with a pipe). Returns None with the problems when it is broken."""
    rows: list[tuple[_RawCell, ...]] = []
    problems: list[TableProblem] = []
    for index, line in enumerate(lines):
        cells = split_row(line)
        if cells is None:
            problems.append(TableProblem(index, len(line), "hàng của bảng không kết thúc bằng dấu |", "thêm | ở cuối"))
        rows.append(cells or ())
    separator = next((i for i, row in enumerate(rows) if row and all(_is_separator(c.text) for c in row)), None)
    if not separator:
        hint = "thêm dòng |---|---| ngay dưới hàng tiêu đề, mỗi cột một nhóm gạch"
        return None, (*problems, TableProblem(0, 0, "bảng thiếu hàng tiêu đề hoặc dòng gạch phân cách", hint))
    problems.extend(_find_count_problems(rows, separator))
    if problems:
        return None, tuple(problems)
    return _build(rows, separator, read_content)


def _is_separator(text: str) -> bool:
    return _SEPARATOR.fullmatch(text.strip(" ")) is not None


def _find_count_problems(rows: Sequence[tuple[_RawCell, ...]], separator: int) -> Iterator[TableProblem]:
    columns = len(rows[separator])
    for index, row in enumerate(rows):
        if row and len(row) != columns:
            yield TableProblem(
                index,
                0,
                f"hàng của bảng có {len(row)} ô, các hàng khác có {columns} ô",
                "thêm hoặc bớt dấu |; muốn in dấu | hãy gõ \\|",
            )
    if separator == len(rows) - 1:
        yield TableProblem(separator, 0, "bảng chưa có hàng nội dung nào", "thêm ít nhất một hàng dưới dòng gạch")
    for cell in rows[separator]:
        if len(cell.text) > MAX_WIDTH:
            hint = f"mỗi cột không quá {MAX_WIDTH} dấu gạch"
            yield TableProblem(separator, cell.offset, "dòng gạch phân cách của bảng quá dài", hint)


def _build(
    rows: Sequence[tuple[_RawCell, ...]], separator: int, read_content: ReadContent
) -> tuple[Table | None, tuple[TableProblem, ...]]:
    numbered = [(index, row) for index, row in enumerate(rows) if index != separator]
    cells = tuple(tuple(_read_cell(index, raw, read_content) for raw in row) for index, row in numbered)
    problem = find_merge_problem(cells, separator)
    if problem:
        line = numbered[problem[0]][0]
        return None, (TableProblem(line, 0, problem[1], "gộp ô bằng << hoặc ^^ phải thành hình chữ nhật"),)
    marks = [raw.text.strip(" ") for raw in rows[separator]]
    table = Table(
        header_rows=separator,
        rows=cells,
        widths=tuple(mark.count("-") for mark in marks),
        alignments=tuple(_read_alignment(mark) for mark in marks),
    )
    return table, ()


def _read_alignment(mark: str) -> Alignment:
    left, right = mark.startswith(":"), mark.endswith(":")
    if left and right:
        return "center"
    return "left" if left else "right" if right else "auto"


def _read_cell(row: int, raw: _RawCell, read_content: ReadContent) -> Cell:
    bare = raw.text.strip(" ")
    if not bare:
        return _EMPTY
    if _PLAIN.fullmatch(bare):
        return _make_plain_cell(bare)
    merged = _MERGE_MARKS.get(bare)
    if merged:
        return Cell.model_validate({"merged": merged})
    paragraphs = []
    for offset, text in _split_paragraphs(raw):
        content = read_content(text, row, offset)
        if content is not None:
            paragraphs.append(content)
    return Cell(paragraphs=tuple(paragraphs))


@lru_cache(maxsize=8192)
def _make_plain_cell(text: str) -> Cell:
    """Return a cell of one paragraph without marks; papers of a round share most of theirs."""
    run = Run.model_construct(text=normalize_text(text), bold=False, italic=False)
    return Cell.model_construct(paragraphs=((run,),))


def _split_paragraphs(raw: _RawCell) -> Iterator[tuple[int, str]]:
    start = 0
    breaks = (match.span() for match in _SPLIT.finditer(raw.text) if match[0].startswith("<"))
    for end, following in (*breaks, (len(raw.text), len(raw.text))):
        piece = raw.text[start:end]
        text = piece.strip(" ")
        if text:
            yield raw.offset + start + len(piece) - len(piece.lstrip(" ")), text
        start = following


def write_table(table: Table, write_content: Callable[[Content], str]) -> list[str]:
    """Write a table as its lines, so that ``read_table`` reads the same again."""
    lines = [_write_row(row, write_content) for row in table.rows]
    widths = table.widths or (3,) * table.column_count
    alignments = table.alignments or (_AUTO,) * table.column_count
    marks = (_write_mark(width, alignment) for width, alignment in zip(widths, alignments, strict=True))
    lines.insert(table.header_rows, f"|{'|'.join(marks)}|")
    return lines


def _write_mark(width: int, alignment: Alignment) -> str:
    left = ":" if alignment in ("left", "center") else ""
    right = ":" if alignment in ("right", "center") else ""
    return f"{left}{'-' * width}{right}"


def _write_row(row: Sequence[Cell], write_content: Callable[[Content], str]) -> str:
    return "|" + "".join(f" {_write_cell(cell, write_content)} |" for cell in row)


def _write_cell(cell: Cell, write_content: Callable[[Content], str]) -> str:
    if cell.merged:
        return _MERGE_WRITTEN[cell.merged]
    # The space keeps the break apart from a combining mark at the start of the next paragraph.
    text = "<br> ".join(_escape(write_content(paragraph)) for paragraph in cell.paragraphs)
    # A header row whose cells are all dashes, or a cell that is a merge mark, is text all the same.
    return f"\\{text}" if text in _MERGE_MARKS or _is_separator(text) else text


def _escape(text: str) -> str:
    return _BREAK.sub(lambda match: f"\\{match[0]}", text.replace("|", "\\|"))
