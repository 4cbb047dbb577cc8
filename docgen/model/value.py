"""The base of every value of the model, and the kinds of text that its fields hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from docgen.vietnamese.text import clean_text, find_control_characters


class Value(BaseModel):
    """A frozen value. Unknown fields are refused: a misspelt field must not vanish."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


def refuse(message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that a validator raises: a Vietnamese message and what to do about it."""
    return PydanticCustomError("docgen", "{message}", {"message": message, "hint": hint})


def clean_line(text: object) -> object:
    """Bring one line of text to its canonical form: NFC, no invisible characters (see ``vietnamese.text``).

    Anything but a string passes through, for pydantic to refuse. Raises the validation error for line breaks and for
    characters that a Word file cannot carry.
    """
    if not isinstance(text, str):
        return text
    cleaned = clean_text(text).text
    if "\n" in cleaned:
        raise refuse("có dấu xuống dòng trong một dòng chữ", "viết trên một dòng")
    if find_control_characters(cleaned):
        raise refuse("có ký tự điều khiển mà tệp Word không chứa được", "xóa ký tự đó rồi gõ lại")
    return cleaned


_LIST_MARKS = ";.,"


def strip_list_marks(text: str) -> str:
    """Take off the dash and the end mark that a clerk typed by habit; rendering puts the right ones (II.6.a, II.9)."""
    text = text.removeprefix("- ").strip()
    if text.endswith("v.v.") or text.endswith("..."):
        return text
    return text[:-1].rstrip() if text.endswith(tuple(_LIST_MARKS)) else text


def _require_text(text: str) -> str:
    if not text:
        raise refuse("để trống", "điền nội dung hoặc bỏ dòng này")
    return text


Line = Annotated[str, BeforeValidator(clean_line), StringConstraints(strip_whitespace=True)]
"""One line of text, possibly empty."""

FilledLine = Annotated[Line, AfterValidator(_require_text)]
"""One line of text that says something."""

ListItem = Annotated[Line, AfterValidator(strip_list_marks), AfterValidator(_require_text)]
"""An item of a list whose dashes and end marks belong to rendering."""


def wrap_single(value: object) -> object:
    """Take a lone string where a list is expected as a list of one."""
    return (value,) if isinstance(value, str) else value


ListItems = Annotated[tuple[ListItem, ...], BeforeValidator(wrap_single)]
"""A list of items; one alone needs no brackets."""
