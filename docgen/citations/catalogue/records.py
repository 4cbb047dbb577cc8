"""The records of a catalogue file: TOML, one ``[[document]]`` a legal document, every fault with its line.

tomllib tells no lines and stops at the first fault. So a file is cut at its ``[[document]]`` lines and each record read
by itself: a broken one hides no other, and its line is known.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from docgen.citations.catalogue.documents import CONFIDENCES, DATES, LISTS, LegalDocument
from docgen.model.value import quote
from docgen.vietnamese.text import find_control_characters, normalize_text

REQUIRED = ("id", "type", "symbol", "source", "checked_on")
_PROOF = ("source", "checked_on", "confidence")
FIELDS = (*(name for name in LegalDocument._fields if name not in _PROOF), *_PROOF)
"""As they are written: what proves a record stands at its end."""

_MISSING: dict[str, Any] = {**dict.fromkeys(REQUIRED, ""), "checked_on": datetime.date.max}
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*document[ \t]*\]\][ \t]*(?:#.*)?$", re.MULTILINE)
_TOML_LINE = re.compile(r"at line (\d+)")


class RecordProblem(NamedTuple):
    """Something wrong in a catalogue file (Vietnamese), or, as a note, something that somebody may want to look at."""

    path: Path
    line: int
    message: str
    is_note: bool = False

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {'lưu ý: ' if self.is_note else ''}{self.message}"


class Record(NamedTuple):
    """A document with the place of its record: the line of ``[[document]]`` and those of its fields."""

    document: LegalDocument
    path: Path
    line: int
    lines: Mapping[str, int]

    def problem(self, field: str, message: str, *, is_note: bool = False) -> RecordProblem:
        """Return a problem of one field of this record."""
        return RecordProblem(self.path, self.lines.get(field, self.line), message, is_note)


def read_catalogue_text(path: Path, text: str) -> tuple[list[Record], list[RecordProblem]]:
    """Return the records of a file's text and all faults of form; a record with faults has what is right in it."""
    records: list[Record] = []
    problems: list[RecordProblem] = []
    for first, piece in _cut(normalize_text(text)):
        try:
            data = tomllib.loads(piece)
        except tomllib.TOMLDecodeError as error:
            found = _TOML_LINE.search(str(error))  # the only place where tomllib says it
            line = first + (int(found[1]) - 1 if found else 0)
            problems.append(RecordProblem(path, line, "dòng này không đúng cú pháp TOML"))
            continue
        except RecursionError:
            problems.append(RecordProblem(path, first, "dấu ngoặc lồng nhau quá sâu"))
            continue
        lines = _find_lines(piece, first)
        found_records = data.pop("document", []) if _HEADER.match(piece) else []
        for name in data:
            message = f"{quote(name)} không thuộc bản ghi nào: mỗi văn bản bắt đầu bằng dòng [[document]]"
            problems.append(RecordProblem(path, lines.get(name, first), message))
        for fields_read in found_records:
            faults = list(_check_fields(fields_read))
            problems += [RecordProblem(path, lines.get(name, first), message) for name, message in faults]
            usable = {name: value for name, value in fields_read.items() if name not in {name for name, _ in faults}}
            records.append(Record(_build_document(usable), path, first, lines))
    return records, problems


def _build_document(values: Mapping[str, Any]) -> LegalDocument:
    """Return the document of what is right in a record; a required field that is missing is empty."""
    fields_read = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return LegalDocument(**_MISSING | fields_read)


def _cut(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stands before the first record, and every record, with the number of its first line."""
    starts = [0, *(match.start() for match in _HEADER.finditer(text)), len(text)]
    line = 1
    for start, end in pairwise(starts):
        if start < end:
            yield line, text[start:end]
        line += text.count("\n", start, end)


def _find_lines(piece: str, first: int) -> dict[str, int]:
    """Return the line of every field that stands at the beginning of a line."""
    found: dict[str, int] = {}
    for offset, line in enumerate(piece.split("\n")):
        name, equals, _ = line.partition("=")
        if equals:
            found.setdefault(name.strip().strip("\"'"), first + offset)
    return found


def _check_fields(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if name not in FIELDS:
            yield name, f"không có trường {quote(name)}; các trường: {', '.join(FIELDS)}"
        elif name in DATES:
            if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime):
                yield name, f"{name} phải là ngày, viết như 2020-03-05 (không có dấu ngoặc kép)"
        elif name in LISTS:
            if not isinstance(value, list):
                yield name, f'{name} phải là một danh sách, viết như ["30/2020/NĐ-CP"]'
            elif problem := next(filter(None, map(_find_text_problem, value)), None):
                yield name, f"một mục của {name} {problem}"
        elif problem := _find_text_problem(value):
            yield name, f"{name} {problem}"
    for name in REQUIRED:
        if name not in values:
            yield "", f"thiếu trường {name}"
    confidence = values.get("confidence", CONFIDENCES[0])
    if isinstance(confidence, str) and confidence not in CONFIDENCES:
        yield "confidence", f"confidence phải là một trong: {', '.join(CONFIDENCES)}"


def _find_text_problem(value: object) -> str:
    if not isinstance(value, str):
        return "phải là một dòng chữ trong dấu ngoặc kép"
    if not value.strip():
        return "để trống; chưa kiểm chứng được thì bỏ cả dòng"
    if value != value.strip() or "\n" in value or "  " in value:
        return "có dấu cách thừa hoặc xuống dòng"
    return "có ký tự điều khiển" if find_control_characters(value) else ""
