"""What may stand in the annotations of a value: the rules that its fields keep.

They have the names and the meaning that pydantic gives them, and make schemas for pydantic's core. pydantic's own are
part of a layer that takes longer to import than a whole document takes to read and render. pydantic reads these too:
other rooms build models of theirs with the kinds of text that this room defines.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

Schema = dict[str, Any]
"""A schema of pydantic's core (``pydantic_core.core_schema``)."""

Build = Callable[[Any], Schema]
"""Makes the schema of an annotation."""

REQUIRED: Any = object()
"""Stands for the default of a field that must be given."""

_SHOWN = {"min_length": "minLength", "max_length": "maxLength", "pattern": "pattern"}  # limits in a JSON Schema


class Rule:
    """What narrows or changes the type before it: ``Annotated[str, rule]``."""

    __slots__ = ()

    def apply(self, schema: Schema, build: Build) -> Schema:
        """Return the schema of the type with the rule."""
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Schema:
        return self.apply(handler(source), handler.generate_schema)


class BeforeValidator(Rule):
    """A function that sees what was given before the type does; ``json_schema_input_type`` is what it takes."""

    __slots__ = ("_function", "_taken")

    def __init__(self, function: Callable[[Any], Any], json_schema_input_type: Any = None) -> None:
        self._function = function
        self._taken = json_schema_input_type

    def apply(self, schema: Schema, build: Build) -> Schema:
        """Let the function go first."""
        taken = {} if self._taken is None else {"json_schema_input_schema": build(self._taken)}
        return {"type": "function-before", "function": _call(self._function), "schema": schema, **taken}


class AfterValidator(Rule):
    """A function that sees a value of the right type, and returns it or what it should be."""

    __slots__ = ("_function",)

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self._function = function

    def apply(self, schema: Schema, build: Build) -> Schema:  # noqa: ARG002
        """Let the function follow."""
        return {"type": "function-after", "function": _call(self._function), "schema": schema}


class PlainSerializer(Rule):
    """A function that says how the value is written."""

    __slots__ = ("_function", "_made")

    def __init__(self, function: Callable[[Any], Any], return_type: Any) -> None:
        self._function = function
        self._made = return_type

    def apply(self, schema: Schema, build: Build) -> Schema:
        """Let the function write it."""
        written = {"type": "function-plain", "function": self._function, "return_schema": build(self._made)}
        return schema | {"serialization": written}


class StringConstraints(Rule):
    """Limits of a text: ``strip_whitespace``, ``min_length``, ``max_length``, ``pattern``."""

    __slots__ = ("_limits",)

    def __init__(self, **limits: Any) -> None:
        self._limits = limits

    def apply(self, schema: Schema, build: Build) -> Schema:
        """Limit the text as it is after the rules before."""
        match schema["type"]:
            case "str":
                return schema | self._limits
            case "function-before":
                return schema | {"schema": self.apply(schema["schema"], build)}
            case _:
                shown = {_SHOWN[name]: limit for name, limit in self._limits.items() if name in _SHOWN}
                steps = [schema, {"type": "str", **self._limits}]
                return {"type": "chain", "steps": steps, "metadata": {"pydantic_js_updates": shown}}


class FieldInfo(Rule):
    """What ``Field`` says of a field."""

    __slots__ = ("_limits", "default", "description", "json_schema_extra")

    def __init__(
        self,
        *,
        default: Any = REQUIRED,
        description: str = "",
        json_schema_extra: dict[str, Any] | None = None,
        **limits: int,
    ) -> None:
        self.default = default
        self.description = description
        self.json_schema_extra = json_schema_extra
        self._limits = limits

    def is_required(self) -> bool:
        """Whether the field must be given."""
        return self.default is REQUIRED

    def apply(self, schema: Schema, build: Build) -> Schema:
        """Put the limits on the type itself, below the functions around it: they see what is within them."""
        if self._limits and schema["type"].startswith("function-"):
            return schema | {"schema": self.apply(schema["schema"], build)}
        extra = {"metadata": {"pydantic_js_extra": self.json_schema_extra}} if self.json_schema_extra else {}
        return schema | self._limits | extra


def Field(**said: Any) -> Any:  # noqa: N802 - the name that pydantic has for it
    """Say more of a field: ``default``, ``description``, ``ge``, ``le``, ``min_length``, ``json_schema_extra``."""
    return FieldInfo(**said)


def model_validator(*, mode: Literal["after"]) -> Callable[[Any], Any]:  # noqa: ARG001 - pydantic has others
    """Mark a method that checks a value as a whole once each field is right, and returns it."""

    def mark(method: Any) -> Any:
        method.checks_whole = True
        return method

    return mark


def _call(function: Callable[[Any], Any]) -> Schema:
    return {"type": "no-info", "function": function}
