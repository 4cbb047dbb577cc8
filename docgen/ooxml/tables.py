"""Tables: the grid, spans, borders, repeated header rows; the paragraphs in their cells are read by the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from docgen.ooxml.facts import CellFacts, TableFacts, Twips
from docgen.ooxml.names import ALTERNATE, TRANSPARENT, VAL, W
from docgen.ooxml.shapes import choose_branch
from docgen.ooxml.story import Container, Story
from docgen.ooxml.table_styles import CellStyle, TableShape, read_borders, read_look_flags
from docgen.ooxml.units import find_int, find_twips, is_on

_ROW: Final = f"{W}tr"
_CELL: Final = f"{W}tc"
_ROW_PROPERTIES: Final = f"{W}trPr"
_ROW_EXCEPTIONS: Final = f"{W}tblPrEx"
_CELL_PROPERTIES: Final = f"{W}tcPr"
_WIDTH: Final = f"{W}tcW"
_SPAN: Final = f"{W}gridSpan"
_MERGE: Final = f"{W}vMerge"
_BORDERS: Final = f"{W}tcBorders"
_DELETED_CELL: Final = f"{W}cellDel"
_W: Final = f"{W}w"
_UNIT: Final = f"{W}type"
# Word has 63 columns; room is left for what other programs write.
_MAX_SPAN: Final = 1_000
_NONE: Final[Mapping[str, bool]] = MappingProxyType({})
_UNKNOWN: Final = Twips(0)
_INNER: Final = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}


@dataclass(slots=True)
class _Cell:
    node: Any
    column: int = 0
    span: int = 1
    width: Twips = _UNKNOWN
    merged: bool = False
    deleted: bool = False
    borders: Mapping[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class _Row:
    cells: list[_Cell] = field(default_factory=list)
    grid_before: int = 0
    repeats: bool = False
    may_break: bool = True
    deleted: bool = False
    borders: Mapping[str, bool] = field(default_factory=dict)


def read_table(story: Story, table: Any, container: Container) -> None:
    """Read a w:tbl element into the story: its paragraphs, and its facts into the place kept for it."""
    rows: list[_Row] = []
    _collect_rows(story, table, rows)
    if not rows:
        return
    index = len(story.tables)
    story.tables.append(None)
    reader = _TableReader(story, table, index, rows)
    cells = tuple(reader.read_row(number, row) for number, row in enumerate(rows))
    story.tables[index] = TableFacts(
        index=index,
        rows=cells,
        has_borders=any(cell.has_border for row in cells for cell in row),
        # Only rows from the first on repeat; a header row further down does not.
        header_rows=next((number for number, row in enumerate(rows) if not row.repeats), len(rows)),
        parent=container.table,
        node=table,
        rows_may_break=any(row.may_break for row in rows),
    )


class _TableReader:
    def __init__(self, story: Story, table: Any, index: int, rows: list[_Row]) -> None:
        properties = table.find(f"{W}tblPr")
        style = properties.find(f"{W}tblStyle") if properties is not None else None
        look = properties.find(f"{W}tblLook") if properties is not None else None
        borders = properties.find(f"{W}tblBorders") if properties is not None else None
        grid = table.find(f"{W}tblGrid")
        columns = max((cell.column + cell.span for row in rows for cell in row.cells), default=0)
        style_id = style.get(VAL, "") if style is not None else ""
        self._styles = story.resolver.table_styles
        self._story = story
        self._index = index
        self._grid = [find_twips(column.get(_W)) or 0 for column in grid] if grid is not None else []
        self._style_id = style_id
        self._own_borders = read_borders(borders)
        self._shape = TableShape(read_look_flags(look), len(rows), columns)
        self._has_conditions = self._styles.has_conditions(style_id)
        self._plain = self._styles.find_cell_style(style_id, frozenset())

    def read_row(self, number: int, row: _Row) -> tuple[CellFacts, ...]:
        """Read the cells of a row and the paragraphs in them."""
        borders = {**self._own_borders, **row.borders} if row.borders else self._own_borders
        return tuple([self._read_cell(number, cell, borders) for cell in row.cells])

    def _read_cell(self, row: int, cell: _Cell, borders: Mapping[str, bool]) -> CellFacts:
        style = self._plain
        if self._has_conditions:
            conditions = self._shape.conditions(row, cell.column, cell.span)
            style = self._styles.find_cell_style(self._style_id, conditions)
        tables_before = len(self._story.tables)
        found = self._story.read_container(cell.node, Container(self._index, row, cell.column, -1, style.layer))
        paragraphs = tuple(found)
        if len(self._story.tables) != tables_before:
            mine = self._story.paragraphs
            paragraphs = tuple(index for index in found if mine[index].place.table == self._index)
        width = cell.width or Twips(sum(self._grid[cell.column : cell.column + cell.span]))
        drawn = self._has_border(style, borders, row, cell)
        return CellFacts(cell.column, cell.span, width, paragraphs, drawn, cell.merged)

    def _has_border(self, style: CellStyle, borders: Mapping[str, bool], row: int, cell: _Cell) -> bool:
        """A side of a cell is the cell's own, else the table's edge or its inner lines."""
        own = {**style.cell_borders, **cell.borders} if style.cell_borders else cell.borders
        if any(own.get(side) for side in _INNER):
            return True
        table = {**style.table_borders, **borders} if style.table_borders else borders
        if not any(table.values()):
            return False
        edges = {
            "top": row == 0,
            "bottom": row == self._shape.rows - 1,
            "left": cell.column == 0,
            "right": cell.column + cell.span >= self._shape.columns,
        }
        return any(side not in own and table.get(side if edge else _INNER[side], False) for side, edge in edges.items())


def _collect_rows(story: Story, parent: Any, rows: list[_Row]) -> None:
    """Gather the rows of a table, through content controls and the like; deleted ones are left out."""
    for child in parent:
        tag = child.tag
        if tag == _ROW:
            row = _Row()
            story.allowance.take(1 + len(child))
            _read_row(child, row)
            if not row.deleted:
                _place_cells(row)
                rows.append(row)
        elif tag in TRANSPARENT:
            _collect_rows(story, child, rows)
        elif tag == ALTERNATE:
            branch = choose_branch(child)
            if branch is not None:
                _collect_rows(story, branch, rows)


def _read_row(parent: Any, row: _Row) -> None:
    for child in parent:
        tag = child.tag
        if tag == _CELL:
            cell = _read_cell(child)
            if not cell.deleted:
                row.cells.append(cell)
        elif tag == _ROW_PROPERTIES:
            _read_row_properties(child, row)
        elif tag == _ROW_EXCEPTIONS:
            row.borders = read_borders(child.find(f"{W}tblBorders"))
        elif tag in TRANSPARENT:
            _read_row(child, row)
        elif tag == ALTERNATE:
            branch = choose_branch(child)
            if branch is not None:
                _read_row(branch, row)


def _read_row_properties(properties: Any, row: _Row) -> None:
    for child in properties:
        name = child.tag
        if name == f"{W}gridBefore":
            row.grid_before = min(_MAX_SPAN, max(0, find_int(child.get(VAL)) or 0))
        elif name == f"{W}tblHeader":
            row.repeats = is_on(child.get(VAL))
        elif name == f"{W}cantSplit":
            row.may_break = not is_on(child.get(VAL))
        elif name == f"{W}del":
            row.deleted = True


def _read_cell(node: Any) -> _Cell:
    cell = _Cell(node)
    for first in node:
        if first.tag == _CELL_PROPERTIES:
            _read_cell_properties(first, cell)
        break
    return cell


def _read_cell_properties(properties: Any, cell: _Cell) -> None:
    for child in properties:
        tag = child.tag
        if tag == _WIDTH:
            if child.get(_UNIT, "dxa") == "dxa":
                cell.width = find_twips(child.get(_W)) or _UNKNOWN
        elif tag == _SPAN:
            cell.span = min(_MAX_SPAN, max(1, find_int(child.get(VAL)) or 1))
        elif tag == _MERGE:
            cell.merged = child.get(VAL, "continue") == "continue"
        elif tag == _BORDERS:
            cell.borders = read_borders(child)
        elif tag == _DELETED_CELL:
            cell.deleted = True


def _place_cells(row: _Row) -> None:
    column = row.grid_before
    for cell in row.cells:
        cell.column = column
        column += cell.span
