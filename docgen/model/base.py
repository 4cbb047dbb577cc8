"""The base of every value of the model."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self, dataclass_transform

from docgen.model.core import SchemaSerializer, SchemaValidator
from docgen.model.rules import REQUIRED, Field, FieldInfo, Schema
from docgen.model.schema import build_schema


class _Made:
    """Makes what a class needs when it is first asked for, and leaves it in the class."""

    def __init__(self, name: str, make: Callable[[Schema], Any]) -> None:
        self._name = name
        self._make = make

    def __get__(self, _value: object, owner: type[Value]) -> Any:
        made = self._make(build_schema(owner))
        setattr(owner, self._name, made)
        return made


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(Field,))
class Value:
    """A frozen value. Unknown fields are refused: a misspelt field must not vanish.

    A class says its fields by annotations (``docgen.model.rules``). Making one validates what was given and raises
    pydantic's ValidationError. The methods are those of pydantic's models.
    """

    # What pydantic's core sets in a value.
    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    # What pydantic asks for when it writes the JSON Schema.
    model_config: ClassVar[dict[str, Any]] = {"extra": "forbid"}
    __pydantic_root_model__: ClassVar[bool] = False

    model_fields: ClassVar[Mapping[str, FieldInfo]]
    whole_checks: ClassVar[tuple[Callable[[Any], Any], ...]]
    __pydantic_fields_set__: set[str]
    _validator: ClassVar[Any]
    _serializer: ClassVar[Any]

    def __init_subclass__(cls) -> None:
        own = {name: cls.__dict__.get(name, REQUIRED) for name in inspect.get_annotations(cls)}
        said = {name: info if isinstance(info, FieldInfo) else FieldInfo(default=info) for name, info in own.items()}
        for name, info in own.items():
            if isinstance(info, FieldInfo):
                delattr(cls, name)
        cls.model_fields = {**getattr(cls, "model_fields", {}), **said}
        checks = (member for member in vars(cls).values() if hasattr(member, "checks_whole"))
        cls.whole_checks = (*getattr(cls, "whole_checks", ()), *checks)
        cls._validator = _Made("_validator", SchemaValidator)
        cls._serializer = _Made("_serializer", SchemaSerializer)

    def __init__(self, /, **given: Any) -> None:
        self._validator.validate_python(given, self_instance=self)

    @classmethod
    def model_validate(cls, given: object) -> Self:
        """Return the value of a mapping, or of a value of this class. Raises ValidationError."""
        made: Self = cls._validator.validate_python(given)
        return made

    @classmethod
    def model_construct(cls, **fields: Any) -> Self:
        """Return a value of fields that are known to be right."""
        made = cls.__new__(cls)
        defaults = {name: said.default for name, said in cls.model_fields.items() if name not in fields}
        return made._fill({**defaults, **fields}, set(fields))

    def model_copy(self, *, update: Mapping[str, Any]) -> Self:
        """Return the value with other fields, which are known to be right."""
        made = type(self).__new__(type(self))
        return made._fill({**self.__dict__, **update}, {*self.__pydantic_fields_set__, *update})

    def model_dump(self, **how: Any) -> dict[str, Any]:
        """Return the fields as plain data; ``how`` is that of ``pydantic_core.SchemaSerializer``."""
        plain: dict[str, Any] = self._serializer.to_python(self, **how)
        return plain

    def model_dump_json(self) -> str:
        """Return the value as JSON."""
        written: bytes = self._serializer.to_json(self)
        return written.decode()

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Schema:
        """Tell pydantic how to validate and describe the class."""
        return build_schema(cls)

    def _fill(self, fields: dict[str, Any], given: set[str]) -> Self:
        setattr_ = object.__setattr__
        setattr_(self, "__dict__", fields)
        setattr_(self, "__pydantic_fields_set__", given)
        setattr_(self, "__pydantic_extra__", None)
        setattr_(self, "__pydantic_private__", None)
        return self

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash((type(self), *self.__dict__.values()))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    def __getstate__(self) -> tuple[dict[str, Any], set[str]]:
        return self.__dict__, self.__pydantic_fields_set__

    def __setstate__(self, state: tuple[dict[str, Any], set[str]]) -> None:
        self._fill(*state)
