"""The draft file (``*.vb.txt``): YAML between two ``---`` lines, then the body as a clerk types it.

``parse_draft(write_draft(document)) == document`` for every document.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from docgen.drafting.body import FENCE, BodyReader, BodyWriter, Notes, SourceLine, find_unused_notes, take_notes
from docgen.drafting.files import read_text_file
from docgen.drafting.markup import NoteNames
from docgen.drafting.organs import Organs, load_organs
from docgen.drafting.problems import DraftError, DraftProblem
from docgen.drafting.yaml_text import YamlData, read_yaml, write_yaml
from docgen.model import (
    Appendix,
    Attachment,
    Document,
    FieldProblem,
    NumberedDocument,
    Organ,
    Paragraph,
    Regime,
    Run,
    Signature,
    explain_validation_error,
)
from docgen.model.document import write_partial_date
from docgen.model.problems import UNKNOWN_FIELD
from docgen.settings import load_settings
from docgen.vietnamese.encoding import find_legacy_span
from docgen.vietnamese.text import TextNote, clean_text, find_control_characters

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_BODY_FIELDS = ("body", "attachments", "appendices")
_ANCHOR_HINT = "tệp bản thảo bắt đầu bằng dòng ---, rồi các trường, rồi một dòng --- nữa, sau đó là nội dung"


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was read: the document, and what was cleaned away on the way, for the clerk to know."""

    document: Document
    notes: tuple[TextNote, ...] = ()


def read_draft(path: Path, organs: Organs | None = None) -> Draft:
    """Read a draft file, or a document in JSON when the name ends in ``.json``.

    ``organs`` defaults to the configured file. Raises InputError; DraftError holds every mistake with its place.
    """
    text = read_text_file(path)
    if path.suffix.lower() == ".json":
        return Draft(parse_document_json(text, organs, source=str(path)))
    return _parse(text, organs, str(path))


def parse_draft(text: str, organs: Organs | None = None, *, source: str = "") -> Document:
    """Read the text of a draft; a NumberedDocument when it has a number. Raises DraftError with every mistake."""
    return _parse(text, organs, source).document


def _parse(text: str, organs: Organs | None, source: str) -> Draft:
    cleaned = clean_text(text)
    problems = list(_find_character_problems(cleaned.text))
    # Reported once; a stand-in lets the rest of the file be read for its own mistakes.
    readable = _CONTROL.sub("?", cleaned.text) if problems else cleaned.text
    lines = [SourceLine(i, line) for i, line in enumerate(readable.split("\n"), start=1)]
    head, body_lines = _split_head(lines, problems)
    yaml = read_yaml("\n".join(line.text for line in head), first_line=2)
    problems += yaml.problems
    data: dict[str, Any] = {name: value for name, value in yaml.data.items() if name not in _BODY_FIELDS}
    problems += [
        DraftProblem(
            *yaml.place_of((name,)), f"{name} không ghi ở phần khai báo", "viết nội dung dưới dòng --- thứ hai"
        )
        for name in _BODY_FIELDS
        if name in yaml.data
    ]
    parts = _read_parts(body_lines, problems)
    document = None
    if head and not yaml.problems:
        _resolve_organ(data, yaml, organs, problems)
        document = _validate(data, parts, yaml, problems, body_line=body_lines[0].number if body_lines else 1)
    if problems or document is None:
        raise DraftError(problems, source=source)
    return Draft(document, cleaned.notes)


def _find_character_problems(text: str) -> Iterator[DraftProblem]:
    for offset in find_control_characters(text):
        yield DraftProblem(
            *_locate(text, offset),
            f"ký tự điều khiển U+{ord(text[offset]):04X}",
            "xóa ký tự này (không nhìn thấy được)",
        )
    legacy = find_legacy_span(text)
    if legacy:
        start, end, name = legacy
        yield DraftProblem(
            *_locate(text, start),
            f"chữ gõ bằng bảng mã {name}: “{text[start : min(end, start + 40)]}”",
            "chuyển sang Unicode (UniKey Toolkit, Ctrl+Shift+F6) rồi dán lại",
        )


def _locate(text: str, offset: int) -> tuple[int, int]:
    line_start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - line_start + 1


def _split_head(
    lines: Sequence[SourceLine], problems: list[DraftProblem]
) -> tuple[Sequence[SourceLine], Sequence[SourceLine]]:
    """Cut the file at its two ``---`` lines."""
    if not lines or lines[0].text.rstrip() != "---":
        problems.append(DraftProblem(1, 1, "thiếu dòng --- ở đầu tệp", _ANCHOR_HINT))
        return (), lines
    end = next((i for i, line in enumerate(lines[1:], start=1) if line.text.rstrip() == "---"), None)
    if end is None:
        problems.append(DraftProblem(1, 1, "thiếu dòng --- kết thúc phần khai báo", _ANCHOR_HINT))
        return (), ()
    return lines[1:end], lines[end + 1 :]


