"""The date of a document, of which a draft may know only a part; written as ISO 8601."""

from __future__ import annotations

import datetime
from typing import Annotated

from docgen.errors import InputError
from docgen.model.rules import AfterValidator, BeforeValidator, PlainSerializer
from docgen.model.value import quote, refuse
from docgen.vietnamese.dates import PartialDate, parse_date

_HINT = "ghi 2023, 2023-09 hoặc 2023-09-15"
_LONGEST_DATE = 40


def _read_date(value: object) -> object:
    if value is None or isinstance(value, PartialDate):
        return value
    try:
        if isinstance(value, datetime.date):
            return PartialDate.from_date(value)
        if isinstance(value, (str, int)) and len(text := str(value)) <= _LONGEST_DATE:
            return parse_date(text)
    except InputError as error:
        raise refuse(error.message, error.hint) from error
    raise refuse(f"{quote(value)} không phải là ngày", _HINT)


def _require_year(value: PartialDate | None) -> PartialDate | None:
    if value is not None and value.year is None:
        raise refuse("ngày ban hành thiếu năm", _HINT)
    return value


def write_partial_date(value: PartialDate | None) -> str | None:
    """Return the date with only the parts that are known: 2023, 2023-09, 2023-09-15."""
    if value is None:
        return None
    parts = (f"{value.year:04d}", *(f"{part:02d}" for part in (value.month, value.day) if part))
    return "-".join(parts)


PromulgationDate = Annotated[
    PartialDate | None,
    BeforeValidator(_read_date, json_schema_input_type=str | None),
    AfterValidator(_require_year),
    PlainSerializer(write_partial_date, return_type=str | None),
]
