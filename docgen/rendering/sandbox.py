"""Compiles the parts of a template: escaping always, a missing field is an error, no code beyond what is permitted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from types import CodeType

import jinja2
from jinja2 import nodes, pass_context
from jinja2.exceptions import SecurityError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.rendering import runtime
from docgen.rendering.even_indents import EvenIndents
from docgen.rendering.limits import COUNTED, count_turns, join_pieces
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
    environment.filters |= indents.get_filters() | {COUNTED: pass_context(count_turns)}
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


def _count_inner_loops(tree: nodes.Template) -> None:
    """Let loops that stand in other loops count their turns: one loop alone is as long as the data."""
    for outer in tree.find_all(nodes.For):
        for inner in outer.find_all(nodes.For):
            already = isinstance(inner.iter, nodes.Filter) and inner.iter.name == COUNTED
            if not already:
                inner.iter = nodes.Filter(inner.iter, COUNTED, [], [], None, None, lineno=inner.lineno)


_JINJAS = "from jinja2.runtime import "


def compile_tree(environment: jinja2.Environment, tree: nodes.Template) -> CodeType:
    """Return the code of a part, which runs on ``runtime``."""
    _count_inner_loops(tree)
    imports, _, code = environment.compile(tree, raw=True).partition("\n")
    # What it names alone: Jinja has it import all that a part could ever need.
    named = [name for name in imports.removeprefix(_JINJAS).split(", ") if re.search(rf"\b{name}\b", code)]
    return compile(f"from {runtime.__name__} import {', '.join(named)}\n{code}", "<template>", "exec")


def load_traced(environment: jinja2.Environment, tree: nodes.Template) -> jinja2.Template:
    """Return a part that renders on Jinja itself, whose errors tell the line of the tag where they come from."""
    _count_inner_loops(tree)
    return jinja2.Template.from_code(environment, environment.compile(tree), {})
