"""Text as people type and paste it, made plain: one form for every letter, nothing invisible.

Nothing here changes what a reader sees; what cannot be decided without a person is only reported.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Literal, NamedTuple

# Unaccented vowel, then its five tones in the order huyền, hỏi, ngã, sắc, nặng.
_VOWELS = (
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
)
_LOWER_LETTERS = "".join(letter for row in _VOWELS for letter in row if not letter.isascii()) + "đ"

VIETNAMESE_LETTERS = _LOWER_LETTERS + _LOWER_LETTERS.upper()
"""The 134 precomposed letters that Vietnamese has beyond the plain Latin ones: 67 small, then their capitals."""

SMALL_LETTERS = f"a-z{_LOWER_LETTERS}"
CAPITAL_LETTERS = f"A-Z{_LOWER_LETTERS.upper()}"
"""All small letters and all capitals as a pattern has them between brackets: in Unicode the two are mixed, no range
holds one kind alone."""

_JOINER = "\u034f"  # combining grapheme joiner
_ZERO_WIDTH = (
    "\u00ad"  # soft hyphen
    f"{_JOINER}"
    "\u061c"  # Arabic letter mark
    "\u180e"  # Mongolian vowel separator
    "\u200b\u200c\u200d\u200e\u200f"  # zero-width space, non-joiner, joiner, direction marks
    "\u202a\u202b\u202c\u202d\u202e"  # direction embeddings
    "\u2060\u2061\u2062\u2063\u2064"  # word joiner, invisible operators
    "\u2066\u2067\u2068\u2069"  # direction isolates
    "\ufeff"  # byte order mark
)
_HARD_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), "\n")
_CLEAN_TABLE = dict.fromkeys(map(ord, _ZERO_WIDTH)) | dict.fromkeys(map(ord, _HARD_SPACES + "\t"), " ")

# What XML 1.0 has no way to carry, and the C1 controls, which it may carry but which no document means.
_CONTROLS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"

# A toned oa, oe or uy that ends its syllable: the only place where two ways of setting the tone are in use.
_TONE_ON_FIRST = frozenset([f"{o}{end}" for o in "òỏõóọ" for end in "ae"] + [f"{u}y" for u in "ùủũúụ"])
_TONE_ON_SECOND = frozenset([f"o{end}" for end in "àảãáạèẻẽéẹ"] + [f"u{y}" for y in "ỳỷỹýỵ"])
# Without q: in "quý" and "quà" the u belongs to the consonant, and nobody varies there.
_ONSET = frozenset("bcdđghklmnprstvx")
_LONGEST_ONSET = 3

_QUOTED_CHARACTERS = 60

NoteKind = Literal["zero-width", "no-break-space", "tab", "decomposed", "mixed-tone"]


class TextNote(NamedTuple):
    """One thing that was put right in a text, or that a person should look at (``mixed-tone``).

    ``count`` is how often it occurs; ``message`` is Vietnamese, for a clerk.
    """

    kind: NoteKind
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a note
    message: str


class CleanText(NamedTuple):
    """A cleaned text and what was done to it."""

    text: str
    notes: tuple[TextNote, ...]


def normalize_text(text: str) -> str:
    """Return ``text`` in Unicode NFC: every Vietnamese letter one character, as TCVN 6909 documents are exchanged."""
    return unicodedata.normalize("NFC", text)


def clean_text(text: str) -> CleanText:
    """Return ``text`` plain, with notes on what was done.

    Zero-width characters go; no-break and other unusual spaces and tabs become one ordinary space each; every kind
    of line end becomes ``\\n``; letters become NFC. No visible character is changed and no line is added or lost,
    so a line and column in the result is a place in the text that the user sees. Cleaning twice changes nothing
    more. Words that mix the two ways of setting tone marks (hòa, hoà) are reported and left as they are.

    Letters of old TCVN3 fonts are partly soft hyphens and symbols: ask ``encoding.find_legacy_span`` first.
    """
    with_lines = _unify_line_ends(text)
    plain = _drop_invisible(with_lines)
    result = normalize_text(plain)
    candidates = (
        _note_characters("zero-width", with_lines, _ZERO_WIDTH, "đã bỏ {count} ký tự vô hình"),
        _note_characters("no-break-space", with_lines, _HARD_SPACES, "đã thay {count} dấu cách đặc biệt bằng dấu cách"),
        _note_characters("tab", with_lines, "\t", "đã thay {count} ký tự tab bằng dấu cách"),
        _note_decomposed(plain, result),
        _note_mixed_tone(result),
    )
    return CleanText(result, tuple(note for note in candidates if note is not None))


def clean_characters(text: str) -> str:
    """Return the text that ``clean_text`` returns, without the notes, which cost ten times as much."""
    return normalize_text(text if _is_plain(text) else _drop_invisible(_unify_line_ends(text)))


def _unify_line_ends(text: str) -> str:
    return text if _is_plain(text) else text.replace("\r\n", "\n").translate(_LINE_ENDS)


def _drop_invisible(text: str) -> str:
    return text if _is_plain(text) else text.translate(_CLEAN_TABLE)


def _is_plain(text: str) -> bool:
    """Whether a text has nothing to clean away: all of that is unprintable to Python, but for the one mark."""
    return text.replace("\n", "").isprintable() and _JOINER not in text


def find_control_characters(text: str) -> tuple[int, ...]:
    """Return the offsets of characters that a .docx cannot carry or that no document means.

    These are what XML 1.0 excludes (C0 controls but tab and line ends, lone surrogates, U+FFFE, U+FFFF) and the
    controls U+007F–U+009F but U+0085, which is a line end.
    """
    # Nearly no text has any, and Python takes all of them for unprintable: the pattern is seldom compiled.
    if text.replace("\n", "").isprintable():
        return ()
    return tuple(match.start() for match in re.finditer(_CONTROLS, text))


def fold_whitespace(text: str) -> str:
    """Return ``text`` on one line: every run of white space one space, none at the ends."""
    return " ".join(text.split())


def quote(text: object) -> str:
    """Return what a user gave as messages quote it: one line, not too long, nothing that a terminal cannot show."""
    given = str(text)
    shown = fold_whitespace(given[:_QUOTED_CHARACTERS]) + ("…" if len(given) > _QUOTED_CHARACTERS else "")
    return f"“{''.join(character if character.isprintable() else '?' for character in shown)}”"


def _note_characters(kind: NoteKind, text: str, characters: str, message: str) -> TextNote | None:
    count = sum(text.count(character) for character in characters)
    return TextNote(kind, count, message.format(count=count)) if count else None


def _note_decomposed(before: str, after: str) -> TextNote | None:
    if before == after:
        return None
    # Composing makes a text shorter by one for each loose mark; at least one thing was composed or replaced.
    count = max(1, len(before) - len(after))
    return TextNote("decomposed", count, f"đã ghép {count} dấu rời (Unicode tổ hợp) vào chữ (Unicode dựng sẵn)")


def _note_mixed_tone(text: str) -> TextNote | None:
    # Every word once, and no pattern of all these letters, which takes as long to compile as a page to read.
    words = Counter(re.findall(r"\w+", text.lower()))
    first, second = _choose_open(words, _TONE_ON_FIRST), _choose_open(words, _TONE_ON_SECOND)
    if not first or not second:
        return None
    count = min(first.total(), second.total())
    message = (
        f"văn bản dùng lẫn hai cách đặt dấu thanh: {_quote_words(first)} và {_quote_words(second)};"
        " nên thống nhất một cách"
    )
    return TextNote("mixed-tone", count, message)


def _choose_open(words: Counter[str], glides: frozenset[str]) -> Counter[str]:
    """Return the words that are an onset and one of these glides."""
    found = {word: n for word, n in words.items() if word[-2:] in glides and len(word) <= _LONGEST_ONSET + 2}
    return Counter({word: n for word, n in found.items() if _ONSET.issuperset(word[:-2])})


def _quote_words(words: Iterable[str], most: int = 3) -> str:
    return ", ".join(f"“{word}”" for word in list(words)[:most])
