"""Running text as the rules of capitals read it: without quotations, titles of cited documents, and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.checking.cited_documents import mask_quotes
from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.checking.text_levels import HEADINGS, once_a_subject, own_items

# A cited document keeps the capitals of its own title, and a law is called by it.
_TITLES = re.compile(
    r"\bsố:?\s*\d+[\w/.&-]*/[\w.&-]+(?P<cited>[^.;]*)|\b(?:Luật|Bộ luật|Pháp lệnh|Hiến pháp)\b(?P<law>[^,;.()]*)"
)
_BEFORE_SENTENCE = re.compile(r"(?:^|[.?!:;“\"(]|\./\.)\s*$")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A paragraph's text with what is not judged blanked out; offsets are those of the passage's text."""

    passage: Passage
    text: str

    def opens_at(self, position: int) -> bool:
        """Whether a sentence, or an item of a list, begins at an offset: a capital says nothing there."""
        return _BEFORE_SENTENCE.search(self.text[:position].rstrip() + " ") is not None

    def quote(self, start: int, end: int) -> str:
        """Return the words around a place, for a finding."""
        left = self.text.rfind(" ", 0, max(0, start - 12)) + 1
        right = self.text.find(" ", min(len(self.text), end + 12))
        return self.passage.text[left : right if right >= 0 else None].strip()


@once_a_subject
def sentences(subject: Subject) -> Iterator[Sentence]:
    """Yield bases and running text of the document and of what it issues."""
    for basis in subject.components.legal_bases:
        yield Sentence(basis, _mask(basis.text))
    for item in own_items(subject):
        if item.kind not in HEADINGS and item.title is not None and item.title.text and not item.title.is_caps:
            yield Sentence(item.title, _mask(item.title.text))


def _mask(text: str) -> str:
    masked = mask_quotes(text)
    for match in _TITLES.finditer(masked):
        start, end = match.span("cited" if match["cited"] is not None else "law")
        masked = masked[:start] + " " * (end - start) + masked[end:]
    return masked
