"""Appendices that call themselves so; lists and forms without the word "Phụ lục" have no rules of their own."""

from __future__ import annotations

import re

from docgen.checking.number_sequences import read_number
from docgen.checking.recognition.components import Part
from docgen.checking.subject import Subject

_NUMBER = re.compile(r"(?P<number>[IVXLC]+|\d+)\s*[.:]?\s*$")


def labelled_appendices(subject: Subject) -> tuple[Part, ...]:
    """Return the appendices with a label, a repeated one ("Phụ lục I (tiếp theo)") left out."""
    return tuple(part for part in subject.components.appendices if part.label is not None)


def read_label(part: Part) -> int | None:
    """Return the number in the label of an appendix, or None."""
    match = _NUMBER.search(part.label.shown.upper()) if part.label is not None else None
    return read_number(match["number"]) if match else None
