"""``typing.NamedTuple`` as far as docgen uses it, made in a fraction of the time.

Some forty classes of values are made before the first line of a draft is read. ``typing.NamedTuple`` compiles each of
their annotations, and ``collections.namedtuple`` a constructor for each: a tenth of what ``docgen render`` takes. Here
all classes share one constructor and nothing is compiled. Type checkers see ``typing.NamedTuple`` itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    try:
        from _collections import _tuplegetter as _get_item
    except ImportError:  # the getter of CPython's own named tuples, in C
        from operator import itemgetter

        def _get_item(index, _doc):
            return property(itemgetter(index))

    class _Maker(type):
        def __new__(cls, name, bases, body):
            fields = tuple(body.get("__annotations__", ()))
            body["__slots__"] = ()  # no dictionary: nothing can be set in a value
            if fields:
                body["_fields"] = body["__match_args__"] = fields
                body["_field_defaults"] = {field: body[field] for field in fields if field in body}
                body.update((field, _get_item(index, None)) for index, field in enumerate(fields))
            return super().__new__(cls, name, bases, body)

    class NamedTuple(tuple, metaclass=_Maker):
        """The base of a value with named fields: ``class Point(NamedTuple): x: int; y: int = 0``."""

        def __new__(cls, *given, **named):  # noqa: D102
            if named or len(given) != len(cls._fields):
                given = cls._complete(given, named)
            return tuple.__new__(cls, given)

        @classmethod
        def _complete(cls, given, named):
            """Return all values in order. Raises TypeError as a function does whose arguments do not fit."""
            fields = cls._fields
            values = cls._field_defaults | dict(zip(fields, given, strict=False)) | named
            fits = len(given) <= len(fields) and named.keys().isdisjoint(fields[: len(given)])
            if not fits or values.keys() != set(fields):
                raise TypeError(f"{cls.__name__} has {fields}, but got {given} and {named}")
            return [values[name] for name in fields]

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **named):
            return type(self)(**(self._asdict() | named))

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._asdict().items())})"
