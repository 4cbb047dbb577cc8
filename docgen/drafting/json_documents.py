"""Documents as JSON: reading them, and the schema that other programs write them by."""

from __future__ import annotations

import json
from typing import Any

from docgen.drafting.assembly import assemble_document, resolve_organ
from docgen.drafting.characters import find_legacy_text
from docgen.drafting.organs import Organs
from docgen.drafting.problems import DraftError, DraftProblem
from docgen.model import Document, NumberedDocument
from docgen.model.value import quote
from docgen.vietnamese.text import find_control_characters

_MOST_LEVELS = 100
"""Lists and objects within each other: a point with dashes in an appendix takes about twenty. What checks the values
recurses in native code, which a deeper document would bring down together with the program."""


def parse_document_json(text: str, organs: Organs | None = None, *, source: str = "") -> Document:
    """Read a document from JSON (schema: ``docgen schema``). Raises DraftError with every mistake.

    ``organ`` may be a key of the organs file, as in a draft.
    """
    problems: list[DraftProblem] = []
    data = _load(text, problems, source)
    if not isinstance(data, dict):
        raise DraftError([DraftProblem(1, 1, "JSON phải là một đối tượng {…}", "xem docgen schema")], source=source)
    if _is_deeper_than(_MOST_LEVELS, data):
        raise _make_depth_error(source)
    # Escapes hide what the text looks like: it is judged as it will be read. It has no lines to point at.
    plain = json.dumps(data, ensure_ascii=False)
    problems += (problem._replace(line=0, column=0) for problem in find_legacy_text(plain))
    resolve_organ(data, organs, _no_place, problems)
    document = assemble_document(data, _no_place, problems)
    if problems or document is None:
        raise DraftError(problems, source=source)
    return document


def _no_place(_path: object) -> tuple[int, int]:
    return 0, 0


def _load(text: str, problems: list[DraftProblem], source: str) -> Any:
    def collect(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for name, value in pairs:
            if find_control_characters(name):
                problems.append(DraftProblem(0, 0, f"tên trường {quote(name)} có ký tự điều khiển", "gõ lại tên"))
            elif name in data:
                problems.append(DraftProblem(0, 0, f"trường {quote(name)} ghi hai lần", "bỏ một lần"))
            else:
                data[name] = value
        return data

    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=collect)
    except json.JSONDecodeError as error:
        problem = DraftProblem(error.lineno, error.colno, "không đúng cú pháp JSON", "kiểm tra dấu phẩy và ngoặc")
        raise DraftError([problem], source=source) from error
    except RecursionError as error:
        raise _make_depth_error(source) from error
    except ValueError as error:
        # Python refuses to read a number of thousands of digits.
        raise DraftError([DraftProblem(0, 0, "JSON có số quá dài", "sửa số đó")], source=source) from error


def _is_deeper_than(limit: int, data: Any) -> bool:
    level = [data]
    for _ in range(limit):
        level = [
            part
            for whole in level
            if isinstance(whole, dict | list)
            for part in (whole.values() if isinstance(whole, dict) else whole)
        ]
    return bool(level)


def _make_depth_error(source: str) -> DraftError:
    return DraftError([DraftProblem(0, 0, "JSON lồng quá sâu", "giảm số cấp lồng nhau")], source=source)


def build_json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a document as ``read_draft`` takes it: numbered or not, the organ also by key."""
    # Here, because pydantic is needed for nothing else and takes long to import.
    from pydantic import TypeAdapter

    schema = TypeAdapter(NumberedDocument).json_schema(mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Văn bản hành chính (docgen)"
    schema["description"] = "Bản thảo, hoặc văn bản đã có số (code_number) và đủ ngày ban hành"
    schema["required"] = [name for name in schema["required"] if name != "code_number"]
    number = schema["properties"]["code_number"]
    schema["properties"]["code_number"] = {"anyOf": [number, {"type": "null"}], "description": number["description"]}
    organ = schema["properties"]["organ"]
    key = {"type": "string", "description": "khóa trong tệp cơ quan"}
    schema["properties"]["organ"] = {"anyOf": [organ, key], "description": organ.pop("description")}
    return schema