@dataclass(slots=True)
class _Part:
    """A fenced part of the body: its opening line and what stands inside."""

    opening: SourceLine
    lines: list[SourceLine]


def _read_parts(lines: Sequence[SourceLine], problems: list[DraftProblem]) -> dict[str, Any]:
    """Read body, attachments and appendices."""
    rest, notes = take_notes((line.strip() for line in lines), problems)
    main, fenced = _split_fences(rest, problems)
    parts: dict[str, Any] = {"body": BodyReader(notes, problems).read(main), "attachments": [], "appendices": []}
    for part in fenced:
        made = _read_part(part, notes, problems)
        if made is not None:
            parts["attachments" if isinstance(made, Attachment) else "appendices"].append(made)
    problems += find_unused_notes(notes)
    return parts


def _split_fences(lines: Iterable[SourceLine], problems: list[DraftProblem]) -> tuple[list[SourceLine], list[_Part]]:
    """Separate the fenced parts from the main text; a part left open ends where the next one begins."""
    main: list[SourceLine] = []
    parts: list[_Part] = []
    current: _Part | None = None
    for line in lines:
        fence = FENCE.fullmatch(line.text)
        if fence is None:
            (current.lines if current else main).append(line)
            continue
        if fence[1] and current:
            problems.append(_unclosed(current))
        elif not fence[1] and not current:
            problems.append(line.problem(0, "dòng ::: đóng mà chưa mở", "bỏ dòng này"))
        current = _Part(line, []) if fence[1] else None
        if current:
            parts.append(current)
    if current:
        problems.append(_unclosed(current))
    return main, parts


def _unclosed(part: _Part) -> DraftProblem:
    return part.opening.problem(0, f"“{part.opening.text}” mở mà không đóng", "thêm dòng ::: ở cuối phần này")


_OPENING = re.compile(r":::\s*(phụ lục|kèm theo)(?:\s+\[(ngang|dọc)\])?(?:\s+(.*))?", re.IGNORECASE)
_PART_FIELDS = {"title": "tiêu đề phụ lục", "subject": "trích yếu", "body": "nội dung"}


def _read_part(part: _Part, notes: Notes, problems: list[DraftProblem]) -> Appendix | Attachment | None:
    body = BodyReader(notes, problems).read(part.lines)
    opening = _OPENING.fullmatch(part.opening.text)
    if opening is None:
        hint = "viết ::: phụ lục Tiêu đề, hoặc ::: kèm theo quy-che Trích yếu"
        problems.append(part.opening.problem(0, f"không hiểu dòng “{part.opening.text}”", hint))
        return None
    rest, landscape = opening[3] or "", (opening[2] or "").lower() == "ngang"
    slug, _, subject = rest.partition(" ")
    try:
        if opening[1].lower() == "phụ lục":
            return Appendix(title=rest, landscape=landscape, body=body)
        return Attachment(document_type=slug, subject=subject.strip(), landscape=landscape, body=body)
    except ValidationError as error:
        for problem in explain_validation_error(error):
            name = _PART_FIELDS.get(str(problem.path[0]), "") if problem.path else ""
            problems.append(part.opening.problem(0, f"{name}: {problem.message}".removeprefix(": "), problem.hint))
    return None


def _resolve_organ(data: dict[str, Any], yaml: YamlData, organs: Organs | None, problems: list[DraftProblem]) -> None:
    """Put the organ in the place of its key. An unknown key is a problem, and leaves a stand-in for the other checks."""
    key = data.get("organ")
    if not isinstance(key, str):
        return
    known = load_organs(load_settings().organs_file) if organs is None else organs
    if key in known:
        data["organ"] = known[key]
        return
    near = get_close_matches(key, known, n=3)
    hint = f"có phải là: {', '.join(near)}?" if near else f"các cơ quan đã khai báo: {', '.join(known) or 'chưa có'}"
    problems.append(DraftProblem(*yaml.place_of(("organ",)), f"không có cơ quan “{key}”", hint))
    data["organ"] = Organ(name=key, abbreviation="?", place="?", regime=Regime.COLLECTIVE)


