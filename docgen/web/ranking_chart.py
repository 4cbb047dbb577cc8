"""The chart of a ranking as SVG: where every bar, name and line goes; the template writes it out.

It is a picture for those who see it; whoever listens to the page has the table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docgen.parindex.ranking import Place

WIDTH: Final = 760
_ROW: Final = 22
_LETTER: Final = 6.9
_LEAST_NAME: Final = 120
_MOST_NAME: Final = 330
_RIGHT: Final = 60
_TOP: Final = 6
_BOTTOM: Final = 22
_COLOURS: Final = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: where it stands and how long it is, in units of the picture; ``colour`` counts classes from 0."""

    y: int
    length: float
    name: str
    full_name: str
    figure: str
    colour: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of bars: its size, where the bars begin, the lines of its grid (place, label)."""

    height: int
    left: int
    bars: tuple[Bar, ...]
    grid: tuple[tuple[float, int], ...]
    width: int = WIDTH


def draw_chart(places: Sequence[Place], class_names: Sequence[str]) -> Chart:
    """Return the chart of a ranking, the first unit on top; the axis goes from 0 to 100 percent."""
    from docgen.vietnamese.numbers import format_number

    names = [f"{place.rank}. {place.unit}" for place in places]
    longest = max((len(name) for name in names), default=0) * _LETTER
    left = int(min(max(longest, _LEAST_NAME), _MOST_NAME)) + 8
    scale = (WIDTH - left - _RIGHT) / 100
    order = {name: min(index, _COLOURS - 1) for index, name in enumerate(class_names)}
    bars = tuple(
        Bar(
            _TOP + index * _ROW,
            round(max(0.0, min(100.0, float(place.percentage))) * scale, 1),
            _shorten(name, left),
            name,
            format_number(place.percentage, decimals=2),
            order.get(place.class_name, 0),
        )
        for index, (place, name) in enumerate(zip(places, names, strict=True))
    )
    grid = tuple((round(left + percent * scale, 1), percent) for percent in range(0, 101, 20))
    return Chart(_TOP + len(bars) * _ROW + _BOTTOM, left, bars, grid)


def _shorten(name: str, width: int) -> str:
    most = int((width - 8) / _LETTER)
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"
