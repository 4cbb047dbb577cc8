"""The document's own date, by which it is judged what was in force."""

from __future__ import annotations

import datetime

from docgen.checking.recognition.components import PlaceAndDate
from docgen.checking.recognition.expected import PLACE_AND_DATE
from docgen.checking.subject import Subject
from docgen.vietnamese.dates import PartialDate

_YEARS = range(1945, 2101)


def find_issue_date(subject: Subject) -> datetime.date | None:
    """Return the day of a document, while parts are blank the earliest that it can be; None where no year is known."""
    found = subject.components.heading.place_and_date
    return None if found is None else read_earliest_date(found)


def find_issue_span(subject: Subject) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day that a document's date can be; None where no year is known."""
    found = subject.components.heading.place_and_date
    first = None if found is None else read_earliest_date(found)
    if found is None or first is None:
        return None
    day, month = (part.isascii() and part.isdigit() for part in (found.day, found.month))
    return PartialDate(first.year, first.month if month else None, first.day if day and month else None).span


def require_place_and_date(subject: Subject) -> PlaceAndDate | None:
    """Return place and date, None for a type that has none (biên bản); without them the rule is not checked."""
    found, kind = subject.components.heading.place_and_date, subject.components.document_type
    if found is None and kind is not None and not kind.has_place_and_date:
        return None
    return subject.require(found, PLACE_AND_DATE)


def read_earliest_date(place_and_date: PlaceAndDate) -> datetime.date | None:
    """Return the earliest day that a date, perhaps with blanks, can be; None for one that no calendar has."""
    year, month, day = (
        int(part) if part.isascii() and part.isdigit() else None
        for part in (place_and_date.year, place_and_date.month, place_and_date.day)
    )
    if year not in _YEARS or year is None:
        return None
    if month is None:
        return datetime.date(year, 1, 1)
    try:
        return datetime.date(year, month, day or 1)
    except ValueError:
        return None
