"""The calendar of the appraisal: half days from the first day on, working days only."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.parindex.round_data import RoundData, StepKey
from docgen.vietnamese.dates import format_short_date

_HALF_DAYS = ("08 giờ 00", "14 giờ 00")
_SATURDAY = 5
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True, slots=True)
class Session:
    """A half day of appraisal and its units."""

    day: datetime.date
    time: str
    units: tuple[str, ...]


def plan_sessions(data: RoundData, units: Sequence[str]) -> tuple[tuple[Session, ...], str]:
    """Spread units over half days. Returns the sessions, and a problem when they do not end in time ("" for none)."""
    size = data.appraisal.units_a_session
    day = _skip_weekend(data.appraisal.start)
    sessions: list[Session] = []
    for start in range(0, len(units), size):
        sessions.append(Session(day, _HALF_DAYS[len(sessions) % 2], tuple(units[start : start + size])))
        if len(sessions) % 2 == 0:
            day = _skip_weekend(day + datetime.timedelta(days=1))
    deadline = data.get_step(StepKey.APPRAISAL).when
    if sessions and sessions[-1].day > deadline.last_day:
        last = format_short_date(sessions[-1].day)
        return tuple(sessions), f"lịch thẩm định kéo đến ngày {last}, hạn của bước thẩm định là {deadline.text}"
    return tuple(sessions), ""


def name_weekday(day: datetime.date) -> str:
    """Return the Vietnamese name of a day of the week, as it stands inside a sentence."""
    return _WEEKDAYS[day.weekday()]


def _skip_weekend(day: datetime.date) -> datetime.date:
    while day.weekday() >= _SATURDAY:
        day += datetime.timedelta(days=1)
    return day
