"""The description of the API: OpenAPI 3.1 for programs, and the same as a page for people."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version
from typing import Any, Final

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from starlette.responses import JSONResponse, Response

from docgen.web.api import documents, dossiers, incoming, jobs, making, registers
from docgen.web.api.problems import Problem
from docgen.web.views import show_page

ROUTES: Final = (documents, making, registers, incoming, dossiers, jobs)
"""The modules of the API; each has a ``router``."""

router = APIRouter(include_in_schema=False)

_INTRODUCTION: Final = (
    "Soạn, kiểm tra, trình, duyệt, cấp số, ban hành và tra cứu văn bản hành chính theo Nghị định 30/2020/NĐ-CP. "
    "Mỗi yêu cầu mang khóa của một người dùng và làm được những gì người đó được làm. Lỗi trả về theo RFC 9457 "
    "(application/problem+json). Yêu cầu tạo ra số hay văn bản nên mang Idempotency-Key."
)


@router.get("/api/v1/openapi.json")
def send_description(request: Request) -> Response:
    """Return the description."""
    return JSONResponse(describe(request.app))


@router.get("/api/v1/docs")
def show_description(request: Request) -> Response:
    """Show the description to people."""
    described = describe(request.app)
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, methods in described["paths"].items():
        for method, route in methods.items():
            groups.setdefault(route["tags"][0], []).append(route | {"path": path, "method": method.upper()})
    return show_page(request, "api.html", title="API của docgen", introduction=_INTRODUCTION, groups=groups)


@lru_cache(maxsize=4)
def describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the API of an application."""
    described = get_openapi(
        title="API của docgen",
        version=version("docgen"),
        openapi_version="3.1.0",
        description=_INTRODUCTION,
        routes=app.routes,
    )
    schemas = described["components"]["schemas"]
    problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= problem.pop("$defs") | {"Problem": problem}
    # FastAPI's own shape of errors is not what is answered.
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    return described
