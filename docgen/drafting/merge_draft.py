"""Drafts that are filled from a table, one document a row (``docgen batch``).

The draft is read once. A row is put into what was read, so that fifty thousand rows do not parse fifty thousand drafts
and no cell can change the structure of a document. A ``MergeDraft`` is no Document: it cannot be rendered or issued.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from docgen.drafting.assembly import resolve_organ
from docgen.drafting.draft import assemble_pieces, read_pieces
from docgen.drafting.filling import Block, Filling, Letters, Part, collect_letters
from docgen.drafting.misplaced import find_misplaced
from docgen.drafting.organs import Organs, load_organs
from docgen.drafting.parts import Parts
from docgen.drafting.placeholders import EMPTY_CELL, Placeholder, hint_optional, mask_placeholders
from docgen.drafting.problems import DraftError, DraftProblem
from docgen.model import Attachment, Document, FieldProblem, NumberedDocument, explain_validation_error, label
from docgen.model.blocks import walk_blocks, walk_contents
from docgen.model.core import ValidationError
from docgen.model.schema import read_annotations
from docgen.model.value import Value, quote
from docgen.settings import load_settings
from docgen.vietnamese.text import CleanText, clean_text


@dataclass(frozen=True, slots=True)
class FillProblem:
    """Why a row makes no document; ``placeholder`` is the one whose value is to blame, None where no one can say.

    ``is_of_draft`` says that no value is: whatever row prints that place has the same problem.
    """

    placeholder: Placeholder | None
    message: str
    hint: str = ""
    is_of_draft: bool = False


class FillError(Exception):
    """A row that makes no document; ``problems`` says why."""

    def __init__(self, problems: Sequence[FillProblem]) -> None:
        super().__init__(problems[0].message)
        self.problems = tuple(problems)


class MergeDraft:
    """A draft with placeholders, read and checked as far as it can be without a row.

    ``placeholders`` stand in the order of their first use; ``fill`` takes one value for each of them.
    """

    def __init__(
        self, fields: Mapping[str, Any], parts: Parts, placeholders: Mapping[str, Placeholder], organs: Organs
    ) -> None:
        self.placeholders = tuple(placeholders.values())
        self._by_letter, self._letters = placeholders, Letters(placeholders)
        self._body, self._parts = parts.body, parts.fenced
        self._fixed = {name: value for name, value in fields.items() if not collect_letters(value)}
        self._open = {name: _wrap_lists(name, value) for name, value in fields.items() if name not in self._fixed}
        self._unfilled = frozenset(_find_unfilled((self._body, *(part.body for part in self._parts))))
        self._open_model = _make_model(self._open)
        # The first document, made with every check: what no row changes is not asked again.
        self._first: Document | None = None
        self._organs = organs

    @property
    def may_refer(self) -> bool:
        """Whether documents may refer to the catalogue of legal documents: in their bases, or by [[…]] in the text."""
        if "legal_bases" in self._fixed or "legal_bases" in self._open:
            return True
        contents = chain.from_iterable(walk_contents(body) for body in (self._body, *(p.body for p in self._parts)))
        return any(inline.kind != "run" for content in contents for inline in content)

    def fill(self, values: Sequence[str]) -> Document:
        """Return the document of one row: ``values`` are texts in canonical form, empty ones where that is allowed.

        A NumberedDocument when the draft has a number. Raises FillError with every reason why there is none.
        """
        filling = Filling(self._letters, values)
        problems: list[FillProblem] = []
        data = {name: self._fill_field(name, value, filling, problems) for name, value in self._open.items()}
        body = filling.fill_blocks(self._body, self._unfilled)
        parts = tuple(self._fill_part(part, filling, problems) for part in self._parts)
        for letter in sorted(filling.missing):
            problems.append(FillProblem(self._by_letter[letter], EMPTY_CELL, hint_optional(self._by_letter[letter])))
        if not body:
            problems.append(FillProblem(None, "nội dung trống: mọi đoạn đều bị bỏ", "điền các ô còn trống"))
        for division in filling.lost_divisions:
            message = f"mục {quote(label(division))} không còn chữ nào"
            problems.append(FillProblem(self._find_placeholder(division), message, "điền ô này, hoặc sửa bản thảo"))
        if problems:
            raise FillError(problems)
        return self._make(data, body, parts)

    def _fill_field(self, name: str, value: Any, filling: Filling, problems: list[FillProblem]) -> Any:
        filled = filling.fill_data(value)
        if name == "organ" and isinstance(filled, str):
            if filled in self._organs:
                return self._organs[filled]
            message = f"không có cơ quan {quote(filled)} trong tệp cơ quan"
            problems.append(
                FillProblem(self._find_placeholder(value), message, "ghi khóa của cơ quan trong tệp cơ quan")
            )
        if name == "code_number" and isinstance(filled, str):
            return filled.replace(".", "")
        if name == "legal_bases":
            # Rendering reads references in a legal basis: a cell must not become one.
            letters = (letter for letter in collect_letters(value) if "[[" in filling.values[letter])
            problems += (
                FillProblem(self._by_letter[x], "ô có dấu [[", "ghi dẫn chiếu trong bản thảo") for x in letters
            )
        return filled

    def _fill_part(self, part: Part, filling: Filling, problems: list[FillProblem]) -> Part:
        field = "subject" if isinstance(part, Attachment) else "title"
        title = getattr(part, field)
        filled, body = filling.fill_text(title), filling.fill_blocks(part.body, self._unfilled)
        if not filled:
            problems.append(FillProblem(self._find_placeholder(title), f"{_PART_NAMES[field]} để trống"))
        if not body:
            problems.append(FillProblem(None, f"nội dung của {quote(filled)} trống: mọi đoạn đều bị bỏ"))
        return part.model_copy(update={field: filled, "body": body})

    def _make(self, data: dict[str, Any], body: tuple[Block, ...], parts: tuple[Part, ...]) -> Document:
        given = {name: value for name, value in data.items() if value is not None}
        rest = {
            "body": body,
            "attachments": tuple(part for part in parts if isinstance(part, Attachment)),
            "appendices": tuple(part for part in parts if not isinstance(part, Attachment)),
        }
        try:
            if self._first is None:
                made = NumberedDocument if "code_number" in given or "code_number" in self._fixed else Document
                self._first = made.model_validate(self._fixed | given | rest)
                return self._first
            checked = self._open_model.model_validate(given)
        except ValidationError as error:
            raise FillError([self._blame(problem) for problem in explain_validation_error(error)]) from error
        document = self._first.model_copy(update={name: getattr(checked, name) for name in self._open} | rest)
        contradictions = tuple(document.find_contradictions())
        if contradictions:
            found = (FieldProblem((field,), message, hint) for field, message, hint in contradictions)
            raise FillError([self._blame(problem) for problem in found])
        return document

    def _blame(self, problem: FieldProblem) -> FillProblem:
        """Name the placeholder of the value that a problem is about."""
        value: Any = self._open
        for step in problem.path:
            if isinstance(value, Mapping) and step in value:
                value = value[step]
        placeholder = self._find_placeholder(value) if value is not self._open else None
        field = f"{problem.path[0]}: " if problem.path else ""
        return FillProblem(placeholder, f"{field}{problem.message}", problem.hint)

    def _find_placeholder(self, value: Any) -> Placeholder | None:
        letters = collect_letters(value)
        return self._by_letter[letters[0]] if letters else None


_PART_NAMES = {"subject": "trích yếu của văn bản kèm theo", "title": "tiêu đề phụ lục"}


_LISTS = frozenset({"legal_bases", "addressees", "recipients", "competence", "heading"})


def _wrap_lists(name: str, value: Any) -> Any:
    """Make a lone text where the model takes a list a list of one: each line of its cell becomes an item."""
    if isinstance(value, Mapping):
        return {inner: _wrap_lists(inner, item) for inner, item in value.items()}
    return [value] if name in _LISTS and isinstance(value, str) else value


def _make_model(names: Iterable[str]) -> type[Value]:
    """Return a class of some fields of a document, each checked as the document does."""
    annotations = read_annotations(NumberedDocument)
    fields = {name: NumberedDocument.model_fields[name] for name in names}
    return type("OpenFields", (Value,), {"__annotations__": {name: annotations[name] for name in fields}, **fields})


def _find_unfilled(bodies: Iterable[Sequence[Block]]) -> Iterator[int]:
    return (id(block) for body in bodies for block in walk_blocks(body) if collect_letters(block))


def parse_merge_draft(text: str, organs: Organs | None = None, *, source: str = "") -> MergeDraft:
    """Read the text of a draft with placeholders.

    Raises DraftError with every mistake that can be seen without a row. A draft without a placeholder is one.
    """
    masked = mask_placeholders(clean_text(text).text)
    pieces = read_pieces(CleanText(masked.text, ()))
    parts, data = pieces.parts, dict(pieces.split.fields.data if pieces.split.fields else {})
    open_fields = [name for name in data if name in NumberedDocument.model_fields and collect_letters(data[name])]
    known = _find_organs(organs, data)
    assemble_pieces(pieces, known, unfilled=open_fields)
    read = (data, parts.body, parts.attachments, parts.appendices)
    used = {letter: masked.placeholders[letter] for letter in collect_letters(read) if letter in masked.placeholders}
    problems = [*masked.problems, *map(masked.restore_problem, pieces.problems), *find_misplaced(masked, data, parts)]
    if not used and not problems:
        hint = "viết {{Tên cột}} ở chỗ cần điền; bản thảo không có chỗ điền thì dùng docgen render"
        problems.append(DraftProblem(1, 1, "bản thảo không có chỗ điền nào", hint))
    if problems:
        raise DraftError(problems, source=source)
    if "organ" not in open_fields:
        resolve_organ(data, known, lambda _: (1, 1), problems)
    return MergeDraft(data, parts, used, known)


def _find_organs(organs: Organs | None, data: Mapping[str, Any]) -> Organs:
    if organs is None and isinstance(data.get("organ"), str):
        return load_organs(load_settings().organs_file)
    return organs or {}
