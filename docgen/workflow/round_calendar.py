"""The calendar of a round: its steps as rows for people and as an iCalendar file (RFC 5545)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.parindex.deadlines import DeadlineKind
from docgen.parindex.round_data import RoundData, Step
from docgen.parindex.round_reading import Round
from docgen.vietnamese.dates import format_short_date

_LINE_BYTES = 75


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A step: when as it is written, the first and the last day on which it is done, what, who."""

    when: str
    first_day: datetime.date
    last_day: datetime.date
    task: str
    lead: str
    join: str


def list_calendar(round_: Round) -> tuple[CalendarRow, ...]:
    """Return the steps of a round with the sessions of its appraisal and its meeting, by the last day of each."""
    data = round_.data
    rows = [_build_row(step, data) for step in data.steps]
    meeting = data.meeting
    rows.append(
        CalendarRow(
            f"{meeting.time}, ngày {format_short_date(meeting.day)}",
            meeting.day,
            meeting.day,
            f"Phiên họp {data.council.name}, tại {meeting.place}",
            data.short_agency,
            data.council.secretariat,
        )
    )
    return tuple(sorted(rows, key=lambda row: (row.last_day, row.first_day)))


def _build_row(step: Step, data: RoundData) -> CalendarRow:
    when = step.when
    has_start = when.kind in (DeadlineKind.RANGE, DeadlineKind.MONTH, DeadlineKind.MONTH_LAST)
    first = max(when.start, data.start) if has_start else when.last_day
    return CalendarRow(when.cell, first, when.last_day, step.task, step.lead, step.join)


def write_icalendar(round_: Round, stamp: datetime.datetime) -> bytes:
    """Return the calendar as an .ics file; ``stamp`` (UTC) is when it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//docgen//round//VI", "CALSCALE:GREGORIAN"]
    for number, row in enumerate(list_calendar(round_), start=1):
        end = row.last_day + datetime.timedelta(days=1)
        details = f"{row.when}. Chủ trì: {row.lead}." + (f" Phối hợp: {row.join}." if row.join else "")
        lines += [
            "BEGIN:VEVENT",
            f"UID:round-{round_.data.year}-{number}-{row.last_day:%Y%m%d}@docgen",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{row.first_day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{end:%Y%m%d}",
            f"SUMMARY:{_escape(row.task)}",
            f"DESCRIPTION:{_escape(details)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line)).encode("utf-8")


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _fold(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 bytes, never inside a letter; those after the first begin with a space."""
    piece = ""
    for character in line:
        if len((piece + character).encode("utf-8")) > _LINE_BYTES:
            yield piece
            piece = " "
        piece += character
    yield piece
