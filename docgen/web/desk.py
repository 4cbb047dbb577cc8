"""What a page works at: who asks, whether they may, what their form brought, and how the answer is shown.

A page asks for ``reading("view")`` or ``posting("submit")``: nobody gets in without a session, without the role, or,
when something is to change, without the session's own token in the form.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import Depends, Path, Request
from starlette.responses import RedirectResponse, Response

from docgen.records.access_log import Access, note_access
from docgen.records.documents import Actor
from docgen.records.roles import ROLE_NAMES, Role, require_role
from docgen.records.sessions import Session, find_session, touch_session
from docgen.web.fields import CSRF_FIELD, Fields
from docgen.web.service import Service
from docgen.web.views import show_page

_MOST_PARTS: Final = 1_000
_MOST_FILES: Final = 50
_MOST_PART_BYTES: Final = 8 * 1024 * 1024


Key = Annotated[int, Path(ge=1, lt=2**63)]
"""The id of a record in an address; others lead nowhere."""


class SignInNeeded(Exception):  # noqa: N818 - the way to the sign-in page, no error
    """Nobody is signed in. ``fields`` are kept, to be sent when somebody is."""

    def __init__(self, fields: Fields) -> None:
        super().__init__()
        self.fields = fields


class PasswordChangeNeeded(Exception):  # noqa: N818 - the way to another page, no error
    """The password was given by somebody else: it is changed before anything else."""


class StaleForm(Exception):  # noqa: N818 - the way to the page that sends again
    """The form belongs to a session that has ended meanwhile, or to none."""

    def __init__(self, fields: Fields, session: Session) -> None:
        super().__init__()
        self.fields = fields
        self.session = session


@dataclass(frozen=True, slots=True)
class Desk:
    """One request of somebody who may make it."""

    request: Request
    service: Service
    session: Session
    now: datetime
    fields: Fields = field(default_factory=Fields)

    @property
    def actor(self) -> Actor:
        """Who acts, and when."""
        return Actor(self.session.user.name, self.now)

    def note(self, action: str, kind: str, subject_id: object, detail: str = "") -> None:
        """Write down that the visitor looked at or took something."""
        note_access(self.service.store, self.actor, Access(action, kind, str(subject_id), detail))

    def show(self, template: str, /, *, status: int = 200, **context: Any) -> Response:
        """Return a page for the visitor; the errors of the form stand at their fields."""
        return show_page(
            self.request, template, status, **describe_visitor(self.session), fields=self.fields, **context
        )

    def go(self, url: str, said: str = "") -> Response:
        """Return the way to another page, where a message of ``views.MESSAGES`` is shown."""
        mark = f"{'&' if '?' in url else '?'}da={said}" if said else ""
        return RedirectResponse(url + mark, status_code=303)


def describe_visitor(session: Session) -> dict[str, Any]:
    """Return what every page shows of who is signed in."""
    user = session.user
    return {
        "visitor": user,
        "visitor_roles": ", ".join(ROLE_NAMES[role] for role in Role if role in user.roles),
        "csrf": session.csrf,
    }


async def get_service(request: Request) -> Service:
    """Return the running service, to a route. (What is async is called where it stands, not in a thread.)"""
    service: Service = request.app.state.service
    return service


async def read_fields(request: Request) -> AsyncIterator[Fields]:
    """Read the form of a request, if it has one; the files that came with it are gone when the request is answered."""
    if request.method not in ("POST", "PUT", "PATCH"):
        yield Fields()
        return
    form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_PARTS, max_part_size=_MOST_PART_BYTES)
    try:
        yield Fields(form)
    finally:
        await form.close()


def find_visitor(request: Request, service: Service, now: datetime, action: str = "own-account") -> Session | None:
    """Return the session of the browser's cookie, if it holds. Raises ForbiddenError when it may not take ``action``.

    One's own account is everybody's.
    """
    token = request.cookies.get(cookie_name(service))
    if not token:
        return None
    with service.store.read() as connection:
        session = find_session(connection, token, now, service.serve.limits)
        if session is not None and action != "own-account" and not session.must_change:
            require_role(connection, session.user.name, action)
    if session is not None and session.is_stale:
        touch_session(service.store, session, now)
    return session


def cookie_name(service: Service) -> str:
    """Return the name of the session's cookie; the prefix binds it to this host and HTTPS."""
    return "__Host-docgen" if service.serve.secure_cookies else "docgen"


def reading(action: str) -> Any:
    """Return the dependency of a page that only shows: a Desk, for whoever may take ``action``."""

    def open_desk(request: Request, service: Service = Depends(get_service)) -> Desk:
        return _open(request, service, action, Fields())

    return _require(action, open_desk)


def posting(action: str) -> Any:
    """Return the dependency of what changes something: a Desk with the fields, the token checked."""

    def open_desk(
        request: Request, service: Service = Depends(get_service), fields: Fields = Depends(read_fields)
    ) -> Desk:
        desk = _open(request, service, action, fields)
        given = request.headers.get("X-CSRF-Token") or fields.raw(CSRF_FIELD)
        if not secrets.compare_digest(given.encode(), desk.session.csrf.encode()):
            raise StaleForm(fields, desk.session)
        return desk

    return _require(action, open_desk)


def _require(action: str, open_desk: Callable[..., Desk]) -> Any:
    """Return the dependency; its function says by ``action`` what it asks for."""
    open_desk.action = action  # type: ignore[attr-defined]
    return Depends(open_desk)


def _open(request: Request, service: Service, action: str, fields: Fields) -> Desk:
    now = service.clock()
    session = find_visitor(request, service, now, action)
    if session is None:
        raise SignInNeeded(fields)
    if session.must_change and action != "own-account":
        raise PasswordChangeNeeded
    return Desk(request, service, session, now, fields)
