"""How wide a line of Times New Roman is, without asking for a font.

The drawn lines of the decree follow their text ("as long as", "a third to a half"), columns follow their content, and
titles break into lines of about equal length. The advance widths are those that Times New Roman and the fonts made to
its measure (Liberation Serif) share; a test compares them with the font.
"""

from __future__ import annotations

import unicodedata

TWIPS_PER_PT = 20

# Advance widths in thousandths of the font size; a letter with diacritics is as wide as its base, but for ơ and ư.
_REGULAR = {
    180: "'", 200: "|", 250: " ,.", 278: "/:;\\ijlt", 300: "²³", 333: "!()-I[]`fr‘’", 350: "•", 389: "Js", 400: "°",
    408: '"', 444: "?acez“”", 469: "^", 480: "{}", 500: "#$*0123456789_bdghknopquvxyđ–§«»€", 513: "₫", 529: "ơ",
    541: "~", 542: "ư", 549: "÷±≤≥", 556: "FPS", 564: "+<=>×−", 611: "ELTZ", 667: "BCR", 722: "ADGHKNOQUVXYwĐÐƠ",
    750: "½¼¾", 760: "©®", 776: "Ư", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W", 1000: "—…→‰",
}  # fmt: skip
_BOLD = {
    220: "|", 250: " ,.", 278: "'/\\il", 300: "²³", 333: "!()-:;[]`fjt‘’", 350: "•", 389: "Is", 394: "{}", 400: "°",
    444: "cerz", 500: "#$*0123456789?J_agovxy–“”§«»€", 513: "₫", 520: "~", 549: "÷±≤≥", 554: "ơ", 555: '"',
    556: "Sbdhknpquđ", 570: "+<=>×−", 581: "^", 600: "ư", 611: "FP", 667: "BELTZ", 722: "ACDNRUVXYwĐÐ", 747: "©®",
    750: "½¼¾", 778: "GHKOQƠ", 796: "Ư", 833: "&m", 930: "@", 944: "M", 1000: "%W—…→‰",
}  # fmt: skip
_ITALIC = {
    214: "'", 250: " ,.", 275: "|", 278: "/\\fijlt", 300: "²³", 333: "!()-:;I`‘’", 350: "•", 389: "[]rsz", 400: "{}°",
    420: '"', 422: "^", 444: "Jcekvxy", 500: "#$*0123456789?S_abdghnopqu§«»đ–€", 513: "₫", 534: "ơ", 541: "~", 545: "ư",
    549: "±÷≤≥", 556: "LTYZ“”", 611: "ABEFPRVX", 667: "CKNw", 675: "+<=>×−", 722: "DGHOQUmÐĐƠ", 750: "¼½¾", 754: "Ư",
    760: "©®", 778: "&", 833: "%MW", 889: "—…", 920: "@", 1000: "‰→",
}  # fmt: skip
_DEFAULT = 600
_HORN = "\u031b"


class _Widths(dict[str, int]):
    """Advance widths by character; a letter with diacritics is looked up once and kept."""

    def __init__(self, table: dict[int, str]) -> None:
        super().__init__({character: width for width, characters in table.items() for character in characters})

    def __missing__(self, character: str) -> int:
        decomposed = unicodedata.normalize("NFD", character)
        base = decomposed[0]
        if _HORN in decomposed:
            base = unicodedata.normalize("NFC", base + _HORN)
        self[character] = width = self.get(base, _DEFAULT)
        return width


_REGULAR_WIDTHS, _BOLD_WIDTHS, _ITALIC_WIDTHS = _Widths(_REGULAR), _Widths(_BOLD), _Widths(_ITALIC)


def measure_text(text: str, size_pt: float, *, bold: bool = False, italic: bool = False) -> int:
    """Return the width of ``text`` set on one line, in twips (1/20 pt); bold italics count as bold."""
    return to_twips(measure_advance(text, bold=bold, italic=italic), size_pt)


def measure_advance(text: str, *, bold: bool = False, italic: bool = False) -> int:
    """Return the width of ``text`` in thousandths of the font size: widths of pieces add up without rounding."""
    widths = _BOLD_WIDTHS if bold else _ITALIC_WIDTHS if italic else _REGULAR_WIDTHS
    return sum(map(widths.__getitem__, text))


def to_twips(advance: int, size_pt: float) -> int:
    """Return a width in thousandths of the font size as twips at ``size_pt``."""
    return round(advance / 1000 * size_pt * TWIPS_PER_PT)
