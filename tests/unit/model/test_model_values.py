"""Text of the model is in one canonical form, so that equal documents are equal values."""

from __future__ import annotations

import sys

import pytest
from pydantic import TypeAdapter, ValidationError

from docgen.model import explain_validation_error
from docgen.model.value import FilledLine, Line, ListItem, ListItems, quote, refuse_many, set_capitals, strip_list_marks


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Hà\u00a0Nam\t", "Hà Nam"),
        ("Vie\u0323\u0302t", "Việt"),
        ("a\u200bb\ufeff", "ab"),
        ("", ""),
    ],
)
def test_a_line_is_cleaned(typed: str, kept: str) -> None:
    assert TypeAdapter(Line).validate_python(typed) == kept


@pytest.mark.parametrize(
    ("typed", "said"), [("a\nb", "dấu xuống dòng"), ("a\r\nb", "dấu xuống dòng"), ("a\x07", "ký tự điều khiển")]
)
def test_a_line_refuses_what_cannot_be_printed(typed: str, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Line).validate_python(typed)
    assert said in explain_validation_error(caught.value)[0].message


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("- UBND tỉnh;", "UBND tỉnh"),
        ("- - UBND tỉnh ; .", "UBND tỉnh"),
        ("Lưu: VT.", "Lưu: VT"),
        ("sách, báo, v.v.", "sách, báo, v.v."),
        ("sách, báo...;", "sách, báo..."),
        ("-5 độ", "-5 độ"),
        ("-5 - 7 độ", "-5 - 7 độ"),
        ("bao nhiêu?\u1680;", "bao nhiêu?"),
        ("- \u1680- UBND tỉnh", "UBND tỉnh"),
        (";", ""),
    ],
)
def test_marks_of_lists_are_taken_off_once_and_for_all(typed: str, kept: str) -> None:
    assert strip_list_marks(typed) == kept
    assert strip_list_marks(kept) == kept


def test_marks_of_lists_are_taken_off_in_linear_time() -> None:
    assert strip_list_marks("x" + ";" * 2_000_000) == "x"


def test_a_list_may_be_one_text() -> None:
    assert TypeAdapter(ListItems).validate_python("UBND tỉnh;") == ("UBND tỉnh",)


@pytest.mark.parametrize("kind", [FilledLine, ListItem])
def test_a_line_that_must_say_something(kind: type[str]) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(kind).validate_python(" \u00a0")
    assert explain_validation_error(caught.value)[0].message == "để trống"


def test_capitals_of_every_character_are_stable() -> None:
    for code in range(sys.maxunicode + 1):
        if not 0xD800 <= code < 0xE000:
            once = set_capitals(chr(code))
            assert set_capitals(once) == once


def test_a_quotation_is_short_printable_and_on_one_line() -> None:
    assert quote("Hà  Nam\n\x07\ud800") == "“Hà Nam ??”"
    assert quote("x" * 100) == f"“{'x' * 60}…”"
    assert quote({"a": 1}) == "“{'a': 1}”"


def test_a_refusal_can_carry_anything_that_was_typed() -> None:
    error = refuse_many([("", "“\ud800”", "")])
    assert error.message() == "“?”"
