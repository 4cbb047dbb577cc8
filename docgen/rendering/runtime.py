"""What the compiled parts of a template run on: the little of Jinja that nearly all of them need, without Jinja.

Importing Jinja takes longer than reading and rendering a document, and its compiler made the code long ago. What that
code calls for fields, loops and our own filters stands here and does what Jinja's does. Whatever else it asks for, a
missing field and an attribute of anything but an item of a list included, is answered by the sandbox itself, which is
imported at that moment (``sandbox.make_environment``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from types import CodeType
from typing import TYPE_CHECKING, Any

import markupsafe
from markupsafe import Markup

from docgen.rendering.even_indents import EvenIndents
from docgen.rendering.limits import COUNTED, count_turns, join_pieces, refuse_too_long
from docgen.rendering.wordml import Written

if TYPE_CHECKING:
    import jinja2
    from jinja2.nodes import EvalContext

missing: Any = object()
"""Stands for a field that is not there, until it is used."""


_find_special = re.compile("[&<>'\"]").search
_MARKUP = (Markup, Written)


def escape(value: Any) -> str | Written:
    """Return what a tag puts out for a value: escaped, unless it is markup."""
    # Nearly no text has anything to escape, and looking is quicker than making markup of it.
    kind = type(value)
    if kind is str:
        return markupsafe.escape(value) if _find_special(value) else value
    return str(value) if kind is int else value if kind in _MARKUP else markupsafe.escape(value)


def markup_join(values: tuple[object, ...]) -> str:
    """Join the values of ``a ~ b``: markup as soon as one of them is."""
    texts = [value if isinstance(value, str) else str(value) for value in values]
    return Markup("").join(texts) if any(hasattr(text, "__html__") for text in texts) else "".join(texts)


def Undefined(hint: str) -> jinja2.Undefined:  # noqa: N802 - the name that compiled parts call
    """Return what an ``a if b`` without ``else`` is where b does not hold."""
    import jinja2

    return jinja2.Undefined(hint)


class TemplateRuntimeError(Exception):
    """Of a filter that nobody has: never raised, since no template may name one."""


def internalcode(function: Callable[..., Any]) -> Callable[..., Any]:
    """Mark nothing: only Jinja's tracebacks would leave the function out."""
    return function


def __getattr__(name: str) -> Any:
    """What a part imports and is not here is Jinja's: a loop that knows its number, for one."""
    if name.startswith("__"):  # what the import system asks every module for
        raise AttributeError(name)
    import jinja2.runtime

    return getattr(jinja2.runtime, name)


class Environment:
    """What compiled parts know as ``environment``, for one template."""

    def __init__(self, indents: EvenIndents) -> None:
        self._indents = indents
        self.filters = _OwnFirst(indents.get_filters() | {COUNTED: count_turns}, lambda: self.sandbox.filters)
        self.tests = _OwnFirst({}, lambda: self.sandbox.tests)

    concat = staticmethod(join_pieces)

    @cached_property
    def sandbox(self) -> jinja2.Environment:
        """Jinja itself."""
        from docgen.rendering.sandbox import make_environment

        return make_environment(self._indents)

    def undefined(self, *hint: str, **what: Any) -> jinja2.Undefined:
        """Return what refuses to be used: the field is not there."""
        made: jinja2.Undefined = self.sandbox.undefined(*hint, **what)  # type: ignore[arg-type]
        return made

    def getattr(self, of: Any, name: str) -> Any:
        """Return ``of.name``: a field of an item, else what the sandbox allows."""
        return of[name] if type(of) is dict and name in of else self.sandbox.getattr(of, name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sandbox, name)


class _OwnFirst(dict[str, Callable[..., Any]]):
    """Filters or tests by name: ours, then those that Jinja lends."""

    def __init__(self, own: Mapping[str, Callable[..., Any]], lent: Callable[[], Mapping[str, Any]]) -> None:
        super().__init__(own)
        self._lent = lent

    def __missing__(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = self._lent()[name]
        return found


class Fields:
    """What compiled parts know as ``context``: a document's fields in ``parent``, those the part sets in ``vars``."""

    def __init__(self, environment: Environment, parent: Mapping[str, Any]) -> None:
        self.environment = environment
        self.parent = parent
        self.vars: dict[str, Any] = {}
        self.exported_vars: set[str] = set()

    def resolve_or_missing(self, name: str) -> Any:
        """Return a field, or ``missing``."""
        return self.vars[name] if name in self.vars else self.parent.get(name, missing)

    @cached_property
    def eval_ctx(self) -> EvalContext:
        """Tells filters of Jinja that everything is escaped."""
        from jinja2.nodes import EvalContext

        return EvalContext(self.environment.sandbox)


class Part:
    """A part of a template, ready to render."""

    def __init__(self, environment: Environment, code: CodeType) -> None:
        self._environment = environment
        namespace: dict[str, Any] = {"environment": environment}
        exec(code, namespace)  # noqa: S102 - compiled by us from what a template may say, see ``permitted``
        self._root: Callable[..., Iterator[str | Written]] = namespace["root"]

    def render(self, fields: Mapping[str, Any]) -> bytes:
        """Return the XML of the part, in UTF-8. Raises whatever its expressions raise."""
        pieces = list(self._root(Fields(self._environment, fields), missing))
        refuse_too_long(pieces)
        return b"".join(_encode(pieces))


def _encode(pieces: Sequence[str | Written]) -> Iterator[bytes]:
    """Yield what a part put out, all that stands between two bodies at once."""
    start = 0
    for index, piece in enumerate(pieces):
        if type(piece) is Written:
            yield "".join(pieces[start:index]).encode()  # type: ignore[arg-type]
            yield piece.encoded
            start = index + 1
    yield "".join(pieces[start:]).encode()  # type: ignore[arg-type]
