"""From the annotations of a value to the schema by which pydantic's core validates and writes it."""

from __future__ import annotations

import sys
from enum import Enum
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from docgen.model.rules import FieldInfo, Schema

if TYPE_CHECKING:
    from docgen.model.base import Value

_PLAIN = {str: "str", int: "int", bool: "bool"}


def build_schema(made: type[Value], *, shared: bool = False) -> Schema:
    """Return the schema of a class of values.

    ``shared`` lets every class that it is made of stand in the schema once, under its name, for a JSON Schema to refer
    to; otherwise only what holds itself does.
    """
    builder = _Builder(shared)
    schema = builder.build(made)
    if not builder.definitions:
        return schema
    return {"type": "definitions", "schema": schema, "definitions": builder.definitions}


class _Builder:
    def __init__(self, shared: bool) -> None:
        self.definitions: list[Schema] = []
        self._shared = shared
        self._open: list[type[Value]] = []
        self._referred: set[type[Value]] = set()

    def build(self, annotation: Any) -> Schema:
        """Return the schema of an annotation."""
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            schema = self.build(arguments[0])
            for rule in arguments[1:]:
                schema = rule.apply(schema, self.build)
            return schema
        if origin is tuple:  # of any length: tuple[X, ...]
            return {"type": "tuple", "items_schema": [self.build(arguments[0])], "variadic_item_index": 0}
        if origin is Literal:
            return {"type": "literal", "expected": list(arguments)}
        if origin in (Union, UnionType):
            return self._build_union(arguments)
        return self._build_class(annotation)

    def _build_union(self, choices: tuple[Any, ...]) -> Schema:
        rest = [choice for choice in choices if choice is not NoneType]
        if len(rest) < len(choices):
            return {"type": "nullable", "schema": self.build(rest[0])}
        if all(hasattr(choice, "kind") for choice in rest):  # values tell themselves apart
            tagged = {choice.kind: self.build(choice) for choice in rest}
            return {"type": "tagged-union", "choices": tagged, "discriminator": "kind"}
        return {"type": "union", "choices": [self.build(choice) for choice in rest]}

    def _build_class(self, named: type[Any]) -> Schema:
        if named in _PLAIN:
            return {"type": _PLAIN[named]}
        if issubclass(named, Enum):
            schema: Schema = {"type": "enum", "cls": named, "members": list(named), "sub_type": "str"}
            return self._define(named.__name__, schema) if self._shared else schema
        return self._build_value(named) if hasattr(named, "model_fields") else {"type": "is-instance", "cls": named}

    def _build_value(self, made: type[Value]) -> Schema:
        if made in self._open:
            self._referred.add(made)
            return _refer(made.__name__)
        if any(made.__name__ == known["ref"] for known in self.definitions):
            return _refer(made.__name__)
        self._open.append(made)
        schema = self._build_model(made)
        self._open.pop()
        return self._define(made.__name__, schema) if self._shared or made in self._referred else schema

    def _define(self, name: str, schema: Schema) -> Schema:
        if all(name != known["ref"] for known in self.definitions):
            self.definitions.append(schema | {"ref": name})
        return _refer(name)

    def _build_model(self, made: type[Value]) -> Schema:
        annotations = read_annotations(made)
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
        schema = said.apply(self.build(annotation), self.build)
        if not said.is_required():
            schema = {"type": "default", "schema": schema, "default": said.default}
        shown = {"description": said.description} if said.description else {}
        return {"type": "model-field", "schema": schema, "metadata": {"pydantic_js_updates": shown}}


def _refer(name: str) -> Schema:
    return {"type": "definition-ref", "schema_ref": name}


def read_annotations(made: type[Value]) -> dict[str, Any]:
    """Return the annotations of the fields of a class, those of its bases first."""
    found: dict[str, Any] = {}
    for holder in reversed(made.__mro__):
        if "model_fields" in vars(holder):
            names = vars(sys.modules[holder.__module__])
            own = holder.__dict__.get("__annotations__", {})
            found |= {name: eval(text, names) if isinstance(text, str) else text for name, text in own.items()}  # noqa: S307
    return found
