"""Fields of metadata with the lengths of Annex VI, part II, and what is said of those that are not in order."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, StringConstraints, ValidationError

from docgen.errors import InputError
from docgen.model import explain_validation_error
from docgen.model.pydantic_value import PydanticValue
from docgen.model.value import clean_line, refuse
from docgen.vietnamese.text import fold_whitespace

V = TypeVar("V", bound=PydanticValue)


def _clean(given: object) -> object:
    cleaned = clean_line(given)
    return fold_whitespace(cleaned) if isinstance(cleaned, str) else cleaned


# One line of text, NFC, without invisible characters and superfluous spaces.
Line = Annotated[str, BeforeValidator(_clean)]


def _refuse_number(given: object) -> object:
    # pydantic would take a number for the seconds since 1970.
    if isinstance(given, int | float):
        raise refuse("ngày phải là chữ dạng YYYY-MM-DD", 'ví dụ: "2026-11-26"')
    return given


# A day, as a date or written YYYY-MM-DD.
Day = Annotated[datetime.date, BeforeValidator(_refuse_number)]


def length(longest: int, shortest: int = 0) -> StringConstraints:
    """Return the constraint of a text of so many characters: ``Annotated[Line, length(200)]``."""
    return StringConstraints(max_length=longest, min_length=shortest)


def build_metadata(model: type[V], values: Mapping[str, Any], what: str) -> V:
    """Return the metadata. Raises InputError that names every field not in order, by its description."""
    try:
        return model(**values)
    except ValidationError as error:
        problems = "; ".join(
            # What is wrong with several fields together has no place of its own.
            ": ".join(filter(None, (_describe(model, problem.path), problem.message)))
            for problem in explain_validation_error(error)
        )
        raise InputError(
            f"{what} có thông tin không hợp lệ: {problems}", hint="Phụ lục VI, Phần II của Nghị định 30/2020/NĐ-CP"
        ) from error


def _describe(model: type[PydanticValue], path: tuple[int | str, ...]) -> str:
    field = model.model_fields.get(str(path[0])) if path else None
    return field.description if field and field.description else ".".join(map(str, path))
