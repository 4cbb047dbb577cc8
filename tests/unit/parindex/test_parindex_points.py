"""Points are exact decimals, read as people and spreadsheets write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.parindex.points import (
    RoundingMode,
    count_decimals,
    divide,
    parse_points,
    round_points,
    write_plain,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("91,5", "91.5"),
        ("91.5", "91.5"),
        (" 91 ", "91"),
        ("0", "0"),
        ("85.125", "85.125"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234", "1234"),
        ("91,50 điểm", "91.5"),
        ("91,5đ", "91.5"),
        ("91,5%", "91.5"),
        ("-1,5", "-1.5"),
        ("100", "100"),
    ],
)
def test_a_number_is_read_in_either_writing(text: str, value: str) -> None:
    assert parse_points(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["", "abc", "91,5,2", "1.23.4", "95/100", "9 1", "1e2", "91.", "٣", "NaN", "--1", "1" * 40]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_points(text)


@given(st.decimals(min_value=0, max_value=10_000, places=4))
def test_writing_and_reading_agree(value: Decimal) -> None:
    assert parse_points(write_plain(value)) == value
    assert parse_points(write_plain(value).replace(".", ",")) == value


@pytest.mark.parametrize(
    ("value", "mode", "rounded"),
    [
        ("85.245", RoundingMode.HALF_UP, "85.25"),
        ("85.245", RoundingMode.HALF_EVEN, "85.24"),
        ("85.255", RoundingMode.HALF_EVEN, "85.26"),
        ("85.249", RoundingMode.DOWN, "85.24"),
        ("94.994999", RoundingMode.HALF_UP, "94.99"),
        ("94.995", RoundingMode.HALF_UP, "95.00"),
    ],
)
def test_a_figure_is_rounded_as_configured(value: str, mode: RoundingMode, rounded: str) -> None:
    assert round_points(Decimal(value), 2, mode) == Decimal(rounded)


def test_quotients_tell_fractions_apart_and_equal_ones_are_equal() -> None:
    assert divide(Decimal(1), Decimal(3)) == divide(Decimal("33.1"), Decimal("99.3"))
    close = Decimal("0.333333333333333")
    assert divide(Decimal(1), Decimal(3)) > divide(close, Decimal(1))


def test_decimals_are_counted_without_zeros_at_the_end() -> None:
    assert [count_decimals(Decimal(text)) for text in ("91", "91.50", "91.505", "1E+2")] == [0, 1, 3, 0]
