"""Marks inside a paragraph: what they mean, and where a star is only a star."""

from __future__ import annotations

import pytest

from docgen.drafting.marks_reading import NoteNames, parse_marks
from docgen.drafting.marks_writing import NoteNumbers, write_marks
from docgen.model import Footnote, Reference, Run
from docgen.model.inline import normalize_inlines


def _read(text: str) -> tuple[Run | Reference | Footnote, ...]:
    parts, problems = parse_marks(text, NoteNames({"1": (Run(text="n"),)}, set()))
    assert problems == ()
    return normalize_inlines(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", (Run(text="a"),)),
        ("**a**", (Run(text="a", bold=True),)),
        ("*a*", (Run(text="a", italic=True),)),
        ("***a***", (Run(text="a", bold=True, italic=True),)),
        ("**a*b***", (Run(text="a", bold=True), Run(text="b", bold=True, italic=True))),
        ("**a***b*", (Run(text="a", bold=True), Run(text="b", italic=True))),
        ("5 * 3 ** 2", (Run(text="5 * 3 ** 2"),)),
        ("(*) và (**)", (Run(text="(*) và (**)"),)),
        ("a ****** b", (Run(text="a ****** b"),)),
        ("\\*a\\*", (Run(text="*a*"),)),
        ("C:\\Users", (Run(text="C:\\Users"),)),
        ("\\\\*a*", (Run(text="\\"), Run(text="a", italic=True))),
        ("[[30/2020/NĐ-CP]]", (Reference(id="30/2020/NĐ-CP"),)),
        ("**[[30/2020/NĐ-CP]]**", (Reference(id="30/2020/NĐ-CP", bold=True),)),
        ("\\[[a]]", (Run(text="[[a]]"),)),
        ("a[^1]b", (Run(text="a"), Footnote(content=(Run(text="n"),)), Run(text="b"))),
        ("[a] [b", (Run(text="[a] [b"),)),
    ],
)
def test_reading(text: str, expected: tuple[object, ...]) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ((Run(text="a "), Run(text=" b ", bold=True), Run(text=" c")), "a **\\ b\\ ** c"),
        ((Run(text="\\(", bold=True), Run(text="a")), "**\\\\\\(**a"),
        ((Footnote(content=(Run(text="n"),)), Run(text=": a")), "[^1]\\: a"),
        ((Run(text="a["), Reference(id="^1")), "a\\[[[^1]]"),
        ((Run(text="a"), Run(text=")", italic=True)), "a*\\)*"),
    ],
)
def test_writing_guards_what_would_be_read_otherwise(content: tuple[Run, ...], text: str) -> None:
    assert write_marks(content, NoteNumbers()) == text
    assert _read(text) == content


def test_one_problem_for_a_run_of_open_brackets() -> None:
    assert len(parse_marks("[[" * 1000)[1]) == 1
    assert len(parse_marks("[^" * 1000)[1]) == 1
