"""The gold set as a scanner without Vietnamese leaves it: marks lost, and some letters read as others.

What a letter becomes was seen in scanned documents: "Quyét dinh s6 876/QP-BNV ngay 10/11/2022 cia B¢ trwéng Bo Noi vu".
"""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from citation_gold import GoldCase

_READ_AS = {
    **{"ă": "ida", "â": "d4i", "á": "d4a", "à": "ad", "ạ": "ga", "ả": "aé", "ấ": "é4", "ậ": "di", "ắ": "da", "ằ": "da"},
    **{"ê": "eé", "ế": "é6", "ề": "éê", "ệ": "éi", "ể": "é", "ô": "60", "ố": "6bd", "ồ": "6d", "ộ": "6b0", "ổ": "6"},
    **{"ơ": "oc", "ờ": "dé6", "ở": "6&", "ợ": "g", "ư": "wu", "ứ": "ti", "ừ": "ti", "ự": "yw", "ữ": "i", "ủ": "iut"},
    **{"ú": "i", "ụ": "yu", "ị": "ji", "ỉ": "i", "ó": "6o", "ọ": "o9", "ỏ": "6", "ã": "di", "Đ": "DPB"},
}
_ACCENTED = 0.12


def wear_case(case: GoldCase, share: float, seed: int) -> GoldCase:
    """Return a case with its marks lost; ``share`` of the marked letters are read as something else altogether."""
    draw = random.Random(f"{seed} {case.name}")  # noqa: S311
    letters = [_read(letter, draw, share) for letter in case.text]
    text = "".join(letters)
    # One letter becomes one letter: the labels stay where they are.
    assert len(text) == len(case.text)
    citations = tuple(replace(c, text=text[c.start : c.end]) for c in case.citations)
    return GoldCase(case.name, text, text, citations)


def wear_cases(cases: Iterable[GoldCase], share: float, seed: int = 1) -> list[GoldCase]:
    """Return the cases with their marks lost, those of decomposed text left out."""
    return [wear_case(case, share, seed) for case in cases if "[nfd]" not in case.name]


def _read(letter: str, draw: random.Random, share: float) -> str:
    plain = {"đ": "d", "Đ": "D"}.get(letter) or unicodedata.normalize("NFD", letter)[0]
    if plain == letter:
        return letter
    chance = draw.random()
    if chance < share and (readings := _READ_AS.get(letter) or _READ_AS.get(letter.lower())):
        return draw.choice(readings.upper() if letter.isupper() else readings)
    if chance < share + _ACCENTED and letter not in "đĐ":
        return unicodedata.normalize("NFC", unicodedata.normalize("NFD", letter)[:2])
    return plain
