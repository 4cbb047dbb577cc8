"""YAML as drafts are written, read without the YAML library, which takes longer to import than a document to render.

Names with values on one line, lists of dashes or in brackets, fields within fields by indentation or in braces,
comments, quotes without escapes. Whatever else a text has, be it a mistake, is left to the library: it knows all of
YAML and says what is wrong where.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple


class Mark(NamedTuple):
    """Where a node begins, from 0."""

    line: int
    column: int


class Node(NamedTuple):
    """A node as the YAML library composes it: ``id`` is "scalar", "sequence" or "mapping"."""

    id: str
    value: Any
    start_mark: Mark
    style: str | None = None
    anchor: None = None
    tag: None = None


class _Unusual(Exception):  # noqa: N818 - nothing is wrong
    """The text has something that only the library reads."""


class _Line(NamedTuple):
    number: int
    indent: int
    text: str


def compose_plain(text: str) -> Node | None:
    """Return the root node of a text, None where the library is needed."""
    lines = [
        _Line(number, len(line) - len(bare), bare.rstrip(" "))
        for number, line in enumerate(text.split("\n"))
        if (bare := line.lstrip(" ")) and not bare.startswith("#")
    ]
    if not lines or lines[0].indent or not all(line.text.isprintable() for line in lines):
        return None
    try:
        root, end = _read_mapping(lines, 0)
    except (_Unusual, RecursionError):
        return None
    return root if end == len(lines) else None


def _read_mapping(lines: list[_Line], start: int) -> tuple[Node, int]:
    """Read the fields from a line on; return where what follows them begins."""
    indent, index = lines[start].indent, start
    pairs: list[tuple[Node, Node]] = []
    while index < len(lines) and lines[index].indent == indent:
        line = lines[index]
        name = _patterns().name.match(line.text)
        if name is None:
            raise _Unusual
        key = Node("scalar", name[1], Mark(line.number, indent))
        value, index = _read_value(lines, index, name.end())
        pairs.append((key, value))
    if index < len(lines) and lines[index].indent > indent:
        raise _Unusual
    return Node("mapping", pairs, Mark(lines[start].number, indent)), index


def _read_value(lines: list[_Line], index: int, offset: int) -> tuple[Node, int]:
    """Read what stands behind a name: on its line, or indented on the lines below."""
    line, following = lines[index], index + 1
    if offset < len(line.text) and line.text[offset] != "#":
        return _read_inline(line, offset), following
    if following < len(lines):
        below = lines[following]
        if below.text.startswith("- ") and below.indent >= line.indent:
            return _read_list(lines, following)
        if below.indent > line.indent:
            return _read_mapping(lines, following)
    return Node("scalar", "", Mark(line.number, line.indent + offset)), following


def _read_list(lines: list[_Line], start: int) -> tuple[Node, int]:
    indent, index = lines[start].indent, start
    items: list[Node] = []
    while index < len(lines) and lines[index].indent == indent and (match := _patterns().dash.match(lines[index].text)):
        items.append(_read_inline(lines[index], match.end()))
        index += 1
    if index < len(lines) and lines[index].indent > indent:
        raise _Unusual
    return Node("sequence", items, Mark(lines[start].number, indent)), index


def _read_inline(line: _Line, offset: int) -> Node:
    """Read the value that fills a line from ``offset`` on."""
    if line.text[offset] in "[{":
        node, end = _read_flow(line, offset)
    elif line.text[offset] in "\"'":
        node, end = _read_scalar(line, offset, _patterns().quoted)
    else:
        node, end = _read_scalar(line, offset, _patterns().plain)
    if not _patterns().end.fullmatch(line.text, end):
        raise _Unusual
    return node


def _read_scalar(line: _Line, offset: int, pattern: re.Pattern[str]) -> tuple[Node, int]:
    match = pattern.match(line.text, offset)
    if match is None:
        raise _Unusual
    mark = Mark(line.number, line.indent + offset)
    quote = match[0][0] if match[0][0] in "\"'" else None
    return Node("scalar", match[0][1:-1] if quote else match[0], mark, quote), match.end()


def _read_flow(line: _Line, offset: int) -> tuple[Node, int]:
    """Read what stands in brackets or braces on one line; return where it ends."""
    text, mark = line.text, Mark(line.number, line.indent + offset)
    is_mapping = text[offset] == "{"
    closing = "}" if is_mapping else "]"
    found: list[Any] = []
    position = _skip_spaces(text, offset + 1)
    while text[position] != closing or found:
        key: Node | None = None
        if is_mapping:
            key, position = _read_scalar(line, position, _patterns().flow_name)
            position = _skip_spaces(text, position + 1)
        value, position = _read_flow_value(line, position)
        found.append((key, value) if is_mapping else value)
        position = _skip_spaces(text, position)
        if text[position] == closing:
            break
        if text[position] != ",":
            raise _Unusual
        position = _skip_spaces(text, position + 1)
    return Node("mapping" if is_mapping else "sequence", found, mark), position + 1


def _read_flow_value(line: _Line, offset: int) -> tuple[Node, int]:
    if line.text[offset] in "[{":
        return _read_flow(line, offset)
    patterns = _patterns()
    return _read_scalar(line, offset, patterns.quoted if line.text[offset] in "\"'" else patterns.flow)


def _skip_spaces(text: str, position: int) -> int:
    while text[position : position + 1] == " ":
        position += 1
    if position >= len(text):  # goes on below
        raise _Unusual
    return position


class _Patterns(NamedTuple):
    name: re.Pattern[str]
    dash: re.Pattern[str]
    quoted: re.Pattern[str]
    plain: re.Pattern[str]
    flow: re.Pattern[str]
    flow_name: re.Pattern[str]
    end: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    start = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]"  # what begins nothing else
    return _Patterns(
        name=re.compile(r"([^\W\d][\w-]*):(?: +|$)"),
        dash=re.compile(r"- +(?=\S)"),
        quoted=re.compile(r"\"[^\"\\]*\"|'[^']*'(?!')"),
        plain=re.compile(rf"{start}(?:[^\s:#]|:(?=\S)|(?<=\S)#| +(?=[^\s#]))*"),
        flow=re.compile(rf"{start}(?:[^\s:#,\[\]{{}}\"']| +(?=[^\s:#,\[\]{{}}\"']))*(?= *[,\]}}])"),
        flow_name=re.compile(r"[^\W\d][\w-]*(?=: )"),
        end=re.compile(r"(?: +#.*)?"),
    )
