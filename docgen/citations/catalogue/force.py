"""Since when and until when a document is known to be in force. What is not proved is None, never "in force"."""

from __future__ import annotations

import datetime
from typing import NamedTuple

from docgen.citations.catalogue.catalogue import Catalogue
from docgen.citations.catalogue.documents import LegalDocument


class Force(NamedTuple):
    """The time for which a document is in force, as far as it is proved.

    ``start`` is the first day on which it can be in force (the day of its promulgation where no other is known, then
    ``starts_surely`` is False); ``end`` the first day on which it is no longer, by its own record or by that of its
    successor. ``successors`` are symbols; ``year`` is that of the document, which says something
    where no day is known.
    """

    start: datetime.date | None
    end: datetime.date | None
    starts_surely: bool
    successors: tuple[str, ...] = ()
    year: int | None = None

    def is_before_start(self, day: datetime.date) -> bool:
        """Whether the document is surely not yet in force on a day."""
        if self.start is not None:
            return day < self.start
        return self.year is not None and day.year < self.year


def find_force(document: LegalDocument, catalogue: Catalogue) -> Force:
    """Return what the catalogue proves of a document's time in force."""
    successors = catalogue.find_successors(document)
    end = document.effective_to
    if end is None:
        starts = [other.effective_from for symbol in successors if (other := catalogue.find_only(symbol)) is not None]
        end = min((start for start in starts if start is not None), default=None)
    return Force(
        start=document.effective_from or document.date,
        end=end,
        starts_surely=document.effective_from is not None,
        successors=successors,
        year=document.year,
    )
