"""When a step of a round is done, as plans write it: a month, a day, "trước ngày …", from one day to another."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import Enum

from docgen.errors import InputError
from docgen.vietnamese.dates import format_short_date, parse_date
from docgen.vietnamese.partial_date import PartialDate

_DATE = r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}"
_FORMS = re.compile(
    rf"(?:từ ngày (?P<start>{_DATE}) đến (?:hết )?ngày (?P<end>{_DATE})"
    rf"|trước ngày (?P<before>{_DATE})"
    rf"|(?:chậm nhất |đến hết |xong |xong trong )(?:là |vào )?ngày (?P<until>{_DATE})"
    rf"|(?:ngày )?(?P<on>{_DATE})"
    rf"|(?:trong )?tháng (?P<month>[0-9]{{1,2}}/[0-9]{{4}})(?:, hạn cuối (?:ngày )?(?P<last>{_DATE}))?)"
)
_HINT = (
    "ghi “tháng 9/2023”, “tháng 10/2023, hạn cuối 31/10/2023”, “trước ngày 20/11/2023”, “chậm nhất ngày 15/12/2023”, "
    "“ngày 08/12/2023” hoặc “từ ngày 05/01/2022 đến ngày 15/01/2022”"
)


class DeadlineKind(Enum):
    """How a time is given."""

    MONTH = "month"
    MONTH_LAST = "month-last"
    BEFORE = "before"
    UNTIL = "until"
    ON = "on"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time: ``start`` and ``end`` are the first and the last day named ("trước ngày 20/11": both 20/11)."""

    kind: DeadlineKind
    start: datetime.date
    end: datetime.date

    @property
    def last_day(self) -> datetime.date:
        """The last day on which the step may be done."""
        return self.end - datetime.timedelta(days=1) if self.kind is DeadlineKind.BEFORE else self.end

    @property
    def is_month(self) -> bool:
        """Whether only a month is given."""
        return self.kind is DeadlineKind.MONTH

    @property
    def day(self) -> str:
        """The day named last, as it is printed: 20/11/2023."""
        return format_short_date(self.end)

    @property
    def text(self) -> str:
        """The time as it stands inside a sentence."""
        start, end = format_short_date(self.start), format_short_date(self.end)
        month = f"tháng {_write_month(self.start)}"
        match self.kind:
            case DeadlineKind.MONTH:
                return month
            case DeadlineKind.MONTH_LAST:
                return f"{month}, hạn cuối ngày {end}"
            case DeadlineKind.BEFORE:
                return f"trước ngày {end}"
            case DeadlineKind.UNTIL:
                return f"chậm nhất ngày {end}"
            case DeadlineKind.ON:
                return f"ngày {end}"
            case _:
                return f"từ ngày {start} đến ngày {end}"

    @property
    def cell(self) -> str:
        """The time as it stands alone in a table."""
        return self.text[0].upper() + self.text[1:]

    def __str__(self) -> str:
        return self.text


def _write_month(day: datetime.date) -> str:
    return format_short_date(day).partition("/")[2]


def parse_deadline(text: str) -> Deadline:
    """Read a time. Raises InputError for any other form and for a day that does not exist."""
    match = _FORMS.fullmatch(" ".join(text.split()).lower())
    if match is None:
        raise InputError(f"không hiểu thời gian “{text.strip()[:60]}”", hint=_HINT)
    found = {name: _read_day(value) for name, value in match.groupdict().items() if value and name != "month"}
    if match["month"]:
        return _build_month(parse_date(match["month"]), found.get("last"))
    if match["start"]:
        if found["start"] > found["end"]:
            raise InputError("ngày bắt đầu sau ngày kết thúc", hint="đổi chỗ hai ngày")
        return Deadline(DeadlineKind.RANGE, found["start"], found["end"])
    name, day = next(iter(found.items()))
    return Deadline(DeadlineKind(name), day, day)


def _read_day(text: str) -> datetime.date:
    return parse_date(text).to_date()


def _build_month(month: PartialDate, last: datetime.date | None) -> Deadline:
    year, number = month.year or 0, month.month or 1
    start = datetime.date(year, number, 1)
    end = last or datetime.date(year, number, calendar.monthrange(year, number)[1])
    if (end.year, end.month) != (year, number):
        raise InputError(
            f"hạn cuối {format_short_date(end)} không nằm trong tháng {number}/{year}", hint="sửa một trong hai"
        )
    return Deadline(DeadlineKind.MONTH_LAST if last else DeadlineKind.MONTH, start, end)
