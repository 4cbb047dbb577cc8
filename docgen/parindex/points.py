"""Points: exact decimals, read as people and spreadsheets write them. Never float.

A single comma or point is the decimal mark, whatever stands behind it. Where there can be a thousand points a
table asks ``may_be_thousands`` first.
"""

from __future__ import annotations

import re
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum
from functools import lru_cache

from docgen.errors import InputError

_PLAIN = re.compile(r"(?P<sign>[-−–]?)(?P<whole>[0-9]{1,15})(?:[.,](?P<fraction>[0-9]{1,15}))?")
_BOTH_MARKS = re.compile(r"(?P<sign>[-−–]?)(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+),(?P<fraction>[0-9]{1,15})")
_BOTH_MARKS_ENGLISH = re.compile(r"(?P<sign>[-−–]?)(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+)\.(?P<fraction>[0-9]{1,15})")
_GROUPED = re.compile(
    r"(?P<sign>[-−–]?)(?P<whole>[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+)(?:[.,](?P<fraction>[0-9]{1,15}))?"
)
_PERHAPS_GROUPED = re.compile(r"[0-9]{1,3}[.,][0-9]{3}")
_SUFFIX = re.compile(r"\s*(?:%|điểm|đ)$", re.IGNORECASE)
_FORMS = (_PLAIN, _BOTH_MARKS, _BOTH_MARKS_ENGLISH, _GROUPED)
_LONGEST = 30
_HINT = "ghi một số, ví dụ 91,5 hoặc 91.5"

_EXACT = Context(prec=100)


class RoundingMode(StrEnum):
    """How a figure is rounded: halves away from zero (as Excel's ROUND does), halves to even, or cut off."""

    HALF_UP = "half-up"
    HALF_EVEN = "half-even"
    DOWN = "down"


_MODES = {
    RoundingMode.HALF_UP: ROUND_HALF_UP,
    RoundingMode.HALF_EVEN: ROUND_HALF_EVEN,
    RoundingMode.DOWN: ROUND_DOWN,
}


def parse_points(text: str) -> Decimal:
    """Return the number that a cell's text writes: ``91,5``, ``91.5``, ``1.234,5``, ``91,5 điểm``, ``91,5%``,
    ``1 234,5``.

    Raises InputError for anything that is not one number.
    """
    if text.isascii() and text.replace(".", "", 1).isdecimal() and text[0] != "." != text[-1] and len(text) < _LONGEST:
        return Decimal(text)
    bare = _SUFFIX.sub("", text.strip())
    match = next((found for pattern in _FORMS if (found := pattern.fullmatch(bare))), None)
    if match is None:
        raise InputError(f"“{text.strip()[:60]}” không phải là số", hint=_HINT)
    whole = re.sub(r"[^0-9]", "", match["whole"])
    return Decimal(f"{'-' if match['sign'] else ''}{whole}.{match['fraction'] or '0'}").normalize() + 0


def may_be_thousands(text: str) -> bool:
    """Whether the one mark of a number may part thousands as well as decimals: ``1.965``."""
    return bool(_PERHAPS_GROUPED.fullmatch(_SUFFIX.sub("", text.strip())))


def divide(dividend: Decimal, divisor: Decimal) -> Decimal:
    """Return a quotient so exact that two are equal only when the fractions are.

    Points have no more than 30 digits, so different fractions differ within 60.
    """
    return _EXACT.divide(dividend, divisor)


def round_points(value: Decimal, decimals: int, mode: RoundingMode = RoundingMode.HALF_UP) -> Decimal:
    """Return a figure rounded once, to ``decimals`` places."""
    return value.quantize(_make_unit(decimals), rounding=_MODES[mode], context=_EXACT)


@lru_cache(maxsize=64)
def _make_unit(decimals: int) -> Decimal:
    return Decimal(1).scaleb(-decimals)


def count_decimals(value: Decimal) -> int:
    """Return how many decimals a number needs to be written exactly."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def write_plain(value: Decimal) -> str:
    """Return the number with a decimal point and without zeros at its end, as JSON and formulas have it."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
