"""Wordings: draft files with fields (``templates/round/wording``) that Nội vụ can change, filled with a round's data.

A wording is a draft (docs/ban-thao.md) in which ``{{ … }}`` and ``{% … %}`` stand, in its front matter and in its body.
What a field prints is text, never marks: a ``|`` or ``*`` in the data stays what it is.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.drafting.assembly import assemble_document
from docgen.drafting.files import read_text_file
from docgen.drafting.front_matter import split_draft
from docgen.drafting.parts import read_parts
from docgen.drafting.problems import DraftError, DraftProblem
from docgen.drafting.source_lines import SourceLine
from docgen.errors import InputError, TemplateError
from docgen.model import Document
from docgen.vietnamese.text import clean_text, fold_whitespace

_MARKS = re.compile(r"\\|\*|\||\[(?=[\[^]|$)")
_BREAK = re.compile(r"<(?=br ?/?>)", re.IGNORECASE)
_HINT = "các trường dùng được ghi ở docs/dot-cham-diem.md"
_LISTS = ("legal_bases", "addressees", "recipients")

Filters = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Environments:
    """How fields are filled: in the front matter as they are, in the body with the marks of drafts escaped."""

    head: jinja2.Environment
    body: jinja2.Environment


@dataclass(frozen=True, slots=True)
class Filled:
    """A wording filled for one paper: the fields of the front matter as text, the lines of the body."""

    head: Mapping[str, Any]
    body: str


class Wordings:
    """The wordings of one folder, each read and compiled on first need."""

    def __init__(self, folder: Path, filters: Filters) -> None:
        self._folder = folder
        self._environments = _Environments(_build_environment(filters), _build_environment(filters, _escape))
        self._loaded: dict[str, Wording] = {}

    def get(self, name: str) -> Wording:
        """Return a wording by its name. Raises TemplateError when it is missing or broken."""
        if name not in self._loaded:
            self._loaded[name] = self._load(self._folder / f"{name}.vb.txt")
        return self._loaded[name]

    def _load(self, path: Path) -> Wording:
        try:
            text = clean_text(read_text_file(path)).text
        except InputError as error:
            raise TemplateError(error.message, where=str(path), hint="cài lại docgen hoặc lấy lại tệp gốc") from error
        problems: list[DraftProblem] = []
        lines = [SourceLine(number, line) for number, line in enumerate(text.split("\n"), start=1)]
        split = split_draft(lines, problems)
        if problems or split.fields is None:
            raise TemplateError(str(DraftError(problems, source=str(path))))
        body = "\n".join(line.text for line in split.body)
        return Wording(path, split.fields.data, body, split.body_start - 1, self._environments)


@dataclass(frozen=True)
class Wording:
    """One wording; ``skipped`` is how many lines stand above its body."""

    path: Path
    head: Mapping[str, Any]
    body: str
    skipped: int
    environments: _Environments

    def fill(self, context: Mapping[str, Any]) -> Filled:
        """Fill the fields. Raises TemplateError for a field that does not exist and for whatever goes wrong."""
        try:
            head = {name: _fill(value, context) for name, value in self._compiled_head.items()}
            return Filled(head, self._compiled_body.render(context))
        except jinja2.UndefinedError as error:
            raise TemplateError(f"không có trường: {error.message}", where=str(self.path), hint=_HINT) from error
        except SecurityError as error:
            raise TemplateError(f"thẻ bị cấm: {error}", where=str(self.path), hint=_HINT) from error
        except (InputError, TemplateError):
            raise
        except Exception as error:
            # Expressions in a wording can fail in any way that Python can.
            raise TemplateError(f"không điền được: {error}", where=str(self.path), hint=_HINT) from error

    def fill_field(self, name: str, context: Mapping[str, Any]) -> str:
        """Fill one field of the front matter alone."""
        return fold_whitespace(str(_fill(self._compiled_head[name], context)))

    @cached_property
    def _compiled_body(self) -> jinja2.Template:
        return self._compile(self.body, self.environments.body, self.skipped)

    @cached_property
    def _compiled_head(self) -> Mapping[str, Any]:
        return {name: self._compile_value(value) for name, value in self.head.items()}

    def _compile_value(self, value: Any) -> Any:
        match value:
            case list():
                return [self._compile(item, self.environments.head) for item in value]
            case str() if "{" in value:
                return self._compile(value, self.environments.head)
            case _:
                return value

    def _compile(self, source: str, environment: jinja2.Environment, skipped: int = -1) -> jinja2.Template:
        try:
            return environment.from_string(source)
        except jinja2.TemplateSyntaxError as error:
            where = str(self.path) if skipped < 0 else f"{self.path}:{error.lineno + skipped}"
            raise TemplateError(f"thẻ viết sai: {error.message}", where=where, hint=_HINT) from error


class _Environment(ImmutableSandboxedEnvironment):
    """The sandbox, which is asked for every field of every row: a plain value under a plain name can do no harm."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a wording may see an attribute."""
        if type(value) in _PLAIN_VALUES and not attr.startswith("_"):
            return True
        return super().is_safe_attribute(obj, attr, value)


_PLAIN_VALUES = frozenset([str, int, bool, Decimal, datetime.date, tuple])


def _build_environment(filters: Filters, finalize: Callable[[object], object] | None = None) -> jinja2.Environment:
    environment = _Environment(
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
        cache_size=0,
        autoescape=False,
    )
    environment.filters.update(filters)
    return environment


def _escape(value: object) -> object:
    if isinstance(value, jinja2.Undefined) or value is None:
        return value
    # A line break in a value would end the paragraph; spaces at its ends may part words.
    text = str(value).replace("\n", " ")
    return _BREAK.sub(r"\\<", _MARKS.sub(lambda match: f"\\{match[0]}", text))


def _fill(value: Any, context: Mapping[str, Any]) -> Any:
    match value:
        case jinja2.Template():
            return value.render(context)
        case list():
            texts = (_fill(item, context) for item in value)
            # One item may become several lines, or none.
            return [line.strip() for text in texts for line in text.split("\n") if line.strip()]
        case _:
            return value


def build_document(filled: Filled, parts: Mapping[str, Any], source: str) -> Document:
    """Make the document of a filled wording; ``parts`` are the values of the round that stand for names in its head.

    Raises TemplateError with everything that is wrong with it.
    """
    problems: list[DraftProblem] = []
    lines = [SourceLine(number, line) for number, line in enumerate(filled.body.split("\n"), start=1)]
    read = read_parts(lines, problems)
    data = {name: _split_list(name, value) for name, value in filled.head.items()} | dict(parts)
    data |= {"body": read.body, "attachments": read.attachments, "appendices": read.appendices}
    document = assemble_document(data, lambda _problem: (0, 0), problems)
    if problems or document is None:
        said = "; ".join(problem.describe() for problem in problems)
        raise TemplateError(f"văn bản dựng ra không dùng được: {said}", where=source, hint="sửa mẫu lời văn")
    return document


def _split_list(name: str, value: Any) -> Any:
    if name in _LISTS and isinstance(value, str):
        return [line.strip() for line in value.split("\n") if line.strip()]
    return fold_whitespace(value) if isinstance(value, str) else value


def join_lines(items: Iterable[object]) -> str:
    """Return items one a line, as a list of the front matter takes them (filter ``lines``)."""
    return "\n".join(str(item) for item in items)
