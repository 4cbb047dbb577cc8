"""From the annotations of a value to the schema by which pydantic's core validates and writes it."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from docgen.model.rules import FieldInfo, Schema

if TYPE_CHECKING:
    from docgen.model.base import Value

_PLAIN = {str: "str", int: "int", bool: "bool"}


def build_schema(made: type[Value]) -> Schema:
    """Return the schema of a class of values; every class that it is made of stands in it once, under its name."""
    found: dict[type[Any], Schema] = {}
    waiting: list[type[Any]] = [made]
    while waiting:
        named = waiting.pop()
        if named not in found:
            found[named], used = _describe(named)  # type: ignore[arg-type]  # classes can be hashed
            waiting += used
    return {"type": "definitions", "schema": _refer(made), "definitions": list(found.values())}


@cache
def _describe(named: type[Any]) -> tuple[Schema, list[type[Any]]]:
    """Return the schema of a class, and the classes to which it refers."""
    if issubclass(named, Enum):
        return {"type": "enum", "cls": named, "members": list(named), "sub_type": "str", "ref": named.__name__}, []
    builder = _Builder()
    return builder.build_model(named) | {"ref": named.__name__}, builder.used


class _Builder:
    def __init__(self) -> None:
        self.used: list[type[Any]] = []

    def build_model(self, made: type[Value]) -> Schema:
        """Return the schema of a class of values."""
        annotations = read_annotations(made)  # type: ignore[arg-type]  # classes can be hashed
        fields = {name: self._build_field(annotations[name], said) for name, said in made.model_fields.items()}
        schema: Schema = {
            "type": "model",
            "cls": made,
            "schema": {"type": "model-fields", "fields": fields, "model_name": made.__name__},
            "config": {"title": made.__name__, "extra_fields_behavior": "forbid"},
        }
        for check in made.whole_checks:
            schema = {"type": "function-after", "function": {"type": "no-info", "function": check}, "schema": schema}
        return schema

    def _build_field(self, annotation: Any, said: FieldInfo) -> Schema:
        schema = said.apply(self._build(annotation), self._build)
        if not said.is_required():
            schema = {"type": "default", "schema": schema, "default": said.default}
        shown = {"description": said.description} if said.description else {}
        return {"type": "model-field", "schema": schema, "metadata": {"pydantic_js_updates": shown}}

    def _build(self, annotation: Any) -> Schema:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            schema = self._build(arguments[0])
            for rule in arguments[1:]:
                schema = rule.apply(schema, self._build)
            return schema
        if origin is tuple:  # of any length: tuple[X, ...]
            return {"type": "tuple", "items_schema": [self._build(arguments[0])], "variadic_item_index": 0}
        if origin is Literal:
            return {"type": "literal", "expected": list(arguments)}
        if origin in (Union, UnionType):
            return self._build_union(arguments)
        return self._build_class(annotation)

    def _build_union(self, choices: tuple[Any, ...]) -> Schema:
        rest = [choice for choice in choices if choice is not NoneType]
        if len(rest) < len(choices):
            return {"type": "nullable", "schema": self._build(rest[0])}
        if all(hasattr(choice, "kind") for choice in rest):  # values that tell themselves apart
            tagged = {choice.kind: self._build(choice) for choice in rest}
            return {"type": "tagged-union", "choices": tagged, "discriminator": "kind"}
        return {"type": "union", "choices": [self._build(choice) for choice in rest]}

    def _build_class(self, named: type[Any]) -> Schema:
        if named in _PLAIN:
            return {"type": _PLAIN[named]}
        if not issubclass(named, Enum) and not hasattr(named, "model_fields"):
            return {"type": "is-instance", "cls": named}
        self.used.append(named)
        return _refer(named)


@cache
def read_annotations(made: type[Value]) -> Mapping[str, Any]:
    """Return the annotations of the fields of a class, those of its bases first."""
    found: dict[str, Any] = {}
    for holder in reversed(made.__mro__):
        if "model_fields" in vars(holder):
            names = vars(sys.modules[holder.__module__])
            own = inspect.get_annotations(holder)
            found |= {name: eval(text, names) if isinstance(text, str) else text for name, text in own.items()}  # noqa: S307 - our own text
    return found


def _refer(named: type[Any]) -> Schema:
    return {"type": "definition-ref", "schema_ref": named.__name__}
