"""Placeholders are read, masked and put back; what is wrong with them is told at its place."""

from __future__ import annotations

import pytest
from draft_texts import make_draft

from docgen.drafting import DraftError, parse_draft, write_draft
from docgen.drafting.placeholders import (
    Need,
    Placeholder,
    escape_braces,
    mask_placeholders,
    read_placeholder,
    unescape_braces,
)
from docgen.drafting.problems import DraftProblem


@pytest.mark.parametrize(
    ("inside", "column", "need", "form"),
    [
        ("Đơn vị", "Đơn vị", Need.REQUIRED, None),
        ("  Đơn \t vị ", "Đơn vị", Need.REQUIRED, None),
        ("Ghi chú?", "Ghi chú", Need.OPTIONAL, None),
        ("?Ghi chú", "Ghi chú", Need.CONDITION, None),
        ("Ngày | Ngày đầy  đủ", "Ngày", Need.REQUIRED, "ngày đầy đủ"),
        ("Điểm?|số 2", "Điểm", Need.OPTIONAL, "số 2"),
    ],
)
def test_what_stands_between_braces(inside: str, column: str, need: Need, form: str | None) -> None:
    read = read_placeholder(inside)
    assert isinstance(read, Placeholder)
    assert (read.column, read.need, read.form and read.form.name) == (column, need, form)
    assert read_placeholder(str(read)[2:-2]) == read


@pytest.mark.parametrize(
    ("inside", "said"), [("", "không có tên cột"), ("?", "không có tên cột"), ("A | B", "dạng “B”")]
)
def test_what_is_no_placeholder(inside: str, said: str) -> None:
    read = read_placeholder(inside)
    assert isinstance(read, str)
    assert said in read


def test_each_placeholder_is_one_letter_and_goes_back() -> None:
    masked = mask_placeholders("a {{X}} b {{Y?}}\n{{ X }}: {{Y}}")
    first, second = masked.text.split("\n")
    assert len(first) == len("a _ b _")
    assert second[0] == first[2]
    assert len(set(masked.placeholders)) == 3
    assert masked.restore_text(masked.text) == "a {{X}} b {{Y?}}\n{{X}}: {{Y}}"
    assert masked.problems == []


def test_columns_of_problems_are_those_of_the_file() -> None:
    masked = mask_placeholders("{{Đơn vị}} và {{Mã}} sai")
    at = masked.text.index("sai") + 1
    assert masked.restore_problem(DraftProblem(1, at, "x")).column == len("{{Đơn vị}} và {{Mã}} ") + 1
    assert masked.restore_problem(DraftProblem(1, 1, "x")).column == 1
    assert masked.restore_problem(DraftProblem(2, 5, "x")).column == 5


@pytest.mark.parametrize(
    ("line", "column", "said"),
    [
        ("Gửi {{Đơn vị} ngay", 5, "mở mà không đóng"),
        ("Gửi {Đơn vị}} ngay", 12, "đóng mà chưa mở"),
        ("Gửi {{Đơn vị | hoa}}", 5, "không có dạng “hoa”"),
        ("Gửi {{ }}", 5, "không có tên cột"),
        ("Gửi \U00013000", 5, "không dùng được"),
    ],
)
def test_slips_with_braces(line: str, column: int, said: str) -> None:
    problems = mask_placeholders(line).problems
    assert [(problem.line, problem.column) for problem in problems] == [(1, column)]
    assert said in problems[0].message


@pytest.mark.parametrize("text", ["{{x}}", "\\{{x}}", "{{{x}}}", "{ {", "a{{", "}}{{", "\\\\{{ {{"])
def test_escaped_braces_are_text(text: str) -> None:
    escaped = escape_braces(text)
    assert mask_placeholders(escaped).placeholders == {}
    assert unescape_braces(escaped) == text


def test_a_flow_mapping_may_end_in_two_braces() -> None:
    assert mask_placeholders("organ: {name: X, more: {a: b}}").problems == []


def test_a_draft_to_be_filled_is_not_a_document() -> None:
    text = make_draft("Kính gửi {{Đơn vị}}.\nLần hai {{Ngày}}.")
    with pytest.raises(DraftError) as caught:
        parse_draft(text)
    assert [problem.message for problem in caught.value.problems] == [
        "{{Đơn vị}} là chỗ điền",
        "{{Ngày}} là chỗ điền",
    ]
    assert all("docgen batch" in problem.hint for problem in caught.value.problems)


def test_braces_of_plain_text_survive_writing_and_reading() -> None:
    document = parse_draft(make_draft("Gõ \\{{Tên}} và **\\{{đậm}}**.\n::: phụ lục Mẫu \\{{x}}\nChữ.\n:::"))
    assert document.appendices[0].title == "Mẫu {{x}}"
    odd = document.model_copy(update={"subject": "Về {{x}} và {{{y}}}"})
    assert parse_draft(write_draft(odd)) == odd
