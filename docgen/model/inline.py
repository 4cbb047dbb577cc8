"""What stands inside a paragraph: runs of text, references to legal documents, footnotes."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Annotated, Literal, TypeVar

from docgen.model.rules import AfterValidator, BeforeValidator, StringConstraints
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
    # Not {1,200}: such a repeat takes longer to compile than a document takes to render.
    id: Annotated[FilledLine, StringConstraints(max_length=200, pattern=r"^[^\[\]|\\*<>]+$")]
    bold: bool = False
    italic: bool = False


class Footnote(Value):
    """A footnote, standing where its mark is printed. Its number follows from its place."""

    kind: Literal["footnote"] = "footnote"
    content: "NoteContent"


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
    """Take spaces off both ends of the whole content, whatever runs they are spread over."""
    start, end = 0, len(inlines)
    while start < end and _is_blank(inlines[start]):
        start += 1
    while start < end and _is_blank(inlines[end - 1]):
        end -= 1
    kept = inlines[start:end]
    if kept:
        kept[0] = _strip_run(kept[0], str.lstrip)
        kept[-1] = _strip_run(kept[-1], str.rstrip)
    return kept


def _is_blank(inline: Run | Reference | Footnote) -> bool:
    return isinstance(inline, Run) and not inline.text.strip(" ")


def _strip_run(inline: Run | Reference | Footnote, strip: Callable[[str, str], str]) -> Run | Reference | Footnote:
    text = strip(inline.text, " ") if isinstance(inline, Run) else ""
    return inline.model_copy(update={"text": text}) if isinstance(inline, Run) and text != inline.text else inline


def has_text(inlines: Iterable[Run | Reference | Footnote]) -> bool:
    """Whether anything but white space stands in the content."""
    return any(not _is_blank(inline) for inline in inlines)


def normalize_inlines(inlines: tuple[_T, ...]) -> tuple[_T, ...]:
    """Bring inline content to its one canonical form. Raises the validation error when nothing is left."""
    trimmed = tuple(_trim(list(_merge_runs(inlines))))
    if not trimmed:
        raise refuse("đoạn không có chữ nào", "điền nội dung hoặc bỏ đoạn này")
    return trimmed  # type: ignore[return-value]  # trimming keeps the kinds it was given


def _from_text(value: object) -> object:
    """Accept plain text where content is expected: the natural way to write it in JSON."""
    return (Run(text=value),) if isinstance(value, str) else value


NoteInline = Run | Reference
NoteContent = Annotated[
    tuple[NoteInline, ...],
    BeforeValidator(_from_text, json_schema_input_type=str | tuple[NoteInline, ...]),
    AfterValidator(normalize_inlines),
]
Inline = Run | Reference | Footnote
Content = Annotated[
    tuple[Inline, ...],
    BeforeValidator(_from_text, json_schema_input_type=str | tuple[Inline, ...]),
    AfterValidator(normalize_inlines),
]


def plain_text(content: Iterable[Run | Reference | Footnote]) -> str:
    """Return the text of the content without its formatting; a reference shows its id, a footnote nothing."""
    if isinstance(content, tuple) and len(content) == 1 and isinstance(run := content[0], Run):
        return run.text  # nearly every paragraph
    return "".join(
        inline.text if isinstance(inline, Run) else inline.id for inline in content if not isinstance(inline, Footnote)
    )
