"""Text on a page that is drawn straight, in Times New Roman or what stands in for it, its fonts embedded as subsets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from subprocess import SubprocessError
from typing import Final, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas

from docgen.errors import ToolError
from docgen.office.fonts import FAMILY, FontFile, find_font
from docgen.records.register_form import printable

# Of Times New Roman: the height of a line and of what stands above its foot, for a size of 1.
LINE_HEIGHT: Final = 1.15
ASCENT: Final = 0.89
Style = Literal["", "bold", "italic"]
# Drawn for a letter that no font of this machine has: PDF/A forbids to show a letter without its picture.
_NO_GLYPH: Final = "□"
_BLANKS: Final = str.maketrans({"\t": " ", "\r": " ", "\xad": "", "\u200b": "", "\ufeff": ""})


@dataclass(frozen=True, slots=True)
class Look:
    """How text stands: its size in points, its style, and where in its width."""

    size: float
    style: Style = ""
    align: Literal["left", "center"] = "left"

    @property
    def height(self) -> float:
        """How high a line is, in points."""
        return self.size * LINE_HEIGHT


@cache
def load_face(style: Style) -> TTFont:
    """Return the font of ``style``, known to reportlab. Raises ToolError when this machine has none."""
    try:
        return _load(find_font(f"{FAMILY}:{style}" if style else FAMILY))
    except (OSError, ValueError, SubprocessError, TTFError) as error:
        raise ToolError(f"không dùng được phông {FAMILY}: {error}", hint="chạy docgen doctor để biết vì sao") from error


def wrap(text: str, width: float, look: Look) -> list[str]:
    """Return the lines of ``text``, none wider than ``width`` points: broken at spaces, inside a word if it must be."""
    lines = []
    space = _measure(" ", look)
    for part in printable(text).translate(_BLANKS).split("\n"):
        line, used = "", 0.0
        for place, word in enumerate(part.split(" ")):
            wide = _measure(word, look)
            if place and used + space + wide <= width:
                line, used = f"{line} {word}", used + space + wide
                continue
            if place:
                lines.append(line)
            *full, line = _break(word, width, look) if wide > width else [word]
            lines += full
            used = _measure(line, look)
        lines.append(line)
    return lines


def draw_line(canvas: Canvas, line: str, left: float, right: float, foot: float, look: Look) -> None:
    """Draw a line of text between ``left`` and ``right``, its letters on ``foot``, all in points."""
    if look.align == "center":
        left += (right - left - _measure(line, look)) / 2
    text = canvas.beginText(left, foot)
    for font, piece in _split(line, look.style):
        text.setFont(font, look.size)
        text.textOut(piece)
    canvas.drawText(text)


def _break(word: str, width: float, look: Look) -> Iterator[str]:
    """Yield the pieces of a word, each as wide as may be, at least a letter."""
    piece = ""
    for letter in word:
        if piece and _measure(piece + letter, look) > width:
            yield piece
            piece = ""
        piece += letter
    yield piece


@lru_cache(maxsize=4096)
def _measure(text: str, look: Look) -> float:
    return sum(float(pdfmetrics.stringWidth(piece, font, look.size)) for font, piece in _split(text, look.style))


def _split(text: str, style: Style) -> Iterator[tuple[str, str]]:
    """Yield pieces of ``text``, each with the name of the font that has its letters."""
    face = load_face(style)
    if all(ord(letter) in face.face.charToGlyph for letter in text):
        yield face.fontName, text
        return
    shown = [_find_letter(letter, style) for letter in text]
    for name, pairs in groupby(shown, key=lambda pair: pair[0]):
        yield name, "".join(letter for _, letter in pairs)


@cache
def _find_letter(letter: str, style: Style) -> tuple[str, str]:
    """Return the name of a font that has ``letter``, and the letter; or what stands for one that none has."""
    face = load_face(style)
    if ord(letter) in face.face.charToGlyph:
        return face.fontName, letter
    try:
        other = _load(find_font(f"{FAMILY}:charset={ord(letter):x}"))
    except (OSError, ValueError, SubprocessError, TTFError):
        return face.fontName, _NO_GLYPH
    return (other.fontName, letter) if ord(letter) in other.face.charToGlyph else (face.fontName, _NO_GLYPH)


@cache
def _load(file: FontFile) -> TTFont:
    font = TTFont(f"{file.path}#{file.index}", file.path, subfontIndex=file.index)
    pdfmetrics.registerFont(font)
    return font
