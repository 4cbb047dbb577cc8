"""Values stand on pydantic's core: frozen, compared and kept whole, and what pydantic itself can build on."""

from __future__ import annotations

import pickle
from typing import Annotated

import pytest
from pydantic import TypeAdapter
from pydantic_core import ValidationError

from docgen.model import Organ, Paragraph, Run, Signature
from docgen.model.base import Value
from docgen.model.pydantic_value import PydanticValue
from docgen.model.rules import AfterValidator, Field, StringConstraints, model_validator
from docgen.model.value import Line, refuse


class _Named(Value):
    name: Annotated[Line, AfterValidator(str.upper), StringConstraints(max_length=4)]
    count: int = Field(default=1, ge=1)


class _Longer(_Named):
    more: tuple[_Named, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> _Longer:
        if len(self.more) > self.count:
            raise refuse("nhiều quá")
        return self


def find_types(made: type[Value], given: object) -> list[tuple[str, tuple[int | str, ...]]]:
    with pytest.raises(ValidationError) as caught:
        made.model_validate(given)
    return [(error["type"], error["loc"]) for error in caught.value.errors()]


def test_a_value_is_made_of_its_fields_and_those_of_its_base() -> None:
    made = _Longer.model_validate({"name": " a ", "more": [{"name": "b"}]})
    assert made == _Longer(name="A", count=1, more=(_Named(name="B"),))
    assert made != _Longer(name="A")
    assert list(_Longer.model_fields) == ["name", "count", "more"]
    assert repr(made.more) == "(_Named(name='B', count=1),)"


def test_every_mistake_is_found_where_it_stands() -> None:
    given = {"name": "abcde", "count": 0, "more": [{"count": 1, "x": 2}]}
    assert find_types(_Longer, given) == [
        ("string_too_long", ("name",)),
        ("greater_than_equal", ("count",)),
        ("missing", ("more", 0, "name")),
        ("extra_forbidden", ("more", 0, "x")),
    ]
    assert find_types(_Longer, {"name": "a", "more": [{"name": "b"}] * 2}) == [("docgen", ())]


def test_a_value_cannot_be_changed_and_may_be_a_key() -> None:
    run = Run(text="chữ", bold=True)
    with pytest.raises(AttributeError):
        run.text = "khác"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del run.text
    assert {run: 1}[Run(text="chữ", bold=True)] == 1
    changed = run.model_copy(update={"bold": False})
    assert (changed, run.bold) == (Run.model_construct(text="chữ"), True)


def test_a_value_goes_to_another_process_whole() -> None:
    paragraph = Paragraph.model_validate(
        {"content": [{"kind": "run", "text": "một"}, {"kind": "reference", "id": "x"}]}
    )
    assert pickle.loads(pickle.dumps(paragraph)) == paragraph  # noqa: S301 - our own
    assert Paragraph.model_validate(paragraph.model_dump()) == paragraph


def test_pydantic_describes_values_and_builds_on_them() -> None:
    class Held(PydanticValue):
        organ: Organ
        signature: Signature | None = None
        line: Line = ""

    held = Held.model_validate({"organ": {"name": "Sở", "abbreviation": "S", "place": "Huế"}, "line": " a "})
    assert (held.organ.place, held.line) == ("Huế", "a")
    with pytest.raises(ValidationError):
        Held.model_validate({"organ": {"name": "Sở"}})
    schema = TypeAdapter(_Longer).json_schema()
    assert schema["properties"]["name"]["maxLength"] == 4
    assert schema["properties"]["count"] == {"default": 1, "minimum": 1, "title": "Count", "type": "integer"}
    assert schema["properties"]["more"]["items"] == {"$ref": "#/$defs/_Named"}
    assert schema["required"] == ["name"]
    assert schema["additionalProperties"] is False
