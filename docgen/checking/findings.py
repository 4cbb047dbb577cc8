"""What the checker found, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from docgen.ooxml.facts import ParagraphFacts

_EXCERPT = 60


class Severity(StrEnum):
    """How sure the decree is: a number or text it states, a derived or tolerant reading, a remark."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Where:
    """Where a finding stands: the part of the package, the paragraph's index in it (-1: the whole part), an excerpt."""

    part: str = "word/document.xml"
    paragraph: int = -1
    excerpt: str = ""


def shorten(text: str) -> str:
    """Return the beginning of a text, long enough to be recognised in the document."""
    return text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…"


def where_is(paragraph: ParagraphFacts) -> Where:
    """Return the place of a paragraph with the beginning of what it shows."""
    return Where(paragraph.place.part, paragraph.place.index, shorten(paragraph.shown))


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule says: where, what is wrong (Vietnamese), what the decree expects and what was found.

    ``severity`` is set only where one fault of a rule weighs less than the others.
    """

    where: Where
    message: str
    expected: str = ""
    found: str = ""
    severity: Severity | None = None


class CannotJudge(Exception):  # noqa: N818 - not an error: the honest answer of a rule that lacks what it would judge
    """A rule says that it cannot judge this document, and why (Vietnamese); "not checked" is not "passed"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotConcerned(Exception):  # noqa: N818 - not an error: there is nothing to judge and nothing to report
    """A rule says that it has nothing to do with this document: a letter has no name of a type."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with the rule that found it; the shape of ``check --format json``."""

    code: str
    name: str
    severity: Severity
    message: str
    where: Where
    expected: str
    found: str
    basis: str
