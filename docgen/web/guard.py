"""What stands around every request: limits, headers that keep the browser on our side, a log line, a count.

The log names the route, the status and the time: no address, no user, no words of a search, no ids of records.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from docgen.web.api.problems import PATH, write_problem
from docgen.web.config import ServeSettings
from docgen.web.metrics import Metrics

LOG: Final = logging.getLogger("docgen.web")

_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_LONG_TIME: Final = "public, max-age=31536000, immutable"
_SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class TooLargeError(Exception):
    """A request brings more than it may."""


class Guard:
    """The outermost layer of the application."""

    def __init__(
        self, app: ASGIApp, settings: ServeSettings, metrics: Metrics, confess: Callable[[Request], Response]
    ) -> None:
        self._app = app
        # What is answered when something breaks that nobody foresaw; it too gets the headers.
        self._confess = confess
        self._settings = settings
        self._metrics = metrics
        self._hosts = _LOCAL | {settings.host, *settings.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started, status, has_started = perf_counter(), 500, False
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            nonlocal status, has_started
            if message["type"] == "http.response.start":
                status, has_started = message["status"], True
                self._add_headers(MutableHeaders(scope=message), scope)
            await send(message)

        try:
            if refusal := self._find_refusal(scope, headers):
                await _refuse(scope, receive, send_guarded, refusal)
            else:
                await self._app(scope, _limit(receive, self._settings.upload_bytes), send_guarded)
        except Exception as error:
            LOG.exception("unexpected %s", type(error).__name__)
            if has_started:
                raise
            await self._confess(Request(scope, receive))(scope, receive, send_guarded)
        finally:
            route = getattr(scope.get("route"), "path", "other")
            seconds = perf_counter() - started
            self._metrics.count(scope["method"], route, status, seconds)
            LOG.info("%s %s %d %.0f ms", scope["method"], route, status, seconds * 1000)

    def _find_refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        if _host_name(headers.get("host", "")) not in self._hosts:
            return 400, "Tên máy chủ trong yêu cầu không đúng. Thêm tên đó vào mục hosts của cấu hình."
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self._settings.upload_bytes:
            return 413, f"Dữ liệu gửi lên lớn hơn {self._settings.upload_mb} MB. Hãy chọn tệp nhỏ hơn."
        if scope["method"] not in _SAFE and _is_foreign(headers):
            return 403, "Yêu cầu này đến từ một trang khác nên không được nhận."
        return None

    def _add_headers(self, headers: MutableHeaders, scope: Scope) -> None:
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        is_ours = scope["path"].startswith("/static/") and b"v=" in scope["query_string"]
        headers.setdefault("Cache-Control", _LONG_TIME if is_ours else "no-store")
        if self._settings.secure_cookies:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000")


def _limit(receive: Receive, most: int) -> Receive:
    """Count what comes in: the length that was announced need not be true."""
    got = 0

    async def receive_limited() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise TooLargeError
        return message

    return receive_limited


def _is_foreign(headers: Headers) -> bool:
    """Whether a browser says that another site sent this. Programs that are no browsers say nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return True
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host", "")


def _host_name(host: str) -> str:
    return (urlsplit(f"//{host}").hostname or "") if "@" not in host else ""


async def _refuse(scope: Scope, receive: Receive, send: Send, refusal: tuple[int, str]) -> None:
    status, text = refusal
    if scope["path"].startswith(PATH):
        await write_problem(status, text)(scope, receive, send)
        return
    page = f"<!doctype html><html lang=vi><meta charset=utf-8><title>docgen</title><p>{text}</p></html>"
    await HTMLResponse(page, status)(scope, receive, send)
