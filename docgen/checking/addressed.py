"""Whom a document is sent to and whom it charges with duties: where a unit that is no more cannot stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checking.recognition.passages import Passage
from docgen.checking.subject import Subject
from docgen.vietnamese.text import normalize_text

_DUTY = re.compile(r"chịu trách nhiệm (?:thi hành|thực hiện)|tổ chức thực hiện|căn cứ .{0,40}thi hành", re.IGNORECASE)
_PAST = re.compile(r"trước đây|\bcũ\b|trước ngày|trước khi|(?<!\w)số \d+[\w/.-]*/", re.IGNORECASE)


def addressed_passages(subject: Subject) -> Iterator[tuple[Passage, str]]:
    """Yield addressees, recipients and duties with their text in NFC; what speaks of the past or cites is left out."""
    for passage in _find_candidates(subject):
        text = normalize_text(passage.text)
        if not _PAST.search(text):
            yield passage, text


def _find_candidates(subject: Subject) -> Iterator[Passage]:
    components = subject.components
    if components.addressees is not None:
        yield from (item for item in (components.addressees.inline, *components.addressees.items) if item is not None)
    for paragraph in components.main.body:
        if paragraph.title is not None and _DUTY.search(normalize_text(paragraph.title.text)):
            yield paragraph.title
    if components.recipients is not None:
        yield from components.recipients.items
