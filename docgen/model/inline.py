"""What stands inside a paragraph: runs of text, references to legal documents, footnotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from docgen.model.value import FilledLine, Value, clean_line, refuse
from docgen.vietnamese.text import normalize_text


class Run(Value):
    """A stretch of text in one weight and slant."""

    kind: Literal["run"] = "run"
    text: Annotated[str, BeforeValidator(clean_line)]
    bold: bool = False
    italic: bool = False


class Reference(Value):
    """A legal document named by its id or symbol in ``legal_refs``; written out in full once, short after (II.6.b)."""

    kind: Literal["reference"] = "reference"
    id: Annotated[FilledLine, StringConstraints(pattern=r"^[^\[\]|\\*<>]{1,200}$")]
    bold: bool = False
    italic: bool = False


class Footnote(Value):
    """A footnote, standing where its mark is printed. Its number follows from its place."""

    kind: Literal["footnote"] = "footnote"
    content: NoteContent


_T = TypeVar("_T", Run | Reference, Run | Reference | Footnote)


def _merge_runs(inlines: Iterable[Run | Reference | Footnote]) -> Iterator[Run | Reference | Footnote]:
    """Join neighbouring runs that look alike and drop empty ones, so that equal text means equal values."""

    def look(inline: Run | Reference | Footnote) -> tuple[bool, bool] | int:
        return (inline.bold, inline.italic) if isinstance(inline, Run) else id(inline)

    kept = (inline for inline in inlines if not isinstance(inline, Run) or inline.text)
    for _, group in groupby(kept, key=look):
        members = list(group)
        first = members[0]
        if isinstance(first, Run) and len(members) > 1:
            # Two clean halves may still compose: a letter, then a tone mark that stood in a run of its own.
            text = normalize_text("".join(member.text for member in members if isinstance(member, Run)))
            yield first.model_copy(update={"text": text})
        else:
            yield from members


def _trim(inlines: list[Run | Reference | Footnote]) -> list[Run | Reference | Footnote]:
    """Take white space off both ends of the whole content, whatever runs it is spread over."""
    while inlines and isinstance(inlines[0], Run):
        text = inlines[0].text.lstrip(" ")
        if text:
            inlines[0] = inlines[0].model_copy(update={"text": text})
            break
        del inlines[0]
    while inlines and isinstance(inlines[-1], Run):
        text = inlines[-1].text.rstrip(" ")
        if text:
            inlines[-1] = inlines[-1].model_copy(update={"text": text})
            break
        del inlines[-1]
    return inlines


def has_text(inlines: Iterable[Run | Reference | Footnote]) -> bool:
    """Whether anything but white space stands in the content."""
    return any(not isinstance(inline, Run) or inline.text.strip(" ") for inline in inlines)


def normalize_inlines(inlines: tuple[_T, ...]) -> tuple[_T, ...]:
    """Bring inline content to its one canonical form. Raises the validation error when nothing is left."""
    trimmed = tuple(_trim(list(_merge_runs(inlines))))
    if not trimmed:
        raise refuse("đoạn không có chữ nào", "điền nội dung hoặc bỏ đoạn này")
    return trimmed  # type: ignore[return-value]  # trimming keeps the kinds it was given


def _from_text(value: object) -> object:
    """Accept plain text where content is expected: the natural way to write it in JSON."""
    return (Run(text=value),) if isinstance(value, str) else value


NoteInline = Annotated[Run | Reference, Field(discriminator="kind")]
NoteContent = Annotated[
    tuple[NoteInline, ...],
    BeforeValidator(_from_text, json_schema_input_type=str | tuple[NoteInline, ...]),
    AfterValidator(normalize_inlines),
]
Inline = Annotated[Run | Reference | Footnote, Field(discriminator="kind")]
Content = Annotated[
    tuple[Inline, ...],
    BeforeValidator(_from_text, json_schema_input_type=str | tuple[Inline, ...]),
    AfterValidator(normalize_inlines),
]

Footnote.model_rebuild()


def plain_text(content: Iterable[Run | Reference | Footnote]) -> str:
    """Return the text of the content without its formatting; a reference shows its id, a footnote nothing."""
    return "".join(
        inline.text if isinstance(inline, Run) else inline.id for inline in content if not isinstance(inline, Footnote)
    )
