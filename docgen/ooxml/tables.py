"""Tables: the grid, spans, borders, repeated header rows; the paragraphs in their cells are read by the story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from docgen.ooxml.facts import CellFacts, TableFacts, Twips
from docgen.ooxml.inline import is_switch
from docgen.ooxml.names import ALTERNATE, TRANSPARENT, VAL, W
from docgen.ooxml.shapes import choose_branch
from docgen.ooxml.story import Container, Story
from docgen.ooxml.table_styles import TableShape, read_borders, read_look_flags
from docgen.ooxml.units import find_int, find_twips

_ROW: Final = f"{W}tr"
_CELL: Final = f"{W}tc"
# Word has 63 columns; room is left for what other programs write.
_MAX_SPAN: Final = 1_000


@dataclass(frozen=True, slots=True)
class _Cell:
    node: Any
    properties: Any | None
    column: int
    span: int


def read_table(story: Story, table: Any, container: Container) -> None:
    """Read a w:tbl element into the story: its paragraphs, and its facts into the place kept for it."""
    rows = [(row, _place_cells(row)) for row in _find(table, _ROW) if not _is_deleted(row)]
    if not rows:
        return
    index = len(story.tables)
    story.tables.append(None)
    grid = [find_twips(column.get(f"{W}w")) or 0 for column in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    reader = _TableReader(story, table, index, grid, rows)
    cells = tuple(reader.read_row(number, row, placed) for number, (row, placed) in enumerate(rows))
    story.tables[index] = TableFacts(
        index=index,
        rows=cells,
        has_borders=any(cell.has_border for row in cells for cell in row),
        header_rows=_count_header_rows([row for row, _ in rows]),
        parent=container.table,
        node=table,
        rows_may_break=not all(is_switch(row.find(f"{W}trPr/{W}cantSplit")) for row, _ in rows),
    )


class _TableReader:
    def __init__(
        self, story: Story, table: Any, index: int, grid: list[int], rows: list[tuple[Any, list[_Cell]]]
    ) -> None:
        properties = table.find(f"{W}tblPr")
        style = properties.find(f"{W}tblStyle") if properties is not None else None
        look = properties.find(f"{W}tblLook") if properties is not None else None
        self._story = story
        self._index = index
        self._grid = grid
        self._style_id = style.get(VAL, "") if style is not None else ""
        self._own_borders = read_borders(properties.find(f"{W}tblBorders") if properties is not None else None)
        columns = max((cell.column + cell.span for _, cells in rows for cell in cells), default=0)
        self._shape = TableShape(read_look_flags(look), len(rows), columns)

    def read_row(self, number: int, row: Any, cells: list[_Cell]) -> tuple[CellFacts, ...]:
        exceptions = row.find(f"{W}tblPrEx/{W}tblBorders")
        borders = {**self._own_borders, **read_borders(exceptions)} if exceptions is not None else self._own_borders
        return tuple(self._read_cell(number, cell, borders) for cell in cells)

    def _read_cell(self, row: int, cell: _Cell, borders: Mapping[str, bool]) -> CellFacts:
        conditions = self._shape.conditions(row, cell.column, cell.span)
        style = self._story.resolver.table_styles.find_cell_style(self._style_id, conditions)
        inside = Container(self._index, row, cell.column, layer=style.layer)
        paragraphs = self._story.read_container(cell.node, inside)
        mine = self._story.paragraphs
        own = read_borders(cell.properties.find(f"{W}tcBorders") if cell.properties is not None else None)
        drawn = self._drawn_sides({**style.table_borders, **borders}, {**style.cell_borders, **own}, row, cell)
        return CellFacts(
            column=cell.column,
            span=cell.span,
            width=self._width(cell),
            paragraphs=tuple(index for index in paragraphs if mine[index].place.table == self._index),
            has_border=bool(drawn),
            merged_above=_is_merged(cell),
        )

    def _drawn_sides(
        self, table: Mapping[str, bool], own: Mapping[str, bool], row: int, cell: _Cell
    ) -> tuple[str, ...]:
        """A side of a cell is the cell's own, else the table's edge or its inner lines."""
        edges = {
            "top": row == 0,
            "bottom": row == self._shape.rows - 1,
            "left": cell.column == 0,
            "right": cell.column + cell.span >= self._shape.columns,
        }
        inner = {"top": "insideH", "bottom": "insideH", "left": "insideV", "right": "insideV"}
        sides = ((side, table.get(side if edge else inner[side], False)) for side, edge in edges.items())
        return tuple(side for side, drawn in sides if own.get(side, drawn))

    def _width(self, cell: _Cell) -> Twips:
        width = cell.properties.find(f"{W}tcW") if cell.properties is not None else None
        if width is not None and width.get(f"{W}type", "dxa") == "dxa":
            length = find_twips(width.get(f"{W}w"))
            if length:
                return length
        return Twips(sum(self._grid[cell.column : cell.column + cell.span]))


def _find(parent: Any, tag: str) -> Iterator[Any]:
    """Yield rows of a table or cells of a row, through content controls and the like."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in TRANSPARENT:
            yield from _find(child, tag)
        elif child.tag == ALTERNATE:
            branch = choose_branch(child)
            yield from _find(branch, tag) if branch is not None else ()


def _place_cells(row: Any) -> list[_Cell]:
    column = min(_MAX_SPAN, max(0, _number(row.find(f"{W}trPr/{W}gridBefore"), 0)))
    cells = []
    for node in _find(row, _CELL):
        properties = node.find(f"{W}tcPr")
        if properties is not None and properties.find(f"{W}cellDel") is not None:
            continue
        span = min(_MAX_SPAN, max(1, _number(properties.find(f"{W}gridSpan"), 1) if properties is not None else 1))
        cells.append(_Cell(node, properties, column, span))
        column += span
    return cells


def _number(element: Any | None, default: int) -> int:
    value = find_int(element.get(VAL)) if element is not None else None
    return default if value is None else value


def _is_deleted(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _is_merged(cell: _Cell) -> bool:
    merge = cell.properties.find(f"{W}vMerge") if cell.properties is not None else None
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _count_header_rows(rows: list[Any]) -> int:
    """Only rows from the first on repeat; a header row further down does not."""
    count = 0
    for row in rows:
        if not is_switch(row.find(f"{W}trPr/{W}tblHeader")):
            break
        count += 1
    return count
