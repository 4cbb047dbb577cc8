"""Compiles the parts of a template: escaping always, a missing field is an error, no code beyond what is permitted."""

from __future__ import annotations

from collections.abc import Iterable
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.rendering.even_indents import EvenIndents
from docgen.rendering.limits import count_inner_loops, get_filters, join_pieces
from docgen.rendering.permitted import FILTERS, TESTS, find_forbidden


class Forbidden(Exception):  # noqa: N818 - told to the user as a TemplateError
    """A template says what it may not; the text names it."""


class _Missing(jinja2.StrictUndefined):
    """What stands for a name that is not there: it may not be printed, looped over or tested."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_exception is SecurityError:
            return f"không được phép dùng “{self._undefined_name}” trong mẫu"
        return f"không có trường “{self._undefined_name}”"


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja with nothing of what it lends by itself: a form needs no ranges and no filler text."""

    def __init__(self) -> None:
        super().__init__(undefined=_Missing, autoescape=True, cache_size=0)
        self.globals = {}
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    @staticmethod
    def concat(pieces: Iterable[str]) -> str:
        """Join the output, as long as it is not too long."""
        return join_pieces(pieces)


def make_environment(indents: EvenIndents) -> jinja2.Environment:
    """Return the environment of one template."""
    environment = _Environment()
    environment.filters.update(indents.get_filters(), **get_filters())
    return environment


def parse_source(environment: jinja2.Environment, source: str) -> nodes.Template:
    """Return the tree of a part. Raises Forbidden, and jinja2.TemplateSyntaxError for what is not Jinja."""
    tree = environment.parse(source)
    for problem, _ in find_forbidden(tree):
        raise Forbidden(problem)
    return tree


def find_fields(tree: nodes.Template) -> set[str]:
    """Return the names that a part asks for from outside."""
    return find_undeclared_variables(tree)


def compile_tree(environment: jinja2.Environment, tree: nodes.Template) -> CodeType:
    """Return the code of a part."""
    count_inner_loops(tree)
    return environment.compile(tree)


def load_part(environment: jinja2.Environment, code: CodeType) -> jinja2.Template:
    """Return a compiled part ready to render."""
    namespace: dict[str, Any] = {}
    return jinja2.Template.from_code(environment, code, namespace)
