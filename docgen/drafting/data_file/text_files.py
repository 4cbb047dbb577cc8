"""Rows of text files, one at a time: CSV as spreadsheets and other programs write it, and JSON lines."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Generator, Sequence
from contextlib import closing
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from docgen.drafting.data_file.cell_text import UnreadCells, read_text, show_plain_number, show_switch
from docgen.drafting.data_file.cell_value import EMPTY, CellValue
from docgen.drafting.data_file.table import DataRow
from docgen.errors import InputError, explain_os_error
from docgen.vietnamese.encoding import decode_text
from docgen.vietnamese.text import fold_whitespace, quote

_SAMPLE_BYTES = 64 * 1024
# In doubt not the comma: it cuts "A;1,5" into two cells just as the semicolon does.
_DELIMITERS = ";\t|,"
_SAMPLE_LINES = 60
_SEPARATOR_LINE = re.compile(r"sep=([^\w\s]|\t)\s*", re.IGNORECASE)
_MOST_CHARACTERS = 1_000_000
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def _open_text(path: Path) -> io.TextIOWrapper:
    """Open a text file: UTF-8, or UTF-16 with its mark, as Excel writes "Unicode text". Raises InputError."""
    try:
        stream = path.open("rb")
    except OSError as error:
        raise InputError(f"không đọc được tệp: {explain_os_error(error)}", where=str(path)) from error
    head = stream.read(_SAMPLE_BYTES)
    stream.seek(0)
    encoding = "utf-16" if head.startswith(_UTF16) else "utf-8-sig"
    try:
        if encoding == "utf-8-sig":
            # Up to the last line end: a letter may be cut in two at the end of the sample.
            decode_text(head[: head.rfind(b"\n") + 1] if len(head) == _SAMPLE_BYTES else head, where=str(path))
    except InputError:
        stream.close()
        raise
    return io.TextIOWrapper(stream, encoding=encoding, newline="")


def _explain_bytes(path: Path) -> InputError:
    return InputError("tệp không phải là UTF-8 ở phần sau", where=str(path), hint="lưu lại với bảng mã UTF-8")


def read_csv(path: Path) -> Generator[DataRow, None, None]:
    """Yield the rows of a CSV file; commas, semicolons, tabs or pipes part its cells. Raises InputError.

    Excel's own first line ``sep=;`` says which; it is no row.
    """
    stream = _open_text(path)
    with stream:
        csv.field_size_limit(_MOST_CHARACTERS)
        try:
            sample = list(islice(stream, _SAMPLE_LINES))
            said = _SEPARATOR_LINE.fullmatch(sample[0]) if sample else None
            stream.seek(0)
            delimiter = said[1] if said else _find_delimiter(sample)
            reader = csv.reader(stream, delimiter=delimiter, strict=True, skipinitialspace=True)
            if said:
                next(reader)
            # Counted as a spreadsheet does that opens the file: a row may have several lines.
            for number, fields in enumerate(reader, start=1):
                yield DataRow(number, UnreadCells(fields))
        except UnicodeError as error:
            raise _explain_bytes(path) from error
        except csv.Error as error:
            where = f"{path}: dòng {reader.line_num}"
            message = f"ngoặc kép của CSV không khớp, hoặc một ô dài quá {_MOST_CHARACTERS} ký tự"
            raise InputError(message, where=where, hint="sửa dấu ngoặc kép, hoặc rút ngắn ô này") from error


def _find_delimiter(lines: Sequence[str]) -> str:
    """Return the sign that cuts the most of the first rows into the same number of cells."""

    def score(delimiter: str) -> tuple[int, int]:
        widths = [len(record) for record in _try_csv(lines, delimiter) if len(record) > 1]
        common = max(set(widths), key=widths.count) if widths else 1
        return (widths.count(common), common)

    return max(_DELIMITERS, key=score)


def _try_csv(lines: Sequence[str], delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=delimiter, skipinitialspace=True))
    except csv.Error:
        return []


def read_jsonl(path: Path) -> tuple[tuple[str, ...], Generator[DataRow, None, None]]:
    """Return the names of the fields and the rows of a file with a JSON object on each line. Raises InputError.

    The file is read twice: a field that only the last object has is a column too.
    """
    keys = (name for _, data in _read_objects(path) for name in data)
    known: dict[str, int] = {}
    for name in keys:
        known.setdefault(fold_whitespace(name), len(known))
    return tuple(known), _read_rows(path, known)


def _read_rows(path: Path, known: dict[str, int]) -> Generator[DataRow, None, None]:
    with closing(_read_objects(path)) as objects:
        for number, data in objects:
            cells = {known[fold_whitespace(name)]: _read_value(value) for name, value in data.items()}
            yield DataRow(number, {index: cell for index, cell in cells.items() if not cell.is_empty})


def _read_objects(path: Path) -> Generator[tuple[int, dict[str, Any]], None, None]:
    with _open_text(path) as stream:
        try:
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield number, _read_object(line, f"{path}: dòng {number}")
        except UnicodeError as error:
            raise _explain_bytes(path) from error


def _read_object(line: str, where: str) -> dict[str, Any]:
    hint = 'mỗi dòng là một đối tượng, ví dụ {"Đơn vị": "Sở Nội vụ"}'
    try:
        data = json.loads(line, parse_float=Decimal, parse_constant=lambda name: name)
    except json.JSONDecodeError as error:
        raise InputError(f"không đúng cú pháp JSON ở cột {error.colno}", where=where, hint=hint) from error
    except (RecursionError, ValueError) as error:
        raise InputError("JSON lồng quá sâu hoặc có số quá dài", where=where, hint=hint) from error
    if not isinstance(data, dict):
        raise InputError("dòng này không phải là một đối tượng JSON {…}", where=where, hint=hint)
    return data


def _read_value(value: Any) -> CellValue:
    match value:
        case None:
            return EMPTY
        case bool():
            return show_switch(value)
        case int() | Decimal():
            return show_plain_number(Decimal(value))
        case str():
            return read_text(value)
        case list() if all(isinstance(item, str | int | Decimal) for item in value):
            return read_text("\n".join(_read_value(item).text for item in value))
        case _:
            problem = f"giá trị {quote(json.dumps(value, ensure_ascii=False, default=str))} không phải là chữ hay số"
            return CellValue(problem=problem, hint="ghi chữ, số, true/false hoặc danh sách các dòng chữ")
