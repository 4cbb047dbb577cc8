"""From the data of a draft or a JSON document to the document, or to everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from docgen.drafting.notes import make_unreadable
from docgen.drafting.organs import Organs, find_organ
from docgen.drafting.problems import DraftProblem
from docgen.model import (
    Document,
    FieldProblem,
    NumberedDocument,
    Organ,
    Paragraph,
    Regime,
    SecondSignature,
    Signature,
    explain_validation_error,
)
from docgen.model.core import ValidationError
from docgen.model.problems import UNKNOWN_FIELD
from docgen.model.value import Value, quote
from docgen.settings import load_settings

BODY_FIELDS = ("body", "attachments", "appendices")
"""The fields that a draft file writes below its front matter."""

PlaceOf = Callable[[FieldProblem], tuple[int, int]]
"""Says at which line and column a problem stands."""

_ORGANS_SHOWN = 20


@cache
def get_stand_ins() -> Mapping[str, Any]:
    """Return what stands for a field with a mistake while the document as a whole is checked: it contradicts nothing.

    Made when first needed, for a draft without mistakes needs none.
    """
    return {
        "organ": Organ(name="?", abbreviation="?", place="?", regime=Regime.COLLECTIVE, allows_academic_titles=True),
        "signature": Signature(position="?"),
        "code_number": 1,
        "body": (Paragraph(content=make_unreadable()),),
    }


def resolve_organ(data: dict[str, Any], organs: Organs | None, place_of: PlaceOf, problems: list[DraftProblem]) -> None:
    """Put the organ in the place of its key. An unknown key is a problem, and leaves a stand-in for the other checks.

    ``organs`` defaults to the configured file.
    """
    key = data.get("organ")
    if not isinstance(key, str):
        return
    organ, known = find_organ(key, load_settings()) if organs is None else (organs.get(key), organs)
    if organ is not None:
        data["organ"] = organ
        return
    near = get_close_matches(key, known, n=3)
    some = ", ".join(list(known)[:_ORGANS_SHOWN]) + (" …" if len(known) > _ORGANS_SHOWN else "")
    hint = f"có phải là: {', '.join(near)}?" if near else f"các cơ quan đã khai báo: {some or 'chưa có'}"
    problem = FieldProblem(("organ",), f"không có cơ quan {quote(key)}", hint)
    problems.append(DraftProblem(*place_of(problem), problem.message, problem.hint))
    data["organ"] = get_stand_ins()["organ"]


def assemble_document(
    data: dict[str, Any], place_of: PlaceOf, problems: list[DraftProblem], *, broken: set[str] | None = None
) -> Document | None:
    """Make the document, or add every reason why it cannot be made.

    ``broken`` names fields with a mistake that is reported already: nothing more is said about them.
    """
    known = set(broken or ())
    is_numbered = "code_number" in known or data.get("code_number") is not None
    made = NumberedDocument if is_numbered else Document
    data = {name: value for name, value in data.items() if value is not None}
    for name in known:
        _replace(data, name)
    try:
        return made.model_validate(data)
    except ValidationError as error:
        found = [problem for problem in explain_validation_error(error) if _field(problem) not in known]
    known |= {name for problem in found for name in (_field(problem), _guess_meant(problem)) if name}
    found += _check_as_a_whole(made, data, known)
    problems += [DraftProblem(*place_of(problem), _name_field(problem), _suggest(problem)) for problem in found]
    return None


def _check_as_a_whole(made: type[Document], data: dict[str, Any], known: set[str]) -> Iterator[FieldProblem]:
    """Yield what contradicts between fields, which the model asks only when each field alone is right."""
    for name in known:
        _replace(data, name)
    try:
        made.model_validate(data)
    except ValidationError as error:
        yield from (problem for problem in explain_validation_error(error) if _field(problem) not in known)


def _replace(data: dict[str, Any], name: str) -> None:
    data.pop(name, None)
    if name in get_stand_ins():
        data[name] = get_stand_ins()[name]


def _field(problem: FieldProblem) -> str:
    return str(problem.path[0]) if problem.path else ""


def _name_field(problem: FieldProblem) -> str:
    """Put the field before the message: ``recipients, mục 2: để trống``."""
    names = [f"mục {step + 1}" if isinstance(step, int) else quote(step).strip("“”") for step in problem.path]
    return f"{', '.join(names)}: {problem.message}" if names else problem.message


def _suggest(problem: FieldProblem) -> str:
    """Offer the nearest name for a misspelt field."""
    meant = _guess_meant(problem)
    return f"có phải là {meant}?" if meant else problem.hint


_FIELDS_WITHIN: dict[str, type[Value]] = {
    "organ": Organ,
    "signature": Signature,
    "second_signature": SecondSignature,
}
# What clerks write who do not remember the English name, without marks and with "_" for spaces.
_VIETNAMESE_NAMES = {
    "loai_van_ban": "document_type",
    "co_quan": "organ",
    "dia_danh": "place",
    "so": "code_number",
    "ky_hieu": "code_notation",
    "ngay_ban_hanh": "promulgation_date",
    "trich_yeu": "subject",
    "can_cu": "legal_bases",
    "kinh_gui": "addressees",
    "noi_nhan": "recipients",
    "chu_ky": "signature",
    "quyen_han": "competence",
    "chuc_vu": "position",
    "ho_ten": "full_name",
}


def _guess_meant(problem: FieldProblem) -> str:
    """Return the field that a misspelt name may stand for, or an empty string."""
    if problem.message != UNKNOWN_FIELD:
        return ""
    name = str(problem.path[-1])
    model = _FIELDS_WITHIN.get(_field(problem), NumberedDocument) if len(problem.path) > 1 else NumberedDocument
    fields = model.model_fields
    translated = _VIETNAMESE_NAMES.get(name, "")
    return translated if translated in fields else next(iter(get_close_matches(name, fields, n=1)), "")