def _validate(
    data: dict[str, Any],
    parts: dict[str, Any],
    yaml: YamlData,
    problems: list[DraftProblem],
    *,
    body_line: int,
) -> Document | None:
    """Make the document, or add every reason why it cannot be made."""
    had_body_problems = bool(problems)
    made = NumberedDocument if data.get("code_number") is not None else Document
    # A body whose only paragraph has a mistake is not empty as well.
    body = parts["body"] or ((Paragraph(content=(Run(text="?"),)),) if had_body_problems else ())
    try:
        return made.model_validate(data | parts | {"body": body})
    except ValidationError as error:
        for problem in explain_validation_error(error):
            in_body = bool(problem.path) and problem.path[0] in _BODY_FIELDS
            place = (body_line, 1) if in_body else yaml.place_of(problem.path)
            problems.append(DraftProblem(*place, _name_field(problem.path, problem.message), _suggest(problem)))
    return None


def _name_field(path: tuple[int | str, ...], message: str) -> str:
    """Put the field before the message: ``recipients, mục 2: để trống``."""
    names = [f"mục {step + 1}" if isinstance(step, int) else step for step in path]
    return f"{', '.join(names)}: {message}" if names else message


def _suggest(problem: FieldProblem) -> str:
    """Offer the nearest name for a misspelt field or type."""
    name = str(problem.path[-1]) if problem.path else ""
    if problem.message == UNKNOWN_FIELD:
        fields = Signature.model_fields if "signature" in problem.path[0:1] else NumberedDocument.model_fields
        near = get_close_matches(name, [*fields, *Organ.model_fields], n=1)
        return f"có phải là {near[0]}?" if near else problem.hint
    return problem.hint


def parse_document_json(text: str, organs: Organs | None = None, *, source: str = "") -> Document:
    """Read a document from JSON (schema: ``docgen schema``). Raises DraftError with every mistake.

    ``organ`` may be a key of the organs file, as in a draft.
    """
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        problem = DraftProblem(error.lineno, error.colno, "không đúng cú pháp JSON", "kiểm tra dấu phẩy và ngoặc")
        raise DraftError([problem], source=source) from error
    except RecursionError as error:
        raise DraftError([DraftProblem(0, 0, "JSON lồng quá sâu", "giảm số cấp lồng nhau")], source=source) from error
    if not isinstance(data, dict):
        raise DraftError([DraftProblem(1, 1, "JSON phải là một đối tượng {…}", "xem docgen schema")], source=source)
    problems: list[DraftProblem] = []
    _resolve_organ(data, YamlData(places={(): (0, 0)}), organs, problems)
    made = NumberedDocument if data.get("code_number") is not None else Document
    try:
        document = made.model_validate(data)
    except ValidationError as error:
        problems += [
            DraftProblem(0, 0, _name_field(problem.path, problem.message), problem.hint)
            for problem in explain_validation_error(error)
        ]
    if problems:
        raise DraftError(problems, source=source)
    return document


def write_draft(document: Document, organs: Organs | None = None) -> str:
    """Write a document as the text of a draft that ``parse_draft`` reads back as an equal one.

    The organ is written by its key where ``organs`` holds an equal one, else with its fields.
    """
    names = NoteNames()
    writer = BodyWriter(names)
    head = write_yaml(dict(_head_fields(document, organs or {})))
    lines = ["---", *head, "---", *writer.write(document.body)]
    for attachment in document.attachments:
        flag = "[ngang] " if attachment.landscape else ""
        lines += ["", f"::: kèm theo {flag}{attachment.document_type} {attachment.subject}"]
        lines += [*writer.write(attachment.body), ":::"]
    for appendix in document.appendices:
        flag = "[ngang] " if appendix.landscape else "[dọc] " if appendix.title.startswith("[") else ""
        lines += ["", f"::: phụ lục {flag}{appendix.title}", *writer.write(appendix.body), ":::"]
    return "\n".join(lines) + "\n"


def _head_fields(document: Document, organs: Organs) -> Iterator[tuple[str, Any]]:
    """Yield the fields of the front matter that say something, in the order of the model."""
    dumped = document.model_dump(mode="json", exclude=set(_BODY_FIELDS), exclude_defaults=True)
    key = next((key for key, organ in organs.items() if organ == document.organ), None)
    dumped["document_type"] = document.document_type
    dumped["organ"] = key or document.organ.model_dump(mode="json", exclude_defaults=True)
    dumped["promulgation_date"] = write_partial_date(document.promulgation_date)
    for name in ("document_type", "organ", "code_number", "promulgation_date", *Document.model_fields):
        value = dumped.pop(name, None)
        if value not in (None, "", [], {}):
            yield name, value


def build_json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a document as ``read_draft`` takes it: numbered or not, the organ also by key."""
    schema = NumberedDocument.model_json_schema(mode="validation")
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "Văn bản hành chính (docgen)"
    schema["required"] = [name for name in schema["required"] if name != "code_number"]
    organ = schema["properties"]["organ"]
    schema["properties"]["organ"] = {"anyOf": [organ, {"type": "string", "description": "khóa trong tệp cơ quan"}]}
    return schema
