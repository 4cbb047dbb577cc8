"""What is wrong with given data, as values: where, what, what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A field that cannot be used; ``path`` leads to it from the top of the data."""

    path: Location
    message: str
    hint: str = ""


UNKNOWN_FIELD = "không có trường tên này"

_MESSAGES = {
    "missing": ("thiếu trường bắt buộc", "thêm trường này"),
    "extra_forbidden": (UNKNOWN_FIELD, "kiểm tra chính tả tên trường"),
    "string_type": ("phải là một dòng chữ", ""),
    "int_parsing": ("phải là số nguyên", "ví dụ: 127"),
    "int_type": ("phải là số nguyên", "ví dụ: 127"),
    "bool_parsing": ("phải là true hoặc false", ""),
    "bool_type": ("phải là true hoặc false", ""),
    "tuple_type": ("phải là một danh sách", "ghi [mục 1, mục 2] hoặc mỗi mục một dòng bắt đầu bằng “- ”"),
    "model_type": ("phải gồm các trường con", "ví dụ: {position: CHỦ TỊCH, full_name: Họ và tên}"),
    "model_attributes_type": ("phải gồm các trường con", "ví dụ: {position: CHỦ TỊCH, full_name: Họ và tên}"),
    "dataclass_type": ("không phải là ngày", "ghi 2023, 2023-09 hoặc 2023-09-15"),
    "union_tag_not_found": ("thiếu trường kind", "ghi kind là paragraph, division hoặc table"),
    "union_tag_invalid": ("kind không hợp lệ", "xem docgen schema"),
}


def explain_validation_error(error: ValidationError) -> tuple[FieldProblem, ...]:
    """Put every error that pydantic found into Vietnamese."""
    return tuple(problem for details in error.errors(include_url=False) for problem in _explain(details))


def _explain(details: ErrorDetails) -> Iterator[FieldProblem]:
    kind, path, context = details["type"], details["loc"], details.get("ctx", {})
    if kind == "docgen":
        yield FieldProblem(path, context["message"], context.get("hint", ""))
    elif kind == "docgen_many":
        for field, message, hint in context["problems"]:
            yield FieldProblem((*path, field), message, hint)
    elif kind in _MESSAGES:
        yield FieldProblem(path, *_MESSAGES[kind])
    elif kind == "string_too_long":
        yield FieldProblem(path, f"dài quá {context['max_length']} ký tự", "rút gọn")
    elif kind == "too_short":
        yield FieldProblem(path, "để trống", "điền ít nhất một mục")
    elif kind in ("greater_than_equal", "less_than_equal"):
        bound = context.get("ge", context.get("le"))
        yield FieldProblem(
            path, f"phải {'từ' if 'ge' in context else 'không quá'} {bound}{' trở lên' if 'ge' in context else ''}"
        )
    elif kind in ("enum", "literal_error"):
        yield FieldProblem(
            path, "giá trị không hợp lệ", f"chọn một trong: {context.get('expected', '')}".replace(" or ", ", ")
        )
    else:
        yield FieldProblem(path, f"giá trị không hợp lệ ({details['msg']})")
