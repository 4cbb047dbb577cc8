"""What is wrong with a template, and what it asks for, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from docgen.rendering.fields import Kind
from docgen.rendering.tags import Place, PlacedParagraph


class Severity(StrEnum):
    """An error stops rendering or spoils the document; a warning leaves something that nobody wants."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a template: what, where (None for the whole of it), what to do."""

    code: str
    message: str
    place: Place | None
    excerpt: str = ""
    hint: str = ""
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Asked:
    """A field that a tag asks for: its path through loops (``appendices[].title``), its kind, where."""

    path: str
    kind: Kind
    place: Place


@dataclass(slots=True)
class TagReading:
    """What was found in the tags of a template."""

    asked: list[Asked] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def blame(
    paragraph: PlacedParagraph,
    code: str,
    message: str,
    excerpt: str,
    hint: str = "",
    severity: Severity = Severity.ERROR,
) -> Fault:
    """Return a fault of a paragraph; ``excerpt`` is what of its text is wrong."""
    return Fault(code, message, paragraph.place, excerpt, hint, severity)
