"""Headers and names of units compared as a person compares them: case, diacritics and marks do not matter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile(r"[^\w]+|_")


@lru_cache(maxsize=4096)
def fold_words(text: str) -> str:
    """Return the words of ``text`` in plain small letters with single spaces: ``TỔNG  ĐIỂM (*)`` → ``tong diem``."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(_MARKS.sub(" ", bare).split())


def fold_name(text: str) -> str:
    """Return a name for telling whether two are the same unit: diacritics count, case and spacing do not."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
