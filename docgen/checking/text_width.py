"""About how wide a line of Times New Roman is: enough to tell a third of a line from the whole of it."""

from __future__ import annotations

import unicodedata

from docgen.checking.recognition.passages import Passage

_TWIPS_PER_PT = 20

# Thousandths of the size of type, bold; the regular face is about a twentieth narrower. Letters by their base.
_CLASSES = (
    (250, " ,."),
    (300, "ijltI()[]:;-!'/"),
    (420, "frtsczeJ"),
    (500, "abdghknopquvxy0123456789S–"),
    (611, "FPEZLTB"),
    (667, "R"),
    (750, "ADGHKNOQUVXYCmw"),
    (944, "MW"),
)
_WIDTHS = {character: width for width, characters in _CLASSES for character in characters}
_DEFAULT = 550
_REGULAR = 0.95


def estimate_width(passage: Passage) -> int:
    """Return about how wide a passage is when set on one line, in twips; right to a tenth."""
    return round(sum(_measure(run.shown, run.size_pt, run.bold) for run in passage.runs))


def _measure(text: str, size_pt: float, bold: bool) -> float:
    letters = (unicodedata.normalize("NFD", letter)[0] for letter in text.replace("Đ", "D").replace("đ", "d"))
    thousandths = sum(_WIDTHS.get(letter, _DEFAULT) for letter in letters)
    return thousandths / 1000 * size_pt * _TWIPS_PER_PT * (1 if bold else _REGULAR)
