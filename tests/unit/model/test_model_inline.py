"""The content of a paragraph has one canonical form."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from docgen.model import Footnote, Paragraph, Reference, Run, explain_validation_error, plain_text


def test_runs_that_look_alike_are_joined_and_empty_ones_dropped() -> None:
    paragraph = Paragraph(content=(Run(text="a"), Run(text=""), Run(text="b"), Run(text="c", bold=True)))
    assert paragraph.content == (Run(text="ab"), Run(text="c", bold=True))


def test_joined_runs_compose() -> None:
    assert Paragraph(content=(Run(text="e"), Run(text="\u0302"), Run(text="\u0323"))).content == (Run(text="ệ"),)


def test_outer_spaces_go_whatever_runs_they_are_in() -> None:
    content = (Run(text=" "), Run(text="  ", bold=True), Run(text=" a "), Run(text="b "), Run(text=" ", italic=True))
    assert Paragraph(content=content).content == (Run(text="a b"),)
    assert Paragraph(content=(Run(text=" ", bold=True), Reference(id="x"))).content == (Reference(id="x"),)


@pytest.mark.slow
def test_a_million_blank_runs_are_trimmed_in_linear_time() -> None:
    blanks = tuple(Run.model_construct(text=" ", bold=bool(n % 2)) for n in range(100_000))
    assert Paragraph(content=(*blanks, Run(text="a"), *blanks)).content == (Run(text="a"),)


@pytest.mark.parametrize("content", [(), (Run(text=" "),), " "])
def test_a_paragraph_says_something(content: object) -> None:
    with pytest.raises(ValidationError) as caught:
        Paragraph(content=content)  # type: ignore[arg-type]
    assert explain_validation_error(caught.value)[0].message == "đoạn không có chữ nào"


@pytest.mark.parametrize("name", ["a]", "[a", "a|b", "<a>", "a*b", "\\", ""])
def test_a_reference_has_a_name_that_a_draft_can_write(name: str) -> None:
    with pytest.raises(ValidationError):
        Reference(id=name)


def test_plain_text_shows_references_and_no_footnotes() -> None:
    content = (Run(text="Theo "), Reference(id="30/2020/NĐ-CP"), Footnote(content=(Run(text="n"),)))
    assert plain_text(content) == "Theo 30/2020/NĐ-CP"
