"""Writing plain data as block YAML, so that ``yaml_reading`` reads the same again."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from docgen.drafting.yaml_reading import NULLS

# What YAML reads back as the same plain text in a block; everything else is quoted.
_PLAIN = re.compile(r"[^\W_](?:[^:#\n]|:(?=[^\s])|(?<=\S)#)*(?<![\s:])")

_BEFORE_BRACE = re.compile(r"\{(?=\{)")


def write_yaml(data: Mapping[str, Any], *, indent: str = "") -> list[str]:
    """Write a mapping of strings, lists and mappings as lines."""
    lines: list[str] = []
    for name, value in data.items():
        if isinstance(value, Mapping):
            lines += [f"{indent}{name}:", *write_yaml(value, indent=f"{indent}  ")]
        elif isinstance(value, (list, tuple)):
            lines += [f"{indent}{name}:", *(f"{indent}  - {_write_scalar(item)}" for item in value)]
        else:
            lines.append(f"{indent}{name}: {_write_scalar(value)}")
    return lines


def _write_scalar(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    is_plain = _PLAIN.fullmatch(text) and text not in NULLS
    if is_plain and "{{" not in text:
        return text
    # Two braces would be a placeholder of docgen batch.
    return _BEFORE_BRACE.sub(r"\\u007b", json.dumps(text, ensure_ascii=False))
