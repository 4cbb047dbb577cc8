"""The XML of worksheets and shared strings, read from front to back; what was handed out is not kept.

By Expat: it hands over a cell in half the time that a tree of elements takes, and a table has hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any, NamedTuple
from xml.parsers import expat

from docgen.drafting.data_file.table import column_index

_CHUNK = 1 << 16
_SEPARATOR = "\n"  # between namespace and name, in neither of which it can stand
_NAMES = ("row", "c", "v", "f", "t", "rPh", "si")


class RawCell(NamedTuple):
    """A cell as its sheet holds it: column from 0, type, style, and its value, None where it has none."""

    column: int
    kind: str
    style: str
    has_formula: bool
    value: str | None


class RawRow(NamedTuple):
    """A row with its number in the sheet, from 1."""

    number: int
    is_hidden: bool
    cells: list[RawCell]


def read_rows(stream: IO[bytes]) -> Iterator[RawRow]:
    """Yield the rows of a worksheet. Raises ExpatError or ValueError for what is none."""
    return _Reader().read(stream)


def read_strings(stream: IO[bytes]) -> Iterator[str]:
    """Yield the shared strings of a workbook, in order. Raises ExpatError or ValueError for what is none."""
    return _Reader().read(stream)


class _Reader:
    """Feeds Expat and puts what is finished into ``_done``: rows of a worksheet, or shared strings.

    The text of a cell or string is that of its ``v`` or ``t``, without phonetic guides (``rPh``). Names are those in
    the namespace of the part's first element, of which there are two.
    """

    def __init__(self) -> None:
        self._done: list[Any] = []
        self._names: dict[str, str] = {}
        self._number = 0
        self._column = -1
        self._is_hidden = self._has_formula = self._has_text = self._is_guide = False
        self._cells: list[RawCell] = []
        self._attributes: dict[str, str] = {}
        self._pieces: list[str] = []
        self._kept = 0  # pieces that belong to the text; what stands between its elements does not
        self._parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start_root
        self._parser.CharacterDataHandler = self._pieces.append
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def read(self, stream: IO[bytes]) -> Iterator[Any]:
        """Yield what is finished, piece by piece of the stream."""
        is_last = False
        while not is_last:
            chunk = stream.read(_CHUNK)
            is_last = not chunk
            self._parser.Parse(chunk, is_last)
            yield from self._done
            self._done.clear()

    def _start_root(self, name: str, _: dict[str, str]) -> None:
        namespace = name[: name.rfind(_SEPARATOR) + 1]
        self._names = {f"{namespace}{local}": local for local in _NAMES}
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match self._names.get(name):
            case None:
                pass
            case "v" | "t":
                del self._pieces[self._kept :]
            case "c" | "si":
                self._attributes = attributes
                self._has_formula = self._has_text = False
                self._pieces.clear()
                self._kept = 0
            case "f":
                self._has_formula = True
            case "rPh":
                self._is_guide = True
            case _:
                self._number = int(attributes.get("r") or self._number + 1)
                self._is_hidden = attributes.get("hidden") in ("1", "true")
                self._cells, self._column = [], -1

    def _end(self, name: str) -> None:
        match self._names.get(name):
            case None | "f":
                pass
            case "v" | "t":
                if not self._is_guide:
                    self._kept = len(self._pieces)
                    self._has_text = True
            case "c":
                self._cells.append(self._finish_cell())
            case "si":
                self._done.append("".join(self._pieces[: self._kept]))
            case "rPh":
                self._is_guide = False
            case _:
                self._done.append(RawRow(self._number, self._is_hidden, self._cells))

    def _finish_cell(self) -> RawCell:
        get = self._attributes.get
        place = get("r")
        self._column = column_index(place.rstrip("0123456789")) if place else self._column + 1
        value = "".join(self._pieces[: self._kept]) if self._has_text else None
        return RawCell(self._column, get("t", "n"), get("s", ""), self._has_formula, value)


def _refuse_doctype(*_: object) -> None:
    # No spreadsheet program writes one; with it would come entities.
    raise ValueError("DOCTYPE")
