"""Errors as programs read them: problem details (RFC 9457), in Vietnamese, with docgen's codes."""

from __future__ import annotations

import json
from typing import Annotated, Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.responses import Response

from docgen.drafting import DraftError
from docgen.errors import DocgenError
from docgen.model.problems import explain_error_details

MEDIA_TYPE: Final = "application/problem+json"
PATH: Final = "/api/"

_TITLES: Final = {
    400: ("Yêu cầu không đọc được", "request"),
    401: ("Chưa có khóa truy cập hợp lệ", "token"),
    403: ("Không được phép", "forbidden"),
    404: ("Không tìm thấy", "not-found"),
    405: ("Không dùng được cách gọi này", "method"),
    409: ("Chưa làm được việc này", "register"),
    413: ("Dữ liệu gửi lên quá lớn", "too-large"),
    415: ("Không đọc được loại dữ liệu này", "media-type"),
    422: ("Dữ liệu chưa đúng", "input"),
    500: ("Lỗi của docgen", "bug"),
    503: ("Chưa làm được lúc này", "tool"),
}


class FieldError(BaseModel):
    """Một trường chưa đúng."""

    field: Annotated[str, Field(description="Trường, ví dụ body.reason hoặc query.limit; rỗng: cả yêu cầu")]
    message: Annotated[str, Field(description="Sai ở đâu")]
    hint: Annotated[str, Field(description="Cần làm gì")] = ""
    line: Annotated[int | None, Field(description="Dòng của bản thảo, từ 1")] = None
    column: Annotated[int | None, Field(description="Cột của bản thảo, từ 1")] = None


class Problem(BaseModel):
    """Lỗi theo RFC 9457 (application/problem+json)."""

    type: Annotated[str, Field(description="urn:docgen:MÃ")]
    title: Annotated[str, Field(description="Tên lỗi")]
    status: Annotated[int, Field(description="Mã trạng thái HTTP")]
    detail: Annotated[str, Field(description="Sai ở đâu")]
    code: Annotated[str, Field(description="Mã lỗi của docgen: input, register, forbidden, not-found, tool…")]
    hint: Annotated[str, Field(description="Cần làm gì")]
    errors: Annotated[list[FieldError], Field(description="Từng trường chưa đúng")]


def write_problem(
    status: int, detail: str = "", *, code: str = "", hint: str = "", errors: list[dict[str, Any]] | None = None
) -> Response:
    """Return an error as the answer to a program."""
    title, usual = _TITLES.get(status, _TITLES[500] if status >= 500 else _TITLES[400])
    code = code or usual
    problem = {
        "type": f"urn:docgen:{code}",
        "title": title,
        "status": status,
        "detail": detail or title,
        "code": code,
        "hint": hint,
        "errors": errors or [],
    }
    headers = {"WWW-Authenticate": 'Bearer realm="docgen"'} if status == 401 else None
    return Response(json.dumps(problem, ensure_ascii=False), status, headers, MEDIA_TYPE)


def write_error(error: DocgenError, status: int) -> Response:
    """Return an error of docgen; mistakes of a draft are told one by one."""
    errors = []
    if isinstance(error, DraftError):
        errors = [
            {"field": "draft", "message": one.message, "hint": one.hint, "line": one.line, "column": one.column}
            for one in error.problems
        ]
    detail = error.message if isinstance(error, DraftError) or not error.where else f"{error.where}: {error.message}"
    return write_problem(status, str(detail), code=error.code, hint=error.hint, errors=errors)


def explain_request(request: Request, error: Any) -> Response:
    """Answer a request whose path, query or body is not as it must be."""
    given: RequestValidationError = error
    errors = [
        {"field": ".".join(map(str, problem.path)), "message": problem.message, "hint": problem.hint}
        for problem in explain_error_details(given.errors())
    ]
    return write_problem(422, f"có {len(errors)} trường chưa đúng", code="fields", errors=errors)


def describe_problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the errors of a route for its OpenAPI description."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _TITLES[status][0], "content": content} for status in statuses}
