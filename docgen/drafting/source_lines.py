"""A line of a draft file that knows where it stands."""

from __future__ import annotations

from typing import NamedTuple

from docgen.drafting.problems import DraftProblem


class SourceLine(NamedTuple):
    """A line of the file with its number, from 1, and how far its text is indented."""

    number: int
    text: str
    indent: int = 0

    def strip(self) -> SourceLine:
        """Return the line without outer spaces, the only white space that a cleaned text has."""
        text = self.text.strip(" ")
        if len(text) == len(self.text):
            return self
        return SourceLine(self.number, text, self.indent + len(self.text) - len(self.text.lstrip(" ")))

    def problem(self, offset: int, message: str, hint: str) -> DraftProblem:
        """Return a problem at ``offset`` in this line's text."""
        return DraftProblem(self.number, self.indent + offset + 1, message, hint)
