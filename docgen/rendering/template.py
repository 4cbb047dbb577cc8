"""One template: made ready once, from its file or from the cache, rendered many times."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from docgen.errors import TemplateError
from docgen.rendering.even_indents import EvenIndents
from docgen.rendering.fields import SECTION_FIELDS
from docgen.rendering.geometry import Geometry
from docgen.rendering.limits import LimitReached, start_counting
from docgen.rendering.prepared import DOCUMENT, PreparedTemplate
from docgen.rendering.runtime import Environment, Part
from docgen.rendering.template_cache import TemplateCache
from docgen.rendering.template_file import read_template_file

_HINT = "các trường và thẻ ghi ở docs/mau.md"


class Template:
    """A template ready to render, read from ``path``."""

    def __init__(self, path: Path, prepared: PreparedTemplate) -> None:
        self.path = path
        self.prepared = prepared

    @cached_property
    def _parts(self) -> Mapping[str, Part]:
        environment = Environment(EvenIndents(self.prepared.centred))
        return {name: Part(environment, code) for name, code in self.prepared.code.items()}

    @property
    def geometry(self) -> Geometry:
        """The layout of the template."""
        return self.prepared.geometry

    @property
    def fields(self) -> frozenset[str]:
        """The fields that the template's own tags ask for."""
        return self.prepared.fields - SECTION_FIELDS

    def render_parts(self, context: Mapping[str, Any]) -> dict[str, bytes]:
        """Return the XML of every part with tags, in UTF-8. Raises TemplateError for whatever goes wrong in it."""
        counted = start_counting(context)
        try:
            rendered = {name: part.render(counted) for name, part in self._parts.items()}
        except Exception as error:
            # Expressions in tags can fail in any way that Python can.
            raise self._explain(error, context) from error
        if self.prepared.needs_docxtpl:
            from docgen.rendering.patching import fix_columns

            rendered[DOCUMENT] = fix_columns(rendered[DOCUMENT])
        return rendered

    def _explain(self, error: Exception, context: Mapping[str, Any]) -> TemplateError:
        import jinja2
        from jinja2.exceptions import SecurityError

        from docgen.rendering.diagnosis import find_failing_tag

        tag = find_failing_tag(self.path, context)
        where = f"{self.path}, {tag.place}: {tag.text}" if tag else str(self.path)
        match error:
            case jinja2.UndefinedError():
                message = f"{error.message}"
            case SecurityError():
                message = f"mẫu có thẻ bị cấm: {error}"
            case LimitReached():
                message = f"mẫu bị dừng: {error}"
            case _:
                message = f"mẫu không dựng được: {error}"
        return TemplateError(message, where=where, hint=_HINT)


def load_template(path: Path, cache: TemplateCache | None = None) -> Template:
    """Return the template of a file, made ready or found ready in the cache. Raises TemplateError."""
    data = read_template_file(path)
    prepared = cache.find(data) if cache else None
    if prepared is None:
        # Here, because it needs lxml: a template found ready does without.
        from docgen.rendering.preparing import prepare_template

        prepared = prepare_template(path, data)
        if cache:
            cache.keep(data, prepared)
    return Template(path, prepared)
