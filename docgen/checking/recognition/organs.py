"""Telling the chủ quản from the agency that issues (ô 2)."""

from __future__ import annotations

from collections.abc import Sequence

from docgen.checking.recognition.folding import fold
from docgen.checking.recognition.passages import Passage
from docgen.checking.recognition.words import ORGAN_START, PLACE_START

_TAKES_NAME = frozenset(("van phong", "thuong truc", "ban chi dao", "hoi dong", "to cong tac", "co quan"))
"""Words alone on a line whose name goes on with that of another agency: VĂN PHÒNG / ỦY BAN NHÂN DÂN …"""


def split_organs(lines: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Return the lines of the chủ quản and those of the issuer.

    Regular weight above bold tells them apart, as the decree prints them; where the weight does not say, the words do:
    every name begins with the word for a kind of agency, and the last name is the issuer's.
    """
    if len(lines) < 2:
        return (), tuple(lines)
    border = _find_by_weight(lines)
    if border is None:
        border = _find_by_words(lines)
    return tuple(lines[:border]), tuple(lines[border:])


def _find_by_weight(lines: Sequence[Passage]) -> int | None:
    weights = [line.any_bold for line in lines]
    border = weights.index(True) if True in weights else 0
    if border == 0 or not all(weights[border:]) or _goes_on(lines[border]):
        return None
    return border


def _find_by_words(lines: Sequence[Passage]) -> int:
    starts = [
        index
        for index, line in enumerate(lines)
        if index == 0 or (_starts_name(line) and fold(lines[index - 1].shown) not in _TAKES_NAME)
    ]
    return starts[-1]


def _starts_name(line: Passage) -> bool:
    folded = fold(line.shown)
    return ORGAN_START.match(folded) is not None and not _goes_on(line)


def _goes_on(line: Passage) -> bool:
    folded = fold(line.shown)
    return PLACE_START.match(folded) is not None or folded.startswith(("va ", "- ", "chi so", "nhan dan"))
