"""Tables and the outline: what is refused, and the one tree that the numbers say."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from docgen.model import (
    Cell,
    Division,
    Level,
    Paragraph,
    Table,
    article_numbers,
    explain_validation_error,
    has_title,
    label,
    walk_blocks,
)
from docgen.model.outline import find_outline_problems, flatten_blocks, nest_blocks

_LEFT, _ABOVE = Cell(merged="left"), Cell(merged="above")


def _cell(text: str = "x") -> Cell:
    return Cell.model_validate({"paragraphs": [text]})


def _division(level: Level, number: str = "", text: str = "x") -> Division:
    return Division.model_validate({"level": level, "number": number, "content": text})


def _paragraph(text: str = "x") -> Paragraph:
    return Paragraph.model_validate({"content": text})


def _refusal(rows: tuple[tuple[Cell, ...], ...], **more: object) -> str:
    with pytest.raises(ValidationError) as caught:
        Table.model_validate({"rows": rows, **more})
    return explain_validation_error(caught.value)[0].message


def test_what_a_table_refuses() -> None:
    row = (_cell(), _cell())
    assert "không cùng số ô" in _refusal((row, (_cell(),)))
    assert "không cùng số ô" in _refusal(((), ()))
    assert "chưa có hàng nội dung" in _refusal((row,))
    assert "khác số cột" in _refusal((row, row), widths=(1, 2, 3))
    assert "phải là một danh sách" in _refusal((row, row), widths=5)
    assert "phải từ 1 trở lên" in _refusal((row, row), widths=(0, 1))
    assert "đầu hàng" in _refusal((row, (_LEFT, _cell())))
    assert "gộp lên trên" in _refusal((row, (_ABOVE, _cell())))
    assert "không cùng độ rộng" in _refusal((row, row, (_ABOVE, _LEFT)))
    with pytest.raises(ValidationError):
        Cell.model_validate({"paragraphs": ["x"], "merged": "left"})


def test_merged_rectangles_are_taken() -> None:
    table = Table(rows=((_cell(), _LEFT), (_cell(), _LEFT), (_ABOVE, _LEFT)))
    assert table.column_count == 2


def test_widths_and_alignments_that_say_nothing_are_dropped() -> None:
    rows = ((_cell(), _cell()), (_cell(), _cell()))
    assert Table(rows=rows, widths=(3, 3), alignments=("auto", "auto")) == Table(rows=rows)


@pytest.mark.parametrize(
    ("level", "number"),
    [(Level.CHAPTER, "1"), (Level.SECTION, "I"), (Level.CLAUSE, "0"), (Level.CLAUSE, "1٢"), (Level.POINT, "A")],
)
def test_a_number_of_the_wrong_kind_is_refused_with_an_example(level: Level, number: str) -> None:
    with pytest.raises(ValidationError) as caught:
        _division(level, number)
    problem = explain_validation_error(caught.value)[0]
    assert "không đúng kiểu số của cấp này" in problem.message
    assert problem.hint


def test_labels() -> None:
    cases = {
        _division(Level.CHAPTER, "II"): "Chương II",
        _division(Level.SUBSECTION, "1"): "Tiểu mục 1",
        _division(Level.ARTICLE, "3"): "Điều 3.",
        _division(Level.DECIMAL, "1.2"): "1.2.",
        _division(Level.POINT, "đ"): "đ)",
        _division(Level.DASH): "-",
    }
    assert {division: label(division) for division in cases} == cases


def test_the_tree_follows_from_the_order_of_the_markers() -> None:
    flat = (
        _paragraph("mở đầu"),
        _division(Level.ROMAN, "I"),
        _division(Level.CLAUSE, "1"),
        _division(Level.DASH),
        _division(Level.PLUS),
        _paragraph("thuộc khoản 1"),
        _division(Level.CLAUSE, "2"),
        _division(Level.ROMAN, "II"),
    )
    tree = nest_blocks(flat)
    assert [type(block).__name__ for block in tree] == ["Paragraph", "Division", "Division"]
    first = tree[1]
    assert isinstance(first, Division)
    clause = first.children[0]
    assert isinstance(clause, Division)
    assert [getattr(block, "level", None) for block in clause.children] == [Level.DASH, None]
    assert tuple(flatten_blocks(tree)) == flat
    assert [block.model_copy(update={"children": ()}) if isinstance(block, Division) else block
            for block in walk_blocks(tree)] == list(flat)  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ([(Level.CLAUSE, "1"), (Level.CLAUSE, "2")], []),
        ([(Level.CLAUSE, "1"), (Level.CLAUSE, "3")], [1]),
        ([(Level.CLAUSE, "2")], [0]),
        ([(Level.CLAUSE, "1"), (Level.CLAUSE, "1")], [1]),
        # Clauses begin again under each heading, or go on; articles always go on.
        ([(Level.ROMAN, "I"), (Level.CLAUSE, "1"), (Level.ROMAN, "II"), (Level.CLAUSE, "1")], []),
        ([(Level.ROMAN, "I"), (Level.CLAUSE, "1"), (Level.ROMAN, "II"), (Level.CLAUSE, "2")], []),
        ([(Level.CHAPTER, "I"), (Level.ARTICLE, "1"), (Level.CHAPTER, "II"), (Level.ARTICLE, "1")], [3]),
        ([(Level.CHAPTER, "I"), (Level.ARTICLE, "1"), (Level.CHAPTER, "II"), (Level.ARTICLE, "2")], []),
        ([(Level.ROMAN, "I"), (Level.DECIMAL, "1.1"), (Level.DECIMAL, "1.1.1"), (Level.DECIMAL, "1.2")], []),
        ([(Level.ROMAN, "I"), (Level.DECIMAL, "2.1")], [1]),
        ([(Level.DECIMAL, "1.1")], [0]),
        ([(Level.POINT, "d"), (Level.POINT, "đ")], [0]),
        ([(Level.POINT, "f")], [0]),
        ([(Level.ROMAN, "IIX")], [0]),
    ],
)
def test_numbers_follow_from_what_stands_before(numbers: list[tuple[Level, str]], wrong: list[int]) -> None:
    flat = [_division(level, number) for level, number in numbers]
    assert [problem.position for problem in find_outline_problems(flat)] == wrong


def test_after_the_last_letter_comes_a_new_clause() -> None:
    letters = "abcdđeghiklmnopqrstuvxy"
    flat = [*(_division(Level.POINT, letter) for letter in letters), _division(Level.POINT, "a")]
    problem = find_outline_problems(flat)[0]
    assert problem.position == len(letters)
    assert "một khoản mới" in problem.message


def test_articles_and_titles() -> None:
    tree = nest_blocks((_division(Level.ARTICLE, "1", "Phạm vi"), _paragraph(), _division(Level.ARTICLE, "2", "A.")))
    assert article_numbers(tree) == ("1", "2")
    assert [has_title(block) for block in tree if isinstance(block, Division)] == [True, False]
