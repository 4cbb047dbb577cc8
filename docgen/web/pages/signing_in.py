"""Signing in and out, one's own password."""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from docgen.errors import DocgenError
from docgen.records.access_log import Access, note_access
from docgen.records.accounts import SignInError, set_password, sign_in
from docgen.records.documents import Actor
from docgen.records.sessions import close_session, find_session, open_session
from docgen.web.desk import (
    Desk,
    cookie_name,
    describe_visitor,
    find_visitor,
    get_service,
    posting,
    read_fields,
    reading,
)
from docgen.web.fields import Fields
from docgen.web.service import Service
from docgen.web.views import show_page

router = APIRouter(include_in_schema=False)

_RESEND = "_gui_lai"
_KEPT = "_giu_"


@router.get("/dang-nhap")
def show_sign_in(request: Request, toi: str = "/", service: Service = Depends(get_service)) -> Response:
    """Show the form; whoever is signed in already goes on."""
    if find_visitor(request, service, service.clock()) is not None:
        return RedirectResponse(_keep_here(toi), 303)
    return _show(request, to=_keep_here(toi))


@router.post("/dang-nhap")
def take_sign_in(
    request: Request, service: Service = Depends(get_service), fields: Fields = Depends(read_fields)
) -> Response:
    """Sign in: a new session with a new token, whatever the browser had before."""
    name, password = fields.text("ten", limit=100), fields.raw("mat_khau")
    now = service.clock()
    kept = [(key.removeprefix(_KEPT), value) for key, value in fields.items() if key.startswith(_KEPT)]
    form = {"to": _keep_here(fields.raw("toi") or "/"), "resend": _keep_here(fields.raw(_RESEND), ""), "kept": kept}
    if not service.sign_ins.admit(request.client.host if request.client else ""):
        return _show(request, 429, name=name, message="Thử đăng nhập quá nhiều lần. Chờ một phút rồi thử lại.", **form)
    if not name or not password:
        return _show(request, 422, name=name, message="Điền tên đăng nhập và mật khẩu.", **form)
    try:
        account = sign_in(service.store, name, password, now)
    except SignInError as error:
        # What was typed as a name may be a password: only names that exist are written down.
        note_access(service.store, Actor("?", now), Access("sign-in-failed"))
        request.app.state.metrics.event("sign-in-failed")
        return _show(request, 401, name=name, message=f"{error.message[:1].upper()}{error.message[1:]}.", **form)
    if old := request.cookies.get(cookie_name(service)):
        close_session(service.store, old)
    token = open_session(service.store, account.user.name, now, service.serve.limits)
    note_access(service.store, Actor(account.user.name, now), Access("sign-in"))
    request.app.state.metrics.event("signed-in")
    response = _go_on(request, service, token, form)
    response.set_cookie(
        cookie_name(service), token, httponly=True, samesite="lax", secure=service.serve.secure_cookies, path="/",
        max_age=service.serve.session_hours * 3600,
    )  # fmt: skip
    return response


@router.post("/dang-xuat")
def sign_out(desk: Desk = posting("own-account")) -> Response:
    """End the session."""
    close_session(desk.service.store, desk.session.token)
    desk.note("sign-out", "", "")
    response = desk.go("/dang-nhap", "da-dang-xuat")
    response.delete_cookie(cookie_name(desk.service), path="/", secure=desk.service.serve.secure_cookies, httponly=True)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@router.get("/mat-khau")
def show_password(desk: Desk = reading("own-account")) -> Response:
    """Show the form for a new password."""
    return desk.show("password.html", must_change=desk.session.must_change)


@router.post("/mat-khau")
def change_password(desk: Desk = posting("own-account")) -> Response:
    """Change one's own password; the old one is asked for, and all sessions but the new one end."""
    fields, service = desk.fields, desk.service
    old, new, again = (fields.raw(name) for name in ("cu", "moi", "moi_lai"))
    if not secrets.compare_digest(new.encode(), again.encode()):
        fields.errors["moi_lai"] = "hai lần gõ mật khẩu mới không giống nhau"
    try:
        if not fields.errors:
            sign_in(service.store, desk.actor.name, old, desk.now)
    except SignInError as error:
        fields.errors["cu"] = error.message
    try:
        if not fields.errors:
            set_password(service.store, desk.actor.name, new, desk.actor)
    except DocgenError as error:
        fields.errors["moi"] = f"{error.message} ({error.hint})"
    if fields.errors:
        return desk.show("password.html", status=422, must_change=desk.session.must_change)
    token = open_session(service.store, desk.actor.name, desk.now, service.serve.limits)
    response = desk.go("/", "da-doi-mat-khau")
    response.set_cookie(
        cookie_name(service), token, httponly=True, samesite="lax", secure=service.serve.secure_cookies, path="/",
        max_age=service.serve.session_hours * 3600,
    )  # fmt: skip
    return response


def _go_on(request: Request, service: Service, token: str, form: dict[str, Any]) -> Response:
    """Return to where the visitor wanted to go, or offer what was typed before the session ended."""
    if not form["resend"]:
        return RedirectResponse(form["to"], 303)
    with service.store.read() as connection:
        session = find_session(connection, token, service.clock(), service.serve.limits)
    assert session is not None  # noqa: S101 - opened a moment ago
    shown = describe_visitor(session)
    return show_page(request, "resend.html", 200, url=form["resend"], kept=form["kept"], lost=False, **shown)


def _show(request: Request, status: int = 200, **context: Any) -> Response:
    given = {"to": "/", "resend": "", "kept": [], "lost": False, "message": "", "name": ""}
    return show_page(request, "sign_in.html", status, **given | context)


def _keep_here(url: str, default: str = "/") -> str:
    """Return an address of this site; anything that leads away becomes the default."""
    is_ours = url.startswith("/") and not url.startswith(("//", "/\\")) and url.isprintable() and len(url) < 2000
    return url if is_ours else default
