"""How wide words are: syllables return so often that each is measured once."""

from __future__ import annotations

from docgen.vietnamese.text_width import measure_advance

_KEPT = 20_000  # more than the syllables of the language


class Advances(dict[str, int]):
    """Widths of words in one weight and slant, each with the space after it, in thousandths of the font size."""

    def __init__(self, *, bold: bool = False, italic: bool = False) -> None:
        super().__init__()
        self._bold, self._italic = bold, italic
        self.space = measure_advance(" ", bold=bold, italic=italic)

    def __missing__(self, word: str) -> int:
        if len(self) >= _KEPT:
            self.clear()
        self[word] = advance = measure_advance(word, bold=self._bold, italic=self._italic) + self.space
        return advance


REGULAR, BOLD, ITALIC = Advances(), Advances(bold=True), Advances(italic=True)
