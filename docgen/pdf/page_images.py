"""The images that a page shows: how large, of how many pixels, in colour or not."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pikepdf

# Forms within forms, as deep as any program makes them; a broken file may make them circular.
_MAX_DEPTH = 12
_COLOUR_SPACES = ("/DeviceRGB", "/CalRGB", "/Lab", "/DeviceCMYK", "/RGB", "/CMYK")
_RGB = 3


@dataclass(frozen=True, slots=True)
class PageImage:
    """An image as it stands on a page; lengths in points. ``width`` and ``height`` are those of its own two sides."""

    left: float
    bottom: float
    right: float
    top: float
    width: float
    height: float
    pixels: tuple[int, int]
    is_colour: bool

    @property
    def dpi(self) -> float:
        """Pixels on an inch of paper, along the side where they are fewer."""
        across, down = self.pixels
        return min(72 * across / self.width, 72 * down / self.height)

    def scale(self, unit: float) -> PageImage:
        """Return the image on a page whose unit is ``unit`` points (UserUnit)."""
        edges = {name: getattr(self, name) * unit for name in ("left", "bottom", "right", "top", "width", "height")}
        return replace(self, **edges)


def list_page_images(page: pikepdf.Page) -> Iterator[PageImage]:
    """Yield the images that ``page`` paints, also those inside forms; masks of other images are no images.

    Raises what pikepdf raises on a broken page.
    """
    # Resources may be inherited from the tree of pages.
    yield from _walk(page.obj, page.resources, pikepdf.Matrix(), 0)


def _walk(source: Any, resources: Any, matrix: pikepdf.Matrix, depth: int) -> Iterator[PageImage]:
    saved: list[pikepdf.Matrix] = []
    for instruction in pikepdf.parse_content_stream(source, "q Q cm Do BI ID EI"):
        if isinstance(instruction, pikepdf.ContentStreamInlineImage):
            yield from _describe(instruction.iimage.obj, matrix)
            continue
        match str(instruction.operator):
            case "q":
                saved.append(matrix)
            case "Q" if saved:
                matrix = saved.pop()
            case "cm":
                matrix = pikepdf.Matrix(*(float(value) for value in instruction.operands)) @ matrix
            case "Do":
                yield from _paint(resources, instruction.operands[0], matrix, depth)


def _paint(resources: Any, name: Any, matrix: pikepdf.Matrix, depth: int) -> Iterator[PageImage]:
    painted = resources.get("/XObject", {}).get(str(name))
    if painted is None:
        return
    if painted.get("/Subtype") == "/Image":
        yield from _describe(painted, matrix)
    elif painted.get("/Subtype") == "/Form" and depth < _MAX_DEPTH:
        own = pikepdf.Matrix(*(float(value) for value in painted.get("/Matrix", (1, 0, 0, 1, 0, 0))))
        yield from _walk(painted, painted.get("/Resources", resources), own @ matrix, depth + 1)


def _describe(image: Any, matrix: pikepdf.Matrix) -> Iterator[PageImage]:
    """Yield the image that fills the unit square under ``matrix``; nothing when it is squeezed to a line."""
    width, height = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
    if not width or not height:
        return
    corners = [matrix.transform(corner) for corner in ((0, 0), (1, 0), (0, 1), (1, 1))]
    across, down = [float(x) for x, _ in corners], [float(y) for _, y in corners]
    pixels = (int(image.get("/Width", image.get("/W", 0))), int(image.get("/Height", image.get("/H", 0))))
    yield PageImage(min(across), min(down), max(across), max(down), width, height, pixels, _is_colour(image))


def _is_colour(image: Any) -> bool:
    if image.get("/ImageMask", image.get("/IM", False)):
        return False
    space = image.get("/ColorSpace", image.get("/CS"))
    if space is None:
        return _count_jpx_components(image) >= _RGB
    return _is_colour_space(space)


def _is_colour_space(space: Any) -> bool:
    family = str(space if isinstance(space, pikepdf.Name) else space[0])
    match family:
        case "/ICCBased":
            return int(space[1].get("/N", 1)) >= _RGB
        case "/Indexed" | "/I":
            return _is_colour_space(space[1])
        case "/Separation" | "/DeviceN":
            return len(space[1]) >= _RGB if family == "/DeviceN" else False
        case _:
            return family in _COLOUR_SPACES


def _count_jpx_components(image: Any) -> int:
    """Return how many components a JPEG 2000 image has: it may leave its colour space to its own header."""
    data = image.read_raw_bytes()
    box = data.find(b"ihdr")  # ISO 15444-1, I.5.3.1: height, width, then the number of components
    if box >= 0:
        return int.from_bytes(data[box + 12 : box + 14])
    if data.startswith(b"\xff\x4f\xff\x51"):  # a bare codestream; A.5.1: Csiz
        return int.from_bytes(data[40:42])
    return 0
