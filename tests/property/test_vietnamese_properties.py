"""Laws of the room ``vietnamese`` that hold for any input."""

import itertools
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from docgen.errors import InputError
from docgen.vietnamese.collation import collation_key, personal_name_key
from docgen.vietnamese.dates import (
    PartialDate,
    find_dates,
    find_impossible_dates,
    format_long_date,
    format_short_date,
    parse_date,
    parse_long_date,
)
from docgen.vietnamese.encoding import decode_text, find_legacy_span
from docgen.vietnamese.numbers import format_number, parse_number, spell_number
from docgen.vietnamese.numerals import POINT_LETTERS, format_point, format_roman, parse_point, parse_roman
from docgen.vietnamese.text import (
    VIETNAMESE_LETTERS,
    clean_text,
    find_control_characters,
    fold_whitespace,
    normalize_text,
)

dates = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))
# Text of the letters, marks, spaces and signs that these functions look at, and sometimes of anything.
alphabet = VIETNAMESE_LETTERS + "aeiouyqgh0123456789/.-, \t\n\r\u00a0\u200b\u00ad\u0300\u0323\u0302\u031b…_·®µÕÞéñøõù"
texts = st.text(st.sampled_from(alphabet)) | st.text(st.characters(exclude_categories=["Cs"]))
decimals = st.decimals(min_value=-(10**20), max_value=10**20, allow_nan=False, allow_infinity=False, places=6)


def find_refusal(read: Callable[[Any], object], given_value: object) -> InputError | None:
    try:
        read(given_value)
    except InputError as error:
        return error
    return None


# Words that surround and imitate dates, joined at random.
IMITATIONS = (
    "ngày |tháng |năm |05|31|2|9|13|2023|1010|/|-|.| |\n|…|trước |từ |chậm nhất |17 giờ |15/9/2023|tháng 9|QĐ-UBND"
)
date_texts = st.lists(st.sampled_from([*IMITATIONS.split("|"), "ngày 15 tháng 9 năm 2023"])).map("".join)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    whole = draw(dates)
    year = whole.year if draw(st.booleans()) else None
    month = whole.month if draw(st.booleans()) else None
    day = whole.day if month is not None and draw(st.booleans()) else None
    return PartialDate(year, month, day)


class TestDates:
    @given(dates)
    def test_every_form_of_a_date_is_read_back(self, day: date) -> None:
        whole = PartialDate.from_date(day)
        assert parse_long_date(format_long_date(day)) == whole
        for text in (
            format_long_date(day),
            format_short_date(day),
            day.isoformat(),
            f"{day:%d-%m-%Y}",
            f"{day:%d.%m.%Y}",
        ):
            assert parse_date(text) == whole
        assert whole.to_date() == day

    @given(partial_dates())
    def test_blanks_are_read_back(self, value: PartialDate) -> None:
        text = format_long_date(value)
        assert parse_long_date(text) == value
        assert parse_date(text) == value
        assert text == text.rstrip()

    @given(dates)
    def test_a_zero_stands_before_days_below_ten_and_months_one_and_two_only(self, day: date) -> None:
        _, day_text, _, month_text, _, year_text = format_long_date(day).split()
        assert (len(day_text), day_text.startswith("0")) == (2, day.day < 10)
        assert month_text.startswith("0") == (day.month < 3)
        assert format_short_date(day) == f"{day_text}/{month_text}/{year_text}"

    @given(dates, st.sampled_from(["trước ngày {}", "Họp {}.", "({}),", "kể từ ngày {};"]))
    def test_a_date_in_a_sentence_is_found(self, day: date, frame: str) -> None:
        (short,) = find_dates(frame.format(format_short_date(day)))
        assert short.value.to_date() == day
        (whole,) = find_dates(frame.replace("ngày ", "").format(format_long_date(day)))
        assert whole.value.to_date() == day

    @given(date_texts | texts)
    def test_finding_never_fails_and_agrees_with_reading(self, text: str) -> None:
        found = find_dates(text)
        for item in found:
            assert item.text == text[item.start : item.end]
            assert parse_date(item.text) == item.value
        impossible = find_impossible_dates(text)
        spans = sorted([(item.start, item.end) for item in found] + [(start, end) for start, end, _ in impossible])
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))

    @given(texts)
    def test_reading_any_text_succeeds_or_says_why(self, text: str) -> None:
        for parse in (parse_date, parse_long_date):
            error = find_refusal(parse, text)
            assert error is None or error.hint


class TestNumbers:
    @given(decimals | st.integers())
    def test_a_formatted_number_is_read_back(self, value: Decimal | int) -> None:
        assert parse_number(format_number(value)) == value

    @given(decimals, st.integers(0, 8))
    def test_fixed_decimals_are_exact(self, value: Decimal, places: int) -> None:
        text = format_number(value, decimals=places)
        expected = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=Context(prec=60))
        assert parse_number(text) == expected
        assert len(text.partition(",")[2]) == places

    @given(texts | st.text("0123456789.,+-"))
    def test_reading_any_text_succeeds_or_says_why(self, text: str) -> None:
        error = find_refusal(parse_number, text)
        assert error.hint if error else parse_number(format_number(parse_number(text))) == parse_number(text)

    @given(st.integers(-(10**27) + 1, 10**27 - 1) | decimals | st.integers(-2000, 2000))
    def test_words_are_read_back(self, value: int | Decimal) -> None:
        assert read_words(spell_number(value)) == value


DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5} | {
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}


def read_words(words: str) -> Decimal:
    """Read a number in words: the inverse of spell_number, written without looking at it."""
    negative = words.startswith("âm ")
    whole, _, fraction = words.removeprefix("âm ").partition(" phẩy ")
    value = Decimal(read_whole(whole.split()))
    if fraction:
        parts = fraction.split()
        spelled = all(word in DIGITS for word in parts) and (len(parts) > 2 or parts[0] == "không" or len(parts) == 1)
        digits = "".join(str(DIGITS[word]) for word in parts) if spelled else str(read_group(parts))
        value += Decimal(f"0.{digits}")
    return -value if negative else value


def read_whole(words: list[str]) -> int:
    if "tỷ" in words:
        last = len(words) - 1 - words[::-1].index("tỷ")
        return read_whole(words[:last]) * 10**9 + read_whole(words[last + 1 :])
    value = 0
    for scale, unit in (("triệu", 10**6), ("nghìn", 10**3)):
        if scale in words:
            position = words.index(scale)
            value += read_group(words[:position]) * unit
            words = words[position + 1 :]
    return value + read_group(words)


def read_group(words: list[str]) -> int:
    value = 0
    for word in words:
        if word == "trăm":
            value *= 100
        elif word == "mươi":
            value = value // 100 * 100 + value % 100 * 10
        elif word == "mười":
            value += 10
        elif word != "linh":
            value += DIGITS[word]
    return value


class TestNumerals:
    @given(st.integers(1, 3999))
    def test_roman_numbers_are_read_back(self, value: int) -> None:
        assert parse_roman(format_roman(value)) == value

    @given(st.text("IVXLCDMivx 1", max_size=12))
    def test_what_is_read_as_roman_is_written_the_same(self, text: str) -> None:
        try:
            value = parse_roman(text)
        except InputError:
            return
        assert format_roman(value) == text

    @given(st.integers(1, len(POINT_LETTERS)))
    def test_points_are_read_back(self, index: int) -> None:
        assert parse_point(format_point(index)) == index


class TestText:
    @given(texts)
    def test_cleaning_twice_is_cleaning_once(self, text: str) -> None:
        once = clean_text(text)
        twice = clean_text(once.text)
        assert twice.text == once.text
        assert {note.kind for note in twice.notes} <= {"mixed-tone"}

    @given(texts)
    def test_a_clean_text_is_nfc_and_has_as_many_lines(self, text: str) -> None:
        cleaned = clean_text(text).text
        assert unicodedata.is_normalized("NFC", cleaned)
        ends = text.replace("\r\n", "\n").translate(dict.fromkeys(map(ord, "\r\x85\u2028\u2029"), "\n"))
        assert cleaned.count("\n") == ends.count("\n")
        assert not set(cleaned) & set("\r\t\u00a0\u200b\u00ad\ufeff")

    @given(st.text(st.sampled_from(VIETNAMESE_LETTERS + "abc .,;:–“”…\n")))
    def test_proper_text_is_left_alone(self, text: str) -> None:
        assert clean_text(text).text == text
        assert clean_text(unicodedata.normalize("NFD", text)).text == text

    @given(texts)
    def test_folding_leaves_one_line_without_double_spaces(self, text: str) -> None:
        folded = fold_whitespace(text)
        assert "\n" not in folded
        assert "  " not in folded
        assert folded == folded.strip() == fold_whitespace(folded)

    @given(st.text())
    def test_control_characters_are_found_where_they_are(self, text: str) -> None:
        for offset in find_control_characters(text):
            assert unicodedata.category(text[offset]) in ("Cc", "Cs", "Cn")


class TestEncoding:
    @given(texts.filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
    def test_utf8_is_read_back(self, text: str) -> None:
        if text.startswith(("%PDF-", "PK\x03\x04", "{\\rtf")):
            return
        assert decode_text(text.encode()) == text

    @given(st.binary())
    def test_any_bytes_are_read_or_refused_with_advice(self, data: bytes) -> None:
        error = find_refusal(lambda data: decode_text(data, where="a.txt"), data)
        assert error is None or (error.hint and error.where == "a.txt")

    @given(texts)
    def test_a_legacy_span_lies_in_the_text(self, text: str) -> None:
        span = find_legacy_span(text)
        assert span is None or 0 <= span[0] < span[1] <= len(text)


class TestCollation:
    @given(texts, texts)
    def test_different_texts_have_different_keys(self, left: str, right: str) -> None:
        same = normalize_text(left) == normalize_text(right)
        assert (collation_key(left) == collation_key(right)) == same
        assert (collation_key(left) < collation_key(right)) + (collation_key(right) < collation_key(left)) == (not same)

    @given(st.lists(texts))
    def test_order_does_not_depend_on_where_one_starts(self, words: list[str]) -> None:
        words = [normalize_text(word) for word in words]
        assert sorted(words, key=collation_key) == sorted(words, key=collation_key)
        assert sorted(words, key=personal_name_key) == sorted(words, key=personal_name_key)

    @given(st.integers(0), st.integers(0))
    def test_numbers_go_by_value(self, left: int, right: int) -> None:
        assert (collation_key(f"Quận {left}") < collation_key(f"Quận {right}")) == (left < right)
