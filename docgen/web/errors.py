"""Every error becomes a page in Vietnamese that says what to do; the one place that catches everything."""

from __future__ import annotations

import logging
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

from docgen.errors import (
    ConformanceError,
    DocgenError,
    ForbiddenError,
    InputError,
    NotFoundError,
    RegisterError,
    ToolError,
)
from docgen.web.api import problems
from docgen.web.api.caller import TokenNeeded
from docgen.web.desk import PasswordChangeNeeded, SignInNeeded, StaleForm, describe_visitor, find_visitor
from docgen.web.fields import Fields
from docgen.web.guard import TooLargeError
from docgen.web.views import show_page

LOG: Final = logging.getLogger("docgen.web")

_STATUS: Final[tuple[tuple[type[DocgenError], int], ...]] = (
    (ForbiddenError, 403),
    (NotFoundError, 404),
    (InputError, 422),
    (RegisterError, 409),
    (ToolError, 503),
    (ConformanceError, 500),
)
_SAID: Final = {
    400: ("Yêu cầu không đọc được", "Hãy quay lại trang trước, tải lại rồi thử lại."),
    403: ("Không được phép", "Việc này thuộc quyền của người khác."),
    404: ("Không có trang này", "Kiểm tra lại địa chỉ, hoặc tìm văn bản theo số, ký hiệu, trích yếu."),
    405: ("Không dùng được cách gọi này", "Hãy mở trang từ danh mục ở trên."),
    409: ("Chưa làm được việc này", ""),
    413: ("Dữ liệu gửi lên quá lớn", "Hãy chọn tệp nhỏ hơn."),
    422: ("Dữ liệu chưa đúng", ""),
    429: ("Thử quá nhiều lần", "Chờ một phút rồi thử lại."),
    500: ("Lỗi của docgen", "Lỗi của chương trình, không phải của bạn. Báo người quản trị kèm giờ xảy ra."),
    503: ("Chưa làm được lúc này", "Thử lại sau; nếu vẫn vậy, báo người quản trị."),
}


def status_of(error: DocgenError) -> int:
    """Return the status of HTTP that a family of errors is answered with."""
    return next((status for family, status in _STATUS if isinstance(error, family)), 500)


def add_error_handlers(app: FastAPI) -> None:
    """Let ``app`` answer every error with a page."""
    app.add_exception_handler(SignInNeeded, _ask_to_sign_in)
    app.add_exception_handler(PasswordChangeNeeded, _ask_to_change_password)
    app.add_exception_handler(StaleForm, _offer_again)
    app.add_exception_handler(TokenNeeded, _ask_for_token)
    app.add_exception_handler(RequestValidationError, _explain_request)
    app.add_exception_handler(DocgenError, _explain)
    app.add_exception_handler(TooLargeError, _refuse_size)
    app.add_exception_handler(HTTPException, _answer_plainly)


def show_error(request: Request, status: int, message: str = "", hint: str = "") -> Response:
    """Return the page of an error; programs get problem details."""
    if request.url.path.startswith(problems.PATH):
        return problems.write_problem(status, message, hint=hint)
    title, advice = _SAID.get(status, _SAID[500])
    if request.headers.get("accept", "").startswith("application/json"):
        from starlette.responses import JSONResponse

        return JSONResponse({"error": message or title, "hint": hint or advice}, status)
    context: dict[str, Any] = {}
    try:
        service = request.app.state.service
        session = find_visitor(request, service, service.clock())
        context = describe_visitor(session) if session else {}
    except DocgenError:
        pass  # the store itself is the trouble: the page needs nobody's name
    return show_page(request, "error.html", status, title=title, message=message, hint=hint or advice, **context)


def _ask_to_sign_in(request: Request, error: Any) -> Response:
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.headers.get("HX-Request") or request.headers.get("accept", "").startswith("application/json"):
        return Response(
            "Phiên làm việc đã hết; hãy đăng nhập lại.", 401, {"X-Sign-In": "1"}, "text/plain; charset=utf-8"
        )
    if request.method in ("GET", "HEAD"):
        from urllib.parse import quote

        return RedirectResponse(f"/dang-nhap?toi={quote(asked)}" if asked != "/" else "/dang-nhap", 303)
    fields: Fields = error.fields
    return show_page(
        request, "sign_in.html", 401, to="", resend=request.url.path, kept=list(fields.items()), lost=fields.has_files,
        message="Phiên làm việc đã hết. Đăng nhập lại để gửi tiếp những gì bạn vừa nhập; chưa có gì bị mất.", name="",
    )  # fmt: skip


def _ask_to_change_password(request: Request, error: Any) -> Response:
    return RedirectResponse("/mat-khau", 303)


def _offer_again(request: Request, error: Any) -> Response:
    if request.headers.get("X-CSRF-Token") or request.headers.get("accept", "").startswith("application/json"):
        return Response("Phiên làm việc đã đổi; hãy tải lại trang.", 403, media_type="text/plain; charset=utf-8")
    fields: Fields = error.fields
    kept = list(fields.items())
    return show_page(
        request, "resend.html", 403, url=request.url.path, kept=kept, lost=fields.has_files,
        **describe_visitor(error.session),
    )  # fmt: skip


def _explain(request: Request, error: Any) -> Response:
    status = status_of(error)
    if status == 500:
        LOG.error("%s: %s", type(error).__name__, error)
    if request.url.path.startswith(problems.PATH):
        return problems.write_error(error, status)
    return show_error(request, status, str(error.message), error.hint)


def _explain_request(request: Request, error: Any) -> Response:
    if request.url.path.startswith(problems.PATH):
        return problems.explain_request(request, error)
    # The addresses of pages are made by us: one whose parts are not as they must be leads nowhere.
    return show_error(request, 404)


def _ask_for_token(request: Request, error: Any) -> Response:
    return problems.write_problem(
        401,
        "thiếu khóa truy cập, hoặc khóa đã hết hạn",
        hint="gửi Authorization: Bearer KHÓA; tạo khóa ở trang Khóa API",
    )


def _refuse_size(request: Request, error: Any) -> Response:
    return show_error(request, 413)


def _answer_plainly(request: Request, error: Any) -> Response:
    response = show_error(request, error.status_code)
    response.headers.update(error.headers or {})
    if error.status_code == 405:
        response.headers["Allow"] = ", ".join(sorted(_list_methods(request)))
    return response


def _list_methods(request: Request) -> set[str]:
    """Return every method that the address takes: each is a route of its own, and Starlette names only the first's."""
    found: set[str] = set()
    for route in request.app.routes:
        if route.matches(request.scope)[0] is not Match.NONE:
            found |= getattr(route, "methods", None) or set()
    return found


def confess(request: Request) -> Response:
    """Return the page for what nobody foresaw. Shows nothing of it: what went wrong stands in the log."""
    return show_error(request, 500)
