"""Writing a document as the text of a draft that ``parse_draft`` reads back as an equal one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from docgen.drafting.assembly import BODY_FIELDS
from docgen.drafting.body import Block
from docgen.drafting.markers import escape_start
from docgen.drafting.marks_writing import NoteNumbers, write_marks
from docgen.drafting.organs import Organs
from docgen.drafting.placeholders import escape_braces
from docgen.drafting.tables import write_table
from docgen.drafting.yaml_writing import write_yaml
from docgen.model import Content, Division, Document, Table, label
from docgen.model.outline import flatten_blocks
from docgen.model.promulgation_date import write_partial_date


def write_draft(document: Document, organs: Organs | None = None) -> str:
    """Write a document as the text of a draft.

    The organ is written by its key where ``organs`` holds an equal one, else with its fields.
    """
    writer = _BodyWriter()
    head = write_yaml(dict(_head_fields(document, organs or {})))
    lines = ["---", *head, "---", *writer.write(document.body)]
    for attachment in document.attachments:
        flag = "[ngang] " if attachment.landscape else ""
        lines += ["", f"::: kèm theo {flag}{attachment.document_type} {escape_braces(attachment.subject)}"]
        lines += [*writer.write(attachment.body), ":::"]
    for appendix in document.appendices:
        # A title that itself begins with a bracket would be taken for the flag.
        flag = "[ngang] " if appendix.landscape else "[dọc] " if appendix.title.startswith("[") else ""
        lines += ["", f"::: phụ lục {flag}{escape_braces(appendix.title)}", *writer.write(appendix.body), ":::"]
    return "\n".join(lines) + "\n"


def _head_fields(document: Document, organs: Organs) -> Iterator[tuple[str, Any]]:
    """Yield the fields of the front matter that say something, in the order of the model."""
    dumped = document.model_dump(mode="json", exclude=set(BODY_FIELDS), exclude_defaults=True)
    key = next((key for key, organ in organs.items() if organ == document.organ), None)
    dumped["organ"] = key or dumped["organ"]
    dumped["promulgation_date"] = write_partial_date(document.promulgation_date)
    for name in ("document_type", "organ", "code_number", "promulgation_date", *Document.model_fields):
        value = dumped.pop(name, None)
        if value not in (None, "", [], {}):
            yield name, value


class _BodyWriter:
    """Writes blocks as lines; footnotes are numbered through the whole draft."""

    def __init__(self) -> None:
        self._notes = NoteNumbers()

    def write(self, blocks: Iterable[Block]) -> list[str]:
        """Return the lines of the blocks, each footnote defined after the block that calls it."""
        lines: list[str] = []
        previous: Block | None = None
        for block in flatten_blocks(blocks):
            if isinstance(block, Table) and isinstance(previous, Table):
                lines.append("")
            lines += self._write_block(block)
            lines += [f"[^{number}]: {self._marks(content)}" for number, content in self._notes.take_new()]
            previous = block
        return lines

    def _write_block(self, block: Block) -> list[str]:
        match block:
            case Table():
                return write_table(block, self._marks)
            case Division() if block.level.is_heading:
                return [label(block), escape_start(self._marks(block.content))]
            case Division():
                return [f"{label(block)} {self._marks(block.content)}"]
            case _:
                return [escape_start(self._marks(block.content))]

    def _marks(self, content: Content) -> str:
        return write_marks(content, self._notes)
