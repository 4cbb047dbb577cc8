"""A bar chart of a ranking, as PNG. Drawn with Pillow: a plain chart needs no plotting library."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docgen.parindex.ranking import Place
from docgen.vietnamese.numbers import format_number

_SCALE = 2
_ROW = 22 * _SCALE
_MARGIN = 16 * _SCALE
_BAR_WIDTH = 420 * _SCALE
_FONT_SIZE = 13 * _SCALE
# One colour a class, from the best to the last; dark enough to print in black and white.
_COLOURS = ("#1b5e8c", "#3d8bbd", "#7fb8d9", "#d9a441", "#b5482f")
_GRID = "#d0d0d0"
_TEXT = "#202020"


def draw_ranking(title: str, places: Sequence[Place], class_names: Sequence[str], font_file: Path | None) -> bytes:
    """Return the chart of a ranking as PNG: one bar a unit, the highest first, coloured by class.

    ``font_file`` is a TrueType font that has the Vietnamese letters; None takes Pillow's own, which lacks them.
    """
    from PIL import Image, ImageDraw, ImageFont

    font: Any = ImageFont.truetype(str(font_file), _FONT_SIZE) if font_file else ImageFont.load_default(_FONT_SIZE)
    names = [f"{place.rank}. {place.unit}" for place in places]
    name_width = int(max((font.getlength(name) for name in names), default=0)) + 10 * _SCALE
    legend_row = 2 * _ROW
    height = 2 * _MARGIN + _ROW + legend_row + _ROW * len(places) + _ROW
    width = 2 * _MARGIN + name_width + _BAR_WIDTH + 70 * _SCALE
    width = max(width, int(font.getlength(title)) + 2 * _MARGIN)
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    draw.text((width // 2, _MARGIN), title, fill=_TEXT, font=font, anchor="ma")
    _draw_legend(draw, font, class_names, _MARGIN + int(1.5 * _ROW))
    left, top = _MARGIN + name_width, _MARGIN + _ROW + legend_row
    _draw_grid(draw, font, left, top, _ROW * len(places))
    for index, (place, name) in enumerate(zip(places, names, strict=True)):
        y = top + _ROW * index
        length = int(place.percentage * _BAR_WIDTH / 100)
        colour = _pick_colour(place.class_name, class_names)
        draw.text((left - 6 * _SCALE, y + _ROW // 2), name, fill=_TEXT, font=font, anchor="rm")
        draw.rectangle((left, y + 3 * _SCALE, left + length, y + _ROW - 3 * _SCALE), fill=colour)
        shown, at = format_number(place.percentage, decimals=2), (left + length + 5 * _SCALE, y + _ROW // 2)
        # The figure stands on white, not on a line of the grid.
        draw.rectangle(draw.textbbox(at, shown, font=font, anchor="lm"), fill="white")
        draw.text(at, shown, fill=_TEXT, font=font, anchor="lm")
    stream = io.BytesIO()
    image.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _draw_legend(draw: Any, font: Any, class_names: Sequence[str], y: int) -> None:
    x = _MARGIN
    for name in class_names:
        side = 11 * _SCALE
        draw.rectangle((x, y, x + side, y + side), fill=_pick_colour(name, class_names))
        draw.text((x + side + 5 * _SCALE, y + side // 2), name, fill=_TEXT, font=font, anchor="lm")
        x += side + 20 * _SCALE + int(font.getlength(name))


def _draw_grid(draw: Any, font: Any, left: int, top: int, height: int) -> None:
    for percent in range(0, 101, 20):
        x = left + percent * _BAR_WIDTH // 100
        draw.line((x, top, x, top + height), fill=_GRID, width=_SCALE)
        draw.text((x, top + height + 4 * _SCALE), str(percent), fill=_TEXT, font=font, anchor="ma")


def _pick_colour(name: str, class_names: Sequence[str]) -> str:
    index = list(class_names).index(name) if name in class_names else 0
    return _COLOURS[min(index, len(_COLOURS) - 1)]
