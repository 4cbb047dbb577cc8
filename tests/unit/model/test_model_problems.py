"""What pydantic finds is said in Vietnamese, with a path of field names only, and nothing twice."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from docgen.model import FieldProblem, NumberedDocument, Table, explain_validation_error


def _explain(model: Any, data: object) -> list[FieldProblem]:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data)
    return list(explain_validation_error(caught.value))


def test_nothing_is_said_in_english() -> None:
    spoilt: tuple[Any, ...] = (
        None,
        1,
        1.5,
        True,
        "",
        "x" * 1000,
        "\ud800",
        [],
        [1],
        [[1]],
        {},
        {"kind": "x"},
        b"",
        object(),
    )
    for name in NumberedDocument.model_fields:
        for value in spoilt:
            for problem in _explain(NumberedDocument, {name: value}):
                assert not {"Input", "should", "valid", "field"} & set(f"{problem.message} {problem.hint}".split())


def test_a_list_of_refused_items_is_not_said_to_be_too_short_as_well() -> None:
    problems = _explain(Table, {"rows": [[{"paragraphs": 1}]]})
    assert [problem.path for problem in problems] == [("rows", 0, 0, "paragraphs")]
    assert [problem.message for problem in _explain(Table, {"rows": []})] == ["để trống"]


def test_missing_fields_say_what_they_are() -> None:
    problems = {problem.path: problem for problem in _explain(NumberedDocument, {})}
    assert problems["organ",] == FieldProblem(("organ",), "thiếu trường bắt buộc “cơ quan ban hành”", "thêm organ: …")
    assert set(problems) == {("document_type",), ("organ",), ("signature",), ("body",), ("code_number",)}
