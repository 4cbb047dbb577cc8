"""One's own tokens for other programs; an administrator sees everybody's."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from docgen.errors import DocgenError
from docgen.records.api_tokens import create_token, list_tokens, revoke_token
from docgen.records.moments import write_moment
from docgen.web.desk import Desk, posting, reading

router = APIRouter(prefix="/khoa-api", include_in_schema=False)

_DAYS: Final = 90


@router.get("")
def show_tokens(desk: Desk = reading("view")) -> Response:
    """Show the tokens and the form for a new one."""
    return _show(desk)


@router.post("")
def make_token(desk: Desk = posting("view")) -> Response:
    """Make a token and show it, this once."""
    label = desk.fields.text("ten", limit=100, label="tên khóa", required=True)
    days = desk.fields.number("so_ngay", default=_DAYS) or 0
    if desk.fields.errors:
        return _show(desk, status=422)
    try:
        token, _ = create_token(desk.service.store, desk.actor.name, label, days, desk.actor)
    except DocgenError as error:
        desk.fields.errors["so_ngay"] = error.message
        return _show(desk, status=422)
    return _show(desk, token=token)


@router.post("/{token_id}/huy")
def end_token(token_id: int, desk: Desk = posting("view")) -> Response:
    """End a token."""
    revoke_token(desk.service.store, token_id, desk.actor)
    return desk.go("/khoa-api", "da-luu")


def _show(desk: Desk, *, status: int = 200, token: str = "") -> Response:
    with desk.service.store.read() as connection:
        name = None if desk.session.user.holds_role_for("user-add") else desk.actor.name
        found = list(list_tokens(connection, name))
    return desk.show("tokens.html", status=status, tokens=found, token=token, days=_DAYS, now=write_moment(desk.now))
