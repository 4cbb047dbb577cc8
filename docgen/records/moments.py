"""Moments and days as records keep them. The clock itself is always an argument."""

from __future__ import annotations

import datetime
from typing import Final

# Vietnam has one time zone and no summer time.
VIETNAM: Final = datetime.timezone(datetime.timedelta(hours=7))


def write_moment(moment: datetime.datetime) -> str:
    """Return an aware moment as ``2026-05-17T02:05:07Z`` (UTC, whole seconds)."""
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local_day(moment: datetime.datetime) -> datetime.date:
    """Return the day that an aware moment falls on in Vietnam."""
    return moment.astimezone(VIETNAM).date()


def show_moment(text: str) -> str:
    """Return a stored moment for people: ``17/5/2026 09:05`` in Vietnam's time."""
    moment = datetime.datetime.fromisoformat(text).astimezone(VIETNAM)
    return f"{moment.day}/{moment.month}/{moment.year} {moment:%H:%M}"
