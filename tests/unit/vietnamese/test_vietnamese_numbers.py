from decimal import Decimal

import pytest
from babel.numbers import format_decimal

from docgen.errors import InputError
from docgen.vietnamese.numbers import format_number, parse_number, spell_number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("85.25"), "85,25"),
        (Decimal("1234.5"), "1.234,5"),
        (1000000, "1.000.000"),
        (0, "0"),
        (-1234, "-1.234"),
        (Decimal("85.50"), "85,5"),
        (Decimal("100.00"), "100"),
        (Decimal("1E+3"), "1.000"),
        (Decimal("-0.0"), "0"),
        (Decimal("0.123456789"), "0,123456789"),
        (10**40 + 1, "10.000.000.000.000.000.000.000.000.000.000.000.000.001"),
    ],
)
def test_format_number(value: int | Decimal, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("85.245"), 2, "85,25"),
        (Decimal("85.255"), 2, "85,26"),
        (Decimal("-85.245"), 2, "-85,25"),
        (85, 2, "85,00"),
        (Decimal("0.5"), 0, "1"),
        (Decimal("999.995"), 2, "1.000,00"),
        (Decimal("-0.004"), 2, "0,00"),
        (10**40, 2, "10.000.000.000.000.000.000.000.000.000.000.000.000.000,00"),
    ],
)
def test_format_number_with_fixed_decimals_rounds_half_up(value: int | Decimal, decimals: int, text: str) -> None:
    assert format_number(value, decimals=decimals) == text


@pytest.mark.parametrize("value", [0, 7, -12, 1234, 1000000, Decimal("85.25"), Decimal("-1234.5"), Decimal("0.05")])
def test_format_number_agrees_with_babel(value: int | Decimal) -> None:
    assert format_number(value) == format_decimal(value, locale="vi", decimal_quantization=False)


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity")])
def test_what_is_no_number_is_refused(value: Decimal) -> None:
    with pytest.raises(InputError):
        format_number(value)
    with pytest.raises(InputError):
        spell_number(value)


def test_negative_decimals_are_refused() -> None:
    with pytest.raises(InputError):
        format_number(1, decimals=-1)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("85,25", "85.25"),
        ("1.234,5", "1234.5"),
        ("1.000.000", "1000000"),
        ("1.234", "1234"),
        ("12.345", "12345"),
        ("85.25", "85.25"),
        ("1234.5", "1234.5"),
        ("1.2345", "1.2345"),
        ("0.125", "0.125"),
        ("1,234", "1.234"),
        ("-85,25", "-85.25"),
        ("−7", "-7"),
        ("+7", "7"),
        ("  42\u00a0", "42"),
        ("007", "7"),
        (
            "12345678901234567890123456789012345678901234567890,5",
            "12345678901234567890123456789012345678901234567890.5",
        ),
    ],
)
def test_parse_number(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


CONTRADICTORY = ["1,234.5", "1,234,567", "1.23.456", "1234.567", "00.123", "1.234.56", "1.000,"]
NO_NUMBER = ["", " ", ",5", "5,", ".5", "5.", "1 000", "--1", "mười", "1e3", "85%", "٣", "NaN", "1_000", "- 5"]


@pytest.mark.parametrize("text", CONTRADICTORY + NO_NUMBER)
def test_parse_number_refuses_what_is_contradictory_or_no_number(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_number(text)
    assert "1.234,5" in caught.value.hint


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (55, "năm mươi lăm"),
        (91, "chín mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (104, "một trăm linh bốn"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (555, "năm trăm năm mươi lăm"),
        (1000, "một nghìn"),
        (1001, "một nghìn không trăm linh một"),
        (1010, "một nghìn không trăm mười"),
        (2023, "hai nghìn không trăm hai mươi ba"),
        (10_000, "mười nghìn"),
        (100_000, "một trăm nghìn"),
        (1_000_000, "một triệu"),
        (1_000_005, "một triệu không trăm linh năm"),
        (1_050_000_000, "một tỷ không trăm năm mươi triệu"),
        (10**9, "một tỷ"),
        (10**12, "một nghìn tỷ"),
        (10**12 + 5, "một nghìn tỷ không trăm linh năm"),
        (10**15, "một triệu tỷ"),
        (10**18, "một tỷ tỷ"),
        (10**18 + 10**9, "một tỷ không trăm linh một tỷ"),
        (-7, "âm bảy"),
        (Decimal("85.25"), "tám mươi lăm phẩy hai mươi lăm"),
        (Decimal("85.50"), "tám mươi lăm phẩy năm"),
        (Decimal("0.05"), "không phẩy không năm"),
        (Decimal("0.125"), "không phẩy một hai năm"),
        (Decimal("-0.5"), "âm không phẩy năm"),
        (Decimal("-0.0"), "không"),
        (Decimal("1E+3"), "một nghìn"),
    ],
)
def test_spell_number(value: int | Decimal, words: str) -> None:
    assert spell_number(value) == words


@pytest.mark.parametrize("value", [10**27, -(10**27), Decimal("1E+5000")])
def test_spell_number_has_an_end(value: int | Decimal) -> None:
    with pytest.raises(InputError):
        spell_number(value)
    assert spell_number(10**27 - 1).startswith("chín trăm chín mươi chín triệu")
