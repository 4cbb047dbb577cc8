import pytest

from docgen.errors import InputError
from docgen.vietnamese.numerals import (
    POINT_LETTERS,
    format_code_number,
    format_point,
    format_roman,
    parse_point,
    parse_roman,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "I"),
        (4, "IV"),
        (9, "IX"),
        (14, "XIV"),
        (40, "XL"),
        (90, "XC"),
        (400, "CD"),
        (1994, "MCMXCIV"),
        (3999, "MMMCMXCIX"),
    ],
)
def test_roman(value: int, text: str) -> None:
    assert format_roman(value) == text
    assert parse_roman(text) == value


@pytest.mark.parametrize("value", [0, -1, 4000])
def test_format_roman_refuses_what_roman_numbers_cannot_write(value: int) -> None:
    with pytest.raises(InputError, match="La Mã"):
        format_roman(value)


@pytest.mark.parametrize(
    "text", ["", "IIII", "VV", "IC", "iv", " I", "I ", "MMMM", "IIV", "XIIX", "A", "1", "VIV", "Ⅳ"]
)
def test_parse_roman_reads_the_proper_form_only(text: str) -> None:
    with pytest.raises(InputError):
        parse_roman(text)


def test_points_follow_the_alphabet_of_the_decree() -> None:
    letters = list("abcdđeghiklmnopqrstuvxy")
    assert [format_point(index) for index in range(1, 24)] == letters
    assert [parse_point(letter) for letter in letters] == list(range(1, 24))
    assert "".join(letters) == POINT_LETTERS


def test_after_y_the_clause_must_be_split() -> None:
    with pytest.raises(InputError) as caught:
        format_point(24)
    assert "tách khoản" in caught.value.hint


@pytest.mark.parametrize("index", [0, -3])
def test_format_point_starts_at_one(index: int) -> None:
    with pytest.raises(InputError):
        format_point(index)


@pytest.mark.parametrize("letter", ["f", "j", "w", "z", "ă", "â", "ê", "ô", "ơ", "ư", "A", "Đ", "", "ab", "1", "a)"])
def test_parse_point_refuses_other_letters(letter: str) -> None:
    with pytest.raises(InputError):
        parse_point(letter)


@pytest.mark.parametrize(("number", "text"), [(1, "01"), (9, "09"), (10, "10"), (99, "99"), (2125, "2125")])
def test_code_numbers_below_ten_are_padded(number: int, text: str) -> None:
    assert format_code_number(number) == text


@pytest.mark.parametrize("number", [0, -1])
def test_code_numbers_start_at_one(number: int) -> None:
    with pytest.raises(InputError):
        format_code_number(number)
