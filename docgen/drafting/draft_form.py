"""A draft as a form: the fields of its front matter as they are typed, and the body beneath.

``compose_draft`` writes what ``open_draft`` read: a form takes nothing away from a draft that it shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from docgen.drafting.front_matter import split_draft
from docgen.drafting.json_documents import build_json_schema
from docgen.drafting.problems import DraftProblem
from docgen.drafting.source_lines import SourceLine
from docgen.drafting.yaml_writing import write_yaml

_IN_BODY: Final = frozenset({"body", "attachments", "appendices"})


@dataclass(frozen=True, slots=True)
class FormField:
    """A field to fill in. ``name`` is its path in the front matter, joined by dots; ``kind``: line, list, choice."""

    name: str
    label: str
    hint: str
    kind: str
    choices: tuple[str, ...] = ()
    is_required: bool = False
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A draft cut up for a form: values by field (lists a line an item), and the text of the body.

    ``is_whole`` is False for a draft that the form cannot show without losing something: its text is edited as it is.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    is_whole: bool = True


@lru_cache
def list_form_fields() -> tuple[FormField, ...]:
    """Return the fields of the front matter in the order of the model, as the JSON schema describes them."""
    schema = build_json_schema()
    return tuple(_describe(schema, schema, ""))


def open_draft(text: str, *, organ: str = "") -> OpenDraft:
    """Cut up the text of a draft, which may hold mistakes.

    ``organ`` is the key of an organ that takes the place of the draft's own, which may be given by its fields.
    """
    problems: list[DraftProblem] = []
    lines = text.split("\n")
    split = split_draft([SourceLine(number, line) for number, line in enumerate(lines, start=1)], problems)
    if split.fields is None or split.fields.problems:
        return OpenDraft(body=text, is_whole=False)
    if organ:
        split.fields.data["organ"] = organ
    values: dict[str, str] = {}
    known = {entry.name: entry for entry in list_form_fields()}
    for name, value in _flatten(split.fields.data, ""):
        shown = "\n".join(value) if isinstance(value, list) else value
        entry = known.get(name)
        if entry is None or (isinstance(value, list) and (entry.kind != "list" or any("\n" in item for item in value))):
            return OpenDraft(body=text, is_whole=False)
        values[name] = shown
    return OpenDraft(values, "\n".join(line.text for line in split.body))


def compose_draft(values: Mapping[str, str], body: str) -> str:
    """Write the text of a draft from the values of a form; fields that say nothing are left out."""
    data: dict[str, Any] = {}
    for entry in list_form_fields():
        given = values.get(entry.name, "")
        lines = [" ".join(line.split()) for line in given.split("\n") if line.strip()]
        if not lines:
            continue
        *parents, name = entry.name.split(".")
        place = data
        for parent in parents:
            place = place.setdefault(parent, {})
        place[name] = lines if entry.kind == "list" else " ".join(lines)
    return "\n".join(["---", *write_yaml(data), "---", body])


def name_field_of_line(text: str, line: int) -> str:
    """Return the field of the front matter that a line (from 1) of a composed draft belongs to, "" for the body."""
    name = ""
    for number, content in enumerate(text.split("\n"), start=1):
        if number > 1 and content.rstrip() == "---":
            return ""
        if number > 1 and content and not content.startswith((" ", "-")):
            name = content.partition(":")[0]
        elif (
            content.startswith("  ")
            and not content.startswith("  -")
            and content.lstrip().partition(":")[0].isidentifier()
        ):
            name = f"{name.partition('.')[0]}.{content.lstrip().partition(':')[0]}"
        if number == line:
            return name if number > 1 else ""
    return ""


def first_body_line(text: str) -> int:
    """Return the number (from 1) of the first line of the body, 1 where there is no front matter."""
    fences = [number for number, line in enumerate(text.split("\n"), start=1) if line.rstrip() == "---"]
    return fences[1] + 1 if len(fences) > 1 and fences[0] == 1 else 1


def _describe(schema: Mapping[str, Any], part: Mapping[str, Any], prefix: str) -> Iterator[FormField]:
    for name, described in part["properties"].items():
        if not prefix and name in _IN_BODY:
            continue
        shape = _resolve(schema, described)
        path = f"{prefix}{name}"
        if name == "organ":
            yield FormField(path, "cơ quan ban hành", "", "choice", is_required=True)
            continue
        if "properties" in shape:
            yield from _describe(schema, shape, f"{path}.")
            continue
        # "ngày ban hành: 2023-09-15; bản thảo có thể chỉ ghi 2023": what follows the name is advice.
        label, *advice = re.split(r"[;:] ", described.get("description", name), maxsplit=1)
        hint = "".join(advice)
        is_list = shape.get("type") == "array" or any(one.get("type") == "array" for one in shape.get("anyOf", ()))
        choices = tuple(shape.get("enum", ()))
        yield FormField(
            path,
            label,
            hint,
            "choice" if choices else "list" if is_list else "line",
            choices,
            name in part.get("required", ()) and not prefix.startswith("second_"),
            shape.get("maxLength"),
        )


def _resolve(schema: Mapping[str, Any], part: Mapping[str, Any]) -> Mapping[str, Any]:
    """Follow references, and step over "or null"."""
    if "$ref" in part:
        return _resolve(schema, schema["$defs"][part["$ref"].rpartition("/")[2]])
    real = [one for one in part.get("anyOf", ()) if one.get("type") != "null"]
    return _resolve(schema, real[0]) if len(real) == 1 else part


def _flatten(data: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if isinstance(value, Mapping):
            if f"{prefix}{name}" == "organ":
                yield "organ.inline", ""  # an organ by its fields: no form shows that
            yield from _flatten(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            # One item in brackets is a list too; nested ones no form shows.
            yield f"{prefix}{name}", [item if isinstance(item, str) else "\n" for item in value]
        else:
            yield f"{prefix}{name}", "" if value is None else str(value)
