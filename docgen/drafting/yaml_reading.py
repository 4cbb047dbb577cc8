"""YAML read as plain text: every scalar stays the string that was typed, and every value knows its line and column.

YAML's own guesses (``no`` as false, 012 as octal, dates) are traps for clerks; the model decides what a value is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.drafting.problems import DraftProblem
from docgen.drafting.yaml_syntax import YamlSyntaxError, compose_yaml
from docgen.vietnamese.text import find_control_characters, quote

Path = tuple[int | str, ...]
NULLS = ("", "~", "null")
"""What an empty value looks like."""

_FIELD_START = re.compile(r"([^\s#:-][^:]*):")


class YamlData:
    """Data read from YAML, where each value and its name stand (path → line, column, from 1), and what was wrong.

    ``broken`` names the fields of the top level that could not be read.
    """

    def __init__(self, first_line: int) -> None:
        self.data: dict[str, Any] = {}
        self.places: dict[Path, tuple[int, int]] = {(): (first_line, 1)}
        self.name_places: dict[Path, tuple[int, int]] = {}
        self.problems: list[DraftProblem] = []
        self.broken: set[str] = set()

    def place_of(self, path: Path) -> tuple[int, int]:
        """Return line and column of the value at ``path``, or of the nearest value that holds it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


def read_yaml(text: str, *, first_line: int = 1) -> YamlData:
    """Read a YAML mapping. Problems are collected, not raised; ``first_line`` is the line of the file it starts on."""
    result = YamlData(first_line)
    reader = _Reader(result)
    try:
        reader.read(compose_yaml(text), first_line)
    except YamlSyntaxError as error:
        _read_fields(text, first_line, reader)
        if not result.problems:
            result.problems.append(error.at(first_line))
    return result


def _read_fields(text: str, first_line: int, reader: _Reader) -> None:
    """Read each field of the top level alone, so that one with a mistake in its syntax does not hide the others."""
    for start, piece in _split_fields(text):
        try:
            reader.read(compose_yaml(piece), first_line + start)
        except YamlSyntaxError as error:
            reader.result.problems.append(error.at(first_line + start))
            name = _FIELD_START.match(piece)
            if name:
                reader.result.broken.add(name[1].strip("\"' "))


def _split_fields(text: str) -> Iterator[tuple[int, str]]:
    """Yield the fields of the top level as they are typed, each with the index of its first line."""
    lines = text.split("\n")
    starts = [index for index, line in enumerate(lines) if _FIELD_START.match(line)]
    starts = [0, *starts] if not starts or starts[0] else starts
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield start, "\n".join(lines[start:end])


class _Reader:
    """Turns composed nodes into plain data; several documents may be read into one mapping."""

    def __init__(self, result: YamlData) -> None:
        self.result = result
        self._first_line = 1
        self._seen: set[int] = set()

    def read(self, node: Any, first_line: int) -> None:
        if node is None:
            return
        self._first_line = first_line
        # Nodes are told apart by identity, which holds only as long as they live: once they are read.
        self._seen = set()
        if node.id != "mapping":
            message = "phần khai báo phải gồm các dòng “tên: giá trị”"
            self._refuse(node, message, "ví dụ: document_type: ke-hoach; sau dấu hai chấm có một dấu cách")
            return
        if not self.result.data:
            self.result.places[()] = self._place(node)
        self.result.data |= self._read_pairs(node, (), known=self.result.data)

    def _read_value(self, node: Any, path: Path) -> Any:
        self.result.places[path] = self._place(node)
        if id(node) in self._seen:
            return None
        self._seen.add(id(node))
        if node.anchor:
            self._refuse(node, "không dùng được dấu & và * để nhắc lại giá trị", "viết lại giá trị đầy đủ ở từng chỗ")
        elif node.tag and not node.tag.startswith("tag:yaml.org,2002:"):
            self._refuse(node, "giá trị bắt đầu bằng dấu !", "đặt giá trị trong ngoặc kép")
        match node.id:
            case "mapping":
                return self._read_pairs(node, path, known={})
            case "sequence":
                # An empty item stays, for the model to refuse: it is a slip, and the others keep their places.
                items = (self._read_value(child, (*path, index)) for index, child in enumerate(node.value))
                return ["" if item is None else item for item in items]
            case _:
                return self._read_scalar(node)

    def _read_pairs(self, node: Any, path: Path, *, known: dict[str, Any]) -> dict[str, Any]:
        pairs: dict[str, Any] = {}
        for key, child in node.value:
            if key.id != "scalar":
                self._refuse(key, "tên trường không phải là chữ", "mỗi dòng một trường dạng “tên: giá trị”")
                continue
            name = self._read_scalar(key) or ""
            if name in pairs or name in known:
                self._refuse(key, f"trường {quote(name)} ghi hai lần", "bỏ một dòng")
                continue
            pairs[name] = self._read_value(child, (*path, name))
            self.result.name_places[(*path, name)] = self._place(key)
            if child.id == "scalar" and not child.value:
                self.result.places[(*path, name)] = self._place(key)
        return {name: value for name, value in pairs.items() if value is not None}

    def _read_scalar(self, node: Any) -> str | None:
        if node.style is None and node.value in NULLS:
            return None
        # A block scalar always ends with a line break that nobody typed on purpose.
        text = str(node.value).rstrip("\n") if node.style in ("|", ">") else str(node.value)
        unprintable = find_control_characters(text)
        if not unprintable:
            return text
        code = ord(text[unprintable[0]])
        self._refuse(node, f"giá trị có ký tự điều khiển U+{code:04X}", "xóa phần \\x…, \\u… hoặc \\U… đó")
        return text.translate({ord(text[offset]): "?" for offset in unprintable})

    def _place(self, node: Any) -> tuple[int, int]:
        return node.start_mark.line + self._first_line, node.start_mark.column + 1

    def _refuse(self, node: Any, message: str, hint: str) -> None:
        self.result.problems.append(DraftProblem(*self._place(node), message, hint))
