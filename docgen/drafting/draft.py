"""Reading the draft file (``*.vb.txt``): YAML between two ``---`` lines, then the body as a clerk types it.

``parse_draft(write_draft(document)) == document`` for every document whose text is Unicode in earnest: what looks like
an old font's text is refused.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

from docgen.drafting.assembly import assemble_document, get_stand_ins, resolve_organ
from docgen.drafting.characters import describe_controls, find_legacy_text
from docgen.drafting.files import read_text_file
from docgen.drafting.front_matter import SplitDraft, split_draft
from docgen.drafting.json_documents import parse_document_json
from docgen.drafting.organs import Organs
from docgen.drafting.parts import Parts, read_parts
from docgen.drafting.placeholders import find_placeholders
from docgen.drafting.problems import DraftError, DraftProblem
from docgen.drafting.source_lines import SourceLine
from docgen.model import Document
from docgen.model.problems import UNKNOWN_FIELD, FieldProblem
from docgen.vietnamese.text import CleanText, TextNote, clean_text, find_control_characters


class Draft(NamedTuple):
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


class Pieces(NamedTuple):
    """The pieces of a draft before they are put together, and every mistake found in them so far."""

    split: SplitDraft
    parts: Parts
    problems: list[DraftProblem]
    notes: tuple[TextNote, ...]


def read_pieces(cleaned: CleanText) -> Pieces:
    """Read front matter and body of a cleaned draft, each for itself."""
    controls = find_control_characters(cleaned.text)
    problems = [*describe_controls(cleaned.text, controls), *find_legacy_text(cleaned.text)]
    # Reported once; a stand-in lets the rest of the file be read for its own mistakes.
    table = {ord(cleaned.text[offset]): "?" for offset in controls}
    readable = cleaned.text.translate(table) if table else cleaned.text
    lines = [SourceLine(number, line) for number, line in enumerate(readable.split("\n"), start=1)]
    split = split_draft(lines, problems)
    return Pieces(split, read_parts(split.body, problems), problems, cleaned.notes)


def _parse(text: str, organs: Organs | None, source: str) -> Draft:
    cleaned = clean_text(text)
    unfilled = tuple(find_placeholders(cleaned.text))
    if unfilled:
        # Most of what else could be said would be about the placeholders too.
        problems = (DraftProblem(line, column, f"{shown} là chỗ điền", _UNFILLED) for line, column, shown in unfilled)
        raise DraftError(problems, source=source)
    pieces = read_pieces(cleaned)
    document = assemble_pieces(pieces, organs)
    if pieces.problems or document is None:
        raise DraftError(pieces.problems, source=source)
    return Draft(document, pieces.notes)


_UNFILLED = "bản thảo này dựng bằng: docgen batch BẢN_THẢO BẢNG.xlsx -o THƯ_MỤC; nếu là chữ thường, gõ dấu \\ trước {{"


def assemble_pieces(pieces: Pieces, organs: Organs | None, *, unfilled: Collection[str] = ()) -> Document | None:
    """Put the pieces together; what is wrong goes to their ``problems``.

    ``unfilled`` names fields that have no value yet: nothing is said about them.
    """
    fields, split, parts, problems = pieces.split.fields, pieces.split, pieces.parts, pieces.problems
    if fields is None:
        return None

    def place_of(problem: FieldProblem) -> tuple[int, int]:
        match problem.path:
            case ("attachments", *_):
                return parts.attachments_place
            case ("body" | "appendices", *_):
                return split.body_start, 1
            case path if problem.message == UNKNOWN_FIELD:
                return fields.name_places.get(path) or fields.place_of(path)
            case path:
                return fields.place_of(path)

    data = dict(fields.data)
    if "organ" not in unfilled:
        resolve_organ(data, organs, place_of, problems)
    # A body that could not be read is not empty as well.
    body = parts.body or (get_stand_ins()["body"] if parts.has_problems else ())
    if not body:
        problems.append(DraftProblem(split.body_start, 1, "văn bản chưa có nội dung", "viết dưới dòng --- thứ hai"))
    broken = {*fields.broken, *unfilled}
    if not body or parts.is_misnumbered:
        broken.add("body")
    data |= {"body": body, "attachments": parts.attachments, "appendices": parts.appendices}
    return assemble_document(data, place_of, problems, broken=broken)
