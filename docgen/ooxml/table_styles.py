"""What a table style says of each kind of cell: the whole table, its bands, its first and last rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from docgen.ooxml.formats import NO_TABLE, TableLayer
from docgen.ooxml.names import PPR, RPR, VAL, W
from docgen.ooxml.paragraph_properties import lay_paragraphs, make_paragraph_key, read_paragraph_layer
from docgen.ooxml.run_properties import RunLayer, make_run_key, read_run_layer
from docgen.ooxml.styles import Style, StyleSheet
from docgen.ooxml.units import find_int, is_on

Borders = Mapping[str, bool]
"""Which sides are drawn; a side that is not spoken of is absent."""

SIDE_NAMES: Final = {"start": "left", "end": "right"}
# The order in which conditional formats are laid over the whole table, later ones winning.
_ORDER: Final = (
    "wholeTable",
    *("band1Vert", "band2Vert", "band1Horz", "band2Horz", "lastRow", "firstRow", "lastCol", "firstCol"),
    *("seCell", "swCell", "neCell", "nwCell"),
)
_LOOK_BITS: Final = {
    **{"firstRow": 0x20, "lastRow": 0x40, "firstColumn": 0x80, "lastColumn": 0x100},
    **{"noHBand": 0x200, "noVBand": 0x400},
}


@dataclass(frozen=True, slots=True)
class CellStyle:
    """What the style of a table says of one kind of cell: text and paragraphs, borders of the table and of the cell."""

    layer: TableLayer
    table_borders: Borders
    cell_borders: Borders


@dataclass(frozen=True, slots=True)
class TableShape:
    """Which conditional formats a table asks for (w:tblLook), how broad the bands are, how many rows and columns."""

    flags: frozenset[str]
    rows: int
    columns: int

    def conditions(self, row: int, column: int, span: int) -> frozenset[str]:
        """Return the conditional formats that hold for a cell."""
        first_row, last_row = row == 0 and "firstRow" in self.flags, self._is_last(row, 1, self.rows, "lastRow")
        first_column = column == 0 and "firstColumn" in self.flags
        last_column = self._is_last(column, span, self.columns, "lastColumn")
        found = set(self._bands(row, column, first_row or last_row, first_column or last_column))
        for name, holds in (
            *(("firstRow", first_row), ("lastRow", last_row), ("firstCol", first_column), ("lastCol", last_column)),
            *(("nwCell", first_row and first_column), ("neCell", first_row and last_column)),
            *(("swCell", last_row and first_column), ("seCell", last_row and last_column)),
        ):
            if holds:
                found.add(name)
        return frozenset(found)

    def _is_last(self, index: int, span: int, count: int, flag: str) -> bool:
        return flag in self.flags and index + span >= count > 1

    def _bands(self, row: int, column: int, edge_row: bool, edge_column: bool) -> Iterator[str]:
        if "noHBand" not in self.flags and not edge_row:
            yield "band1Horz" if (row - ("firstRow" in self.flags)) % 2 == 0 else "band2Horz"
        if "noVBand" not in self.flags and not edge_column:
            yield "band1Vert" if (column - ("firstColumn" in self.flags)) % 2 == 0 else "band2Vert"


class TableStyles:
    """Works out table styles for kinds of cells and remembers them, so that equal cells share one layer."""

    def __init__(self, styles: StyleSheet) -> None:
        self._styles = styles
        self._cells: dict[tuple[str, frozenset[str]], CellStyle] = {}
        self._parts: dict[str, frozenset[str]] = {}

    def find_cell_style(self, style_id: str, conditions: frozenset[str]) -> CellStyle:
        """Return what a table style says of cells for which these conditional formats hold."""
        conditions = (conditions | {"wholeTable"}) & self._conditions_of(style_id)
        key = (style_id, conditions)
        if key not in self._cells:
            self._cells[key] = self._make(style_id, conditions)
        return self._cells[key]

    def has_conditions(self, style_id: str) -> bool:
        """Whether a table style tells cells apart."""
        return bool(self._conditions_of(style_id) - {"wholeTable"})

    def _conditions_of(self, style_id: str) -> frozenset[str]:
        if style_id not in self._parts:
            chain = self._styles.chain(self._styles.find_or_default(style_id, "table"))
            parts = (part for style in chain for part in _parts_of(style))
            self._parts[style_id] = frozenset(part.get(f"{W}type", "") for part in parts)
        return self._parts[style_id]

    def _make(self, style_id: str, conditions: frozenset[str]) -> CellStyle:
        run: RunLayer = {}
        paragraph = lay_paragraphs()
        table_borders: dict[str, bool] = {}
        cell_borders: dict[str, bool] = {}
        theme = self._styles.theme
        for part in self._find_parts(style_id, conditions):
            run.update(read_run_layer(make_run_key(part.find(RPR)), theme))
            paragraph = lay_paragraphs(paragraph, read_paragraph_layer(make_paragraph_key(part.find(PPR)), theme))
            table_borders.update(read_borders(part.find(f"{W}tblPr/{W}tblBorders")))
            cell_borders.update(read_borders(part.find(f"{W}tcPr/{W}tcBorders")))
        layer = TableLayer(run, paragraph) if run or paragraph else NO_TABLE
        return CellStyle(layer, table_borders, cell_borders)

    def _find_parts(self, style_id: str, conditions: frozenset[str]) -> Iterator[Any]:
        chain = tuple(self._styles.chain(self._styles.find_or_default(style_id, "table")))
        for style in chain:
            yield style.node
        for condition in _ORDER:
            if condition in conditions:
                for style in chain:
                    for part in _parts_of(style):
                        if part.get(f"{W}type") == condition:
                            yield part


def _parts_of(style: Style) -> Iterator[Any]:
    """Yield the conditional formats of one style; there are no more kinds than in the order above."""
    return islice(style.node.iterchildren(f"{W}tblStylePr"), len(_ORDER))


def read_look_flags(look: Any | None) -> frozenset[str]:
    """Return what a w:tblLook element asks for, by its attributes or by the older bit mask."""
    if look is None:
        return frozenset({"noHBand", "noVBand"})
    named = {name: look.get(W + name) for name in _LOOK_BITS}
    if any(value is not None for value in named.values()):
        return frozenset(name for name, value in named.items() if value is not None and is_on(value))
    try:
        bits = int(look.get(VAL, "0"), 16)
    except ValueError:
        bits = 0
    return frozenset(name for name, bit in _LOOK_BITS.items() if bits & bit)


def read_borders(element: Any | None) -> dict[str, bool]:
    """Return which sides a w:tblBorders or w:tcBorders element draws or takes away."""
    borders = {}
    for side in element if element is not None else ():
        name = side.tag.removeprefix(W)
        thick = find_int(side.get(f"{W}sz"))
        borders[SIDE_NAMES.get(name, name)] = side.get(VAL, "nil") not in ("nil", "none") and thick != 0
    return borders
