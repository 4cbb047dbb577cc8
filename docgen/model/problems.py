"""What is wrong with given data, as values: where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from docgen.model.blocks import Division, Paragraph, Table
from docgen.model.core import ValidationError
from docgen.model.document import Appendix, Attachment, NumberedDocument
from docgen.model.organ import Organ
from docgen.model.signature import SecondSignature

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Location = tuple[int | str, ...]


class FieldProblem(NamedTuple):
    """A field that cannot be used; ``path`` leads to it from the top of the data."""

    path: Location
    message: str
    hint: str = ""


UNKNOWN_FIELD = "không có trường tên này"

_NOT_A_LIST = ("phải là một danh sách", "ghi [mục 1, mục 2] hoặc mỗi mục một dòng bắt đầu bằng “- ”")
_NOT_AN_INTEGER = ("phải là số nguyên", "ví dụ: 127")
_NOT_A_BOOLEAN = ("phải là true hoặc false", "true là có, false là không")
_NOT_FIELDS = ("phải gồm các trường con, không phải một giá trị", "xem bản thảo mẫu: docgen new")
_MESSAGES = {
    "extra_forbidden": (UNKNOWN_FIELD, "kiểm tra chính tả tên trường"),
    "string_type": ("phải là một dòng chữ", "viết chữ trên một dòng, không phải danh sách hay nhóm trường"),
    "string_unicode": ("có ký tự không đọc được", "xóa ký tự đó rồi gõ lại"),
    "string_pattern_mismatch": ("có ký tự không dùng được ở đây", "ghi số, ký hiệu văn bản, ví dụ 30/2020/NĐ-CP"),
    "string_too_short": ("để trống", "điền nội dung hoặc bỏ dòng này"),
    "int_parsing": _NOT_AN_INTEGER,
    "int_parsing_size": _NOT_AN_INTEGER,
    "int_from_float": _NOT_AN_INTEGER,
    "int_type": _NOT_AN_INTEGER,
    "bool_parsing": _NOT_A_BOOLEAN,
    "bool_type": _NOT_A_BOOLEAN,
    "tuple_type": _NOT_A_LIST,
    "model_type": _NOT_FIELDS,
    "model_attributes_type": _NOT_FIELDS,
    "union_tag_not_found": ("thiếu trường kind", "xem các giá trị của kind trong docgen schema"),
    "union_tag_invalid": ("kind không hợp lệ", "xem các giá trị của kind trong docgen schema"),
    "too_short": ("để trống", "điền ít nhất một mục"),
    "recursion_depth_exceeded": ("lồng quá sâu", "giảm số cấp lồng nhau"),
    "recursion_loop": ("lồng quá sâu", "giảm số cấp lồng nhau"),
}
_KINDS = frozenset({"paragraph", "division", "table", "run", "reference", "footnote"})
_MODELS = (Table, Division, Paragraph, Organ, SecondSignature, Appendix, Attachment, NumberedDocument)
_REQUIRED_FIELDS = {
    name: field.description
    for model in _MODELS
    for name, field in model.model_fields.items()
    if field.is_required() and field.description
}


def explain_validation_error(error: ValidationError) -> tuple[FieldProblem, ...]:
    """Put every error that pydantic found into Vietnamese."""
    return explain_error_details(error.errors(include_url=False, include_input=False))


def explain_error_details(found: Sequence[ErrorDetails]) -> tuple[FieldProblem, ...]:
    """Put errors as pydantic lists them into Vietnamese; the values that were given are not told again."""
    # A list whose items are all refused is reported as too short as well: nothing that anybody can act on.
    holders = {details["loc"][:length] for details in found for length in range(len(details["loc"]))}
    return tuple(
        problem
        for details in found
        if details["type"] != "too_short" or details["loc"] not in holders
        for problem in _explain(details)
    )


def _explain(details: ErrorDetails) -> Iterator[FieldProblem]:
    path = _drop_tags(details["loc"])
    if details["type"] == "docgen":
        for field, message, hint in details["ctx"]["problems"]:
            yield FieldProblem((*path, field) if field else path, message, hint)
    elif details["type"] == "missing":
        name = str(path[-1])
        meaning = f" “{_REQUIRED_FIELDS[name]}”" if name in _REQUIRED_FIELDS else ""
        yield FieldProblem(path, f"thiếu trường bắt buộc{meaning}", f"thêm {name}: …")
    elif details["type"] in _MESSAGES:
        yield FieldProblem(path, *_MESSAGES[details["type"]])
    else:
        yield FieldProblem(path, *_explain_limit(details.get("ctx", {})))


def _explain_limit(context: Mapping[str, Any]) -> tuple[str, str]:
    """Explain what pydantic says with a bound or a choice in its context."""
    match context:
        case {"max_length": limit}:
            return f"dài quá {limit} ký tự", "rút gọn"
        case {"ge": bound}:
            return f"phải từ {bound} trở lên", ""
        case {"le": bound}:
            return f"không được quá {bound}", ""
        case {"expected": choices}:
            return "giá trị không hợp lệ", f"chọn một trong: {choices}".replace(" or ", ", ")
        case _:
            return "giá trị không hợp lệ", "xem kiểu của trường này trong docgen schema"


def _drop_tags(path: Location) -> Location:
    """Leave out the kinds that pydantic puts after the index of a block or an inline: they name no field."""
    return tuple(
        step for index, step in enumerate(path) if not (step in _KINDS and index and isinstance(path[index - 1], int))
    )
