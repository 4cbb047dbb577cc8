"""Which of a run's four fonts a character is set in, and where a run falls apart because of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

Script = Literal["ascii", "h_ansi", "east_asia"]

_EAST_ASIAN: Final = (
    "\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U00020000-\U0003ffff"
)
# Characters that both worlds have; the hint of rFonts decides.
_AMBIGUOUS: Final = (
    "\u00a1\u00a4\u00a7-\u00a8\u00aa\u00ad\u00af-\u00b4\u00b6-\u00ba\u00bc-\u00bf\u00d7\u00f7"
    "\u02b0-\u04ff\u2000-\u2bff\ue000-\uf8ff"
)
_PIECES: Final = re.compile(
    rf"(?P<ascii>[\0-\x7f]+)|(?P<east_asia>[{_EAST_ASIAN}]+)|(?P<h_ansi>[^\0-\x7f{_EAST_ASIAN}]+)"
)
_PIECES_HINTED: Final = re.compile(
    rf"(?P<ascii>[\0-\x7f]+)|(?P<east_asia>[{_EAST_ASIAN}{_AMBIGUOUS}]+)|(?P<h_ansi>[^\0-\x7f{_EAST_ASIAN}{_AMBIGUOUS}]+)"
)

_EAST_ASIAN_LETTER: Final = re.compile(rf"[{_EAST_ASIAN}]")
_HINTED_LETTER: Final = re.compile(rf"[{_EAST_ASIAN}{_AMBIGUOUS}]")


def has_east_asian(text: str, hint: bool) -> bool:
    """Whether any character of the text is set in the East Asian font; ``hint`` is that of rFonts."""
    return (_HINTED_LETTER if hint else _EAST_ASIAN_LETTER).search(text) is not None


def split_by_script(text: str, east_asia_hint: bool) -> Iterator[tuple[Script, str]]:
    """Cut text where its font slot changes: basic Latin, other Latin (most Vietnamese letters), East Asian."""
    for match in (_PIECES_HINTED if east_asia_hint else _PIECES).finditer(text):
        yield match.lastgroup, match[0]  # type: ignore[misc]
