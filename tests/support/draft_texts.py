"""A small draft to put mistakes into, and how its problems look in a test."""

from __future__ import annotations

from docgen.drafting import DraftError, parse_document_json, parse_draft

HEAD = (
    "document_type: ke-hoach",
    "organ: {name: Sở Nội vụ, abbreviation: SNV, place: Hà Nam, regime: collective}",
    "subject: Kế hoạch công tác",
    "signature: {position: GIÁM ĐỐC}",
)
FIRST_BODY_LINE = len(HEAD) + 3


def make_draft(body: str = "Đoạn mở đầu.", *, head: tuple[str, ...] = HEAD, more: tuple[str, ...] = ()) -> str:
    """Return the text of a draft; ``more`` are lines added to its front matter, from line 6."""
    return "\n".join(("---", *head, *more, "---", body))


def replace_field(name: str, value: str) -> tuple[str, ...]:
    """Return the front matter with one field written in another way; an empty value leaves it out."""
    lines = (f"{name}: {value}" if line.startswith(f"{name}:") else line for line in HEAD)
    return tuple(line for line in lines if line != f"{name}: ")


def find_problems(text: str) -> list[tuple[int, int, str]]:
    """Return line, column and message (with its hint) of every problem of a draft; none when it is right."""
    try:
        parse_draft(text, {})
    except DraftError as error:
        return [(p.line, p.column, f"{p.message} ({p.hint})") for p in error.problems]
    return []


def find_json_problems(text: str) -> list[str]:
    """Return every problem of a JSON document as it is printed."""
    try:
        parse_document_json(text, {})
    except DraftError as error:
        return str(error).split("\n")
    return []
