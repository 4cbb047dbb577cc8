"""A date of which some parts may still be open."""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from docgen.errors import InputError

_YEAR_MIN: Final = 1900
_YEAR_MAX: Final = 2100
_MONTH_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MONTH_MAX: Final = len(_MONTH_DAYS)


class _Parts(NamedTuple):
    year: int | None
    month: int | None
    day: int | None


class PartialDate(_Parts):
    """A date of which some parts may still be open, as in a draft or in "tháng 9 năm 2023".

    A day needs its month. A date that no calendar has, or a year outside 1900–2100, raises InputError.
    """

    __slots__ = ()

    def __new__(cls, year: int | None = None, month: int | None = None, day: int | None = None) -> PartialDate:
        """Return the date. Raises InputError."""
        made = super().__new__(cls, year, month, day)
        if year is not None and not _YEAR_MIN <= year <= _YEAR_MAX:
            raise InputError(
                f"năm {year} nằm ngoài khoảng {_YEAR_MIN}–{_YEAR_MAX}", hint="viết năm đủ bốn chữ số, ví dụ 2023"
            )
        if month is not None and not 1 <= month <= _MONTH_MAX:
            raise InputError(f"không có tháng {month}", hint="tháng từ 1 đến 12; ngày viết trước, tháng viết sau")
        if day is not None:
            made._check_day(day)
        return made

    def _check_day(self, day: int) -> None:
        if self.month is None:
            raise InputError(f"có ngày {day} nhưng chưa có tháng", hint="ghi cả tháng, hoặc để trống cả ngày")
        last = _MONTH_DAYS[self.month - 1]
        if self.month == 2 and self.year is not None and not _is_leap(self.year):
            last = 28
        if not 1 <= day <= last:
            year = "" if self.year is None else f" năm {self.year}"
            raise InputError(
                f"không có ngày {day} tháng {self.month}{year}", hint=f"tháng {self.month}{year} có {last} ngày"
            )

    @property
    def is_full(self) -> bool:
        """Whether year, month and day are all known."""
        return self.year is not None and self.month is not None and self.day is not None

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day that it can be; None while the year is open."""
        if self.year is None:
            return None
        first_month, last_month = (1, _MONTH_MAX) if self.month is None else (self.month, self.month)
        if self.day is not None:
            return (self.to_date(), self.to_date())
        last_day = _MONTH_DAYS[last_month - 1] if last_month != 2 or _is_leap(self.year) else 28
        return date(self.year, first_month, 1), date(self.year, last_month, last_day)

    def to_date(self) -> date:
        """Return the calendar date. Raises InputError while a part is open."""
        if self.year is None or self.month is None or self.day is None:
            raise InputError("ngày tháng chưa đủ ngày, tháng và năm", hint="ghi đủ, như ngày 05 tháng 01 năm 2022")
        return date(self.year, self.month, self.day)

    @classmethod
    def from_date(cls, value: date) -> PartialDate:
        """Return ``value`` (a date, or a datetime without its time) as a full PartialDate. Years are 1900–2100."""
        return cls(value.year, value.month, value.day)


def read_parts(match: re.Match[str]) -> PartialDate:
    """Return the date in the groups ``year``, ``month``, ``day`` of a match, each of them digits or absent.

    Raises InputError when there is no such date.
    """
    groups = match.groupdict()
    year, month, day = (int(groups[name]) if groups.get(name) else None for name in ("year", "month", "day"))
    return PartialDate(year, month, day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
