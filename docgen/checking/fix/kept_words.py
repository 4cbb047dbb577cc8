"""The last look at what was mended: every word is still there, in its paragraph."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from docgen.errors import DocgenError
from docgen.ooxml.facts import DocumentFacts

_NOT_WORDS: Final = re.compile(r"[\W_]+")
_PADDING: Final = re.compile(r"(?<!\d)0+(?=\d)")


def check_kept(before: DocumentFacts, after: DocumentFacts) -> None:
    """Raise DocgenError where a paragraph lost or gained a word: then nothing is written, and the mistake is ours."""
    if list(_find_words(before)) != list(_find_words(after)):
        raise DocgenError(
            "lỗi của docgen: bản sửa không giữ đúng từng chữ của bản gốc nên không được ghi",
            hint="sửa trong Word theo kết quả docgen check",
        )


def _find_words(facts: DocumentFacts) -> Iterator[str]:
    """Yield what no mending changes: letters and digits of every paragraph, without case and zeros before numbers."""
    notes = (note for key in sorted(facts.footnotes) for note in facts.footnotes[key])
    for paragraph in (*facts.paragraphs, *notes):
        text = _PADDING.sub("", unicodedata.normalize("NFC", paragraph.text))
        yield _NOT_WORDS.sub("", unicodedata.normalize("NFC", text.casefold()))
