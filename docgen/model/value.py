"""The kinds of text that the fields of values hold, and how a value is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated

from docgen.model.base import Value as Value  # the base of what these kinds of text are fields of
from docgen.model.core import PydanticCustomError
from docgen.model.rules import AfterValidator, BeforeValidator, StringConstraints
from docgen.vietnamese.text import clean_characters, find_control_characters, normalize_text
from docgen.vietnamese.text import quote as quote  # whoever imports values quotes them as well


def refuse(message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that a validator raises: a Vietnamese message and what to do about it."""
    return refuse_many([("", message, hint)])


def refuse_many(problems: Iterable[tuple[str, str, str]]) -> PydanticCustomError:
    """Return the error for several mistakes: the field that each is in ("" for the value itself), message, hint."""
    # A message may quote what was given; pydantic cannot carry half of a surrogate pair.
    found = [[part.encode("utf-8", "replace").decode() for part in problem] for problem in problems]
    return PydanticCustomError("docgen", "{message}", {"message": found[0][1], "problems": found})


def clean_line(text: object) -> object:
    """Bring one line of text to its canonical form: NFC, no invisible characters (see ``vietnamese.text``).

    Anything but a string passes through, for pydantic to refuse. Raises the validation error for line breaks and for
    characters that a Word file cannot carry.
    """
    if not isinstance(text, str):
        return text
    cleaned = clean_characters(text)
    if "\n" in cleaned:
        raise refuse("có dấu xuống dòng trong một dòng chữ", "viết trên một dòng")
    if find_control_characters(cleaned):
        raise refuse("có ký tự điều khiển mà tệp Word không chứa được", "xóa ký tự đó rồi gõ lại")
    return cleaned


def strip_list_marks(text: str) -> str:
    """Take off the dash and the end marks that a clerk typed by habit; rendering puts the right ones (II.6.a, II.9).

    "v.v." and an ellipsis belong to the text and stay. White space of any kind goes with the marks, so that doing it
    twice changes nothing more.
    """
    bare = re.sub(r"\A(?:-\s+)+", "", text) if text.startswith("-") else text
    end = len(bare)
    while end and (bare[end - 1] in ";.," or bare[end - 1].isspace()) and not bare.endswith(("v.v.", "..."), 0, end):
        end -= 1
    return bare[:end]


def set_capitals(text: str) -> str:
    """Return the text in capitals. Capitals of rare letters come apart ("ΐ"): they are put together again."""
    return normalize_text(text.upper())


def _require_text(text: str) -> str:
    if not text:
        raise refuse("để trống", "điền nội dung hoặc bỏ dòng này")
    return text


Line = Annotated[str, BeforeValidator(clean_line), StringConstraints(strip_whitespace=True)]
"""One line of text, possibly empty."""

FilledLine = Annotated[Line, AfterValidator(_require_text)]
"""One line of text that says something."""

CapitalLine = Annotated[Line, AfterValidator(set_capitals)]
"""One line of text that is printed in capitals, possibly empty."""

ListItem = Annotated[Line, AfterValidator(strip_list_marks), AfterValidator(_require_text)]
"""An item of a list whose dashes and end marks belong to rendering."""


def wrap_single(value: object) -> object:
    """Take a lone string where a list is expected as a list of one."""
    return (value,) if isinstance(value, str) else value


ListItems = Annotated[tuple[ListItem, ...], BeforeValidator(wrap_single, json_schema_input_type=str | tuple[str, ...])]
"""A list of items; one alone needs no brackets."""
