"""Compiled parts render without Jinja exactly what they render on it."""

from __future__ import annotations

from typing import Any

import pytest
from markupsafe import Markup

from docgen.rendering.even_indents import EvenIndents
from docgen.rendering.limits import MAX_TURNS, start_counting
from docgen.rendering.looks import Look
from docgen.rendering.runtime import Environment, Part
from docgen.rendering.sandbox import compile_tree, load_traced, make_environment, parse_source

INDENTS = EvenIndents([(Look(left=100), 4000)])
FIELDS: dict[str, Any] = {
    "subject": "Về “A & B” <c>",
    "body": Markup("<w:p/>"),
    "lines": ("một", "hai & ba"),
    "none": (),
    "number": 3,
    "parts": ({"title": "T<1>", "lines": ("x", "y")}, {"title": "", "lines": ()}),
}
SOURCES = [
    "{{ subject }}|{{ body }}|{{ number }}|{{ lines }}",
    "{% for line in lines %}{{ line }};{% endfor %}{% for line in none %}{{ line }}{% else %}không{% endfor %}",
    "{% for line in lines %}{{ loop.index }}/{{ loop.length }}{{ '.' if loop.last else ';' }}{% endfor %}",
    "{% for part in parts %}{{ part.title }}{% for line in part.lines %}{{ line }}{% endfor %}{% endfor %}",
    "{% for part in parts if part.title %}{{ part['title'] | upper }}{% endfor %}",
    "{% if number > 2 and subject %}{{ 'có' if none }}.{% elif lines %}x{% else %}y{% endif %}",
    "{% set mark = subject %}{{ mark }}{% if mark %}{% set mark = 'khác' %}{% endif %}{{ mark }}",
    "{{ 'Số: ' ~ subject }}{{ body ~ subject }}{{ number ~ 1 }}",
    "{{ lines | join(', ') }}{{ lines | first }}{{ lines | last }}{{ none | first | default('0') }}{{ subject | e }}",
    "{{ missing is defined }}{{ missing | default('d') }}{{ number is odd }}{{ 'một' in lines }}{{ lines | length }}",
    "{{ subject | even_left(0) }}-{{ subject | even_right(0, 900) }}",
    "{{ lines[0] }}{{ lines[-1:] }}{{ parts[1].title }}{{ subject[0:2] }}{{ -number + 1 }}",
    # What is refused, by whom and with which words.
    "{{ missing }}",
    "{{ missing ~ 'x' }}",
    "{% if missing %}{% endif %}",
    "{% for line in missing %}{% endfor %}",
    "{{ missing.field }}",
    "{{ parts[0].missing }}",
    "{{ parts[9].title }}",
    "{{ (none | first) }}",
    "{{ number.real.imag }}",
    "{{ number + subject }}",
    "{% for a in many %}{% for b in many %}{% endfor %}{% endfor %}",
]


def _render(part: Any, fields: dict[str, Any]) -> str:
    try:
        rendered = part.render(start_counting(fields))
        return rendered.decode() if isinstance(rendered, bytes) else str(rendered)
    except Exception as error:  # noqa: BLE001 - whatever it is, it must be the same
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("source", SOURCES)
def test_a_part_renders_and_fails_as_on_jinja(source: str) -> None:
    jinja = make_environment(INDENTS)
    many = tuple(range(int(MAX_TURNS**0.5) + 1)) if "many" in source else ()
    code = compile_tree(jinja, parse_source(jinja, source))
    ours = _render(Part(Environment(INDENTS), code), FIELDS | {"many": many})
    assert ours == _render(load_traced(jinja, parse_source(jinja, source)), FIELDS | {"many": many})
    assert ours
