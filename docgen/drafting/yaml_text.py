"""YAML read as plain text: every scalar stays the string that was typed, and every value knows its line and column.

YAML's own guesses (``no`` as false, 012 as octal, dates) are traps for clerks; the model decides what a value is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docgen.drafting.problems import DraftProblem

Path = tuple[int | str, ...]
_NULLS = ("", "~", "null")


@dataclass(slots=True)
class YamlData:
    """Data read from YAML, where each value stands (path → line, column, from 1), and what was wrong."""

    data: dict[str, Any] = field(default_factory=dict)
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[DraftProblem] = field(default_factory=list)

    def place_of(self, path: Path) -> tuple[int, int]:
        """Return line and column of the value at ``path``, or of the nearest value that holds it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read_yaml(text: str, *, first_line: int = 1) -> YamlData:
    """Read a YAML mapping. Problems are collected, not raised; ``first_line`` is the line of the file it starts on."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    result = YamlData()
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + first_line, mark.column + 1) if mark else (first_line, 1)
        result.problems.append(DraftProblem(line, column, *_explain_syntax(error)))
        return result
    except YAMLError:
        result.problems.append(DraftProblem(first_line, 1, "phần khai báo có ký tự không đọc được", "gõ lại phần này"))
        return result
    _Converter(result, first_line).convert_top(node)
    return result


def _explain_syntax(error: Any) -> tuple[str, str]:
    problem = str(error.problem or "")
    if "mapping values are not allowed" in problem:
        return "có dấu “: ” trong giá trị không đặt trong ngoặc kép", 'đặt cả giá trị trong ngoặc kép: subject: "… : …"'
    if "found character" in problem:
        return "giá trị bắt đầu bằng ký tự đặc biệt hoặc dấu tab", "đặt giá trị trong ngoặc kép, thụt lề bằng dấu cách"
    if "expected <block end>" in problem or "expected ',' or" in problem:
        return "danh sách hoặc ngoặc không khớp", "kiểm tra dấu ngoặc [ ] { } và thụt lề"
    if "quoted scalar" in f"{error.context or ''}":
        return "ngoặc kép mở mà không đóng", 'thêm dấu " ở cuối giá trị'
    return "phần khai báo không đúng cú pháp", "mỗi dòng một trường dạng “tên: giá trị”"


class _Converter:
    def __init__(self, result: YamlData, first_line: int) -> None:
        self._result = result
        self._first_line = first_line
        self._seen: set[int] = set()

    def convert_top(self, node: Any) -> None:
        if node is None:
            return
        data = self._convert(node, ())
        if isinstance(data, dict):
            self._result.data = data
        else:
            self._refuse(node, "phần khai báo phải gồm các dòng “tên: giá trị”", "ví dụ: document_type: ke-hoach")

    def _convert(self, node: Any, path: Path) -> Any:
        self._result.places[path] = self._place(node)
        if id(node) in self._seen:
            self._refuse(node, "không dùng được dấu & và * để nhắc lại giá trị", "viết lại giá trị đầy đủ")
            return None
        self._seen.add(id(node))
        match node.id:
            case "mapping":
                return dict(self._convert_pairs(node, path))
            case "sequence":
                items = (self._convert(child, (*path, index)) for index, child in enumerate(node.value))
                return [item for item in items if item is not None]
            case _:
                return None if node.style is None and node.value in _NULLS else node.value

    def _convert_pairs(self, node: Any, path: Path) -> Iterator[tuple[str, Any]]:
        names: set[str] = set()
        for key, child in node.value:
            name = str(key.value)
            if name in names:
                self._refuse(key, f"trường “{name}” ghi hai lần", "bỏ một dòng")
                continue
            names.add(name)
            value = self._convert(child, (*path, name))
            if child.id == "scalar" and not child.value:
                self._result.places[(*path, name)] = self._place(key)
            if value is not None:
                yield name, value

    def _place(self, node: Any) -> tuple[int, int]:
        return node.start_mark.line + self._first_line, node.start_mark.column + 1

    def _refuse(self, node: Any, message: str, hint: str) -> None:
        self._result.problems.append(DraftProblem(*self._place(node), message, hint))


# What YAML reads back as the same plain text in a block; everything else is quoted.
_PLAIN = re.compile(r"[^\W_](?:[^:#\n]|:(?=[^\s])|(?<=\S)#)*(?<![\s:])")


def write_yaml(data: Mapping[str, Any], *, indent: str = "") -> list[str]:
    """Write a mapping of strings, lists and mappings as the lines of block YAML that ``read_yaml`` reads back."""
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
    plain = _PLAIN.fullmatch(text) and text not in _NULLS
    return text if plain else json.dumps(text, ensure_ascii=False)
