"""Our own NamedTuple does what typing's does."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import docgen.named_tuple
from docgen.named_tuple import NamedTuple


class Point(NamedTuple):
    """A point."""

    x: int
    y: int = 2
    name: str = ""

    @property
    def total(self) -> int:
        return self.x + self.y


class Labelled(Point):
    """A class of such values may have classes of its own."""

    def label(self) -> str:
        return f"{self.name}:{self.total}"


def test_values_are_made_in_every_way_of_a_call() -> None:
    assert Point(1) == Point(x=1) == Point(1, 2, "") == Point(1, y=2) == (1, 2, "")
    assert Point(1, name="a") == Point(name="a", x=1) == (1, 2, "a")


@pytest.mark.parametrize(
    ("given", "named"), [((), {}), ((1, 2, "", 4), {}), ((1,), {"x": 1}), ((1,), {"z": 1}), ((), {"y": 1})]
)
def test_a_call_that_does_not_fit_is_a_type_error(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match="Point"):
        Point(*given, **named)


def test_values_are_tuples_with_names() -> None:
    point = Point(1, name="a")
    x, y, name = point
    assert (x, y, name) == (point.x, point.y, point.name) == (1, 2, "a")
    assert point.total == 3
    assert repr(point) == "Point(x=1, y=2, name='a')"
    assert point._replace(x=5) == Point._make((5, 2, "a"))
    assert point._asdict() == {"x": 1, "y": 2, "name": "a"}
    assert Point._fields == ("x", "y", "name")
    assert len({point, Point(1, 2, "a")}) == 1
    match point:
        case Point(first, _, "a"):
            assert first == 1
        case _:
            pytest.fail("no match")


def test_values_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        Point(1).other = 2  # type: ignore[attr-defined]


def test_copies_and_pickles_are_equal() -> None:
    point = Point(1, name="a")
    assert copy.deepcopy(point) == pickle.loads(pickle.dumps(point)) == point  # noqa: S301
    assert type(pickle.loads(pickle.dumps(point))) is Point  # noqa: S301


def test_a_class_derived_from_a_value_keeps_its_fields() -> None:
    assert Labelled(1, name="a").label() == "a:3"
    assert Labelled(1)._replace(name="b").label() == "b:3"


def test_it_is_our_own() -> None:
    assert docgen.named_tuple.NamedTuple.__module__ == "docgen.named_tuple"
