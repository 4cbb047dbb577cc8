"""Who calls: a program with the token of a user, who may do what is asked. No cookies, so nobody else's browser."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.responses import Response

from docgen.records.access_log import Access, note_access
from docgen.records.answers import Question, claim, give_up, keep_answer
from docgen.records.api_tokens import find_token_use, touch_token
from docgen.records.documents import Actor
from docgen.records.roles import User, require_role
from docgen.web.desk import get_service
from docgen.web.service import Service

_BEARER: Final = HTTPBearer(
    auto_error=False, scheme_name="Khóa truy cập", description="Khóa của một người dùng: Authorization: Bearer docgen_…"
)
_KEY: Final = Header(
    alias="Idempotency-Key",
    min_length=1,
    max_length=200,
    pattern=r"^[\x21-\x7e]+$",
    description="Khóa do bên gọi đặt (ví dụ UUID). Gửi lại cùng khóa, cùng nội dung thì nhận lại đúng câu trả lời cũ.",
)
JSON: Final = "application/json"


class TokenNeeded(Exception):  # noqa: N818 - the answer 401, told by the handler of errors
    """No token came, or one that does not hold."""


@dataclass(frozen=True, slots=True)
class Caller:
    """One request of a program for a user who may make it."""

    request: Request
    service: Service
    user: User
    now: datetime

    @property
    def actor(self) -> Actor:
        """For whom, and when."""
        return Actor(self.user.name, self.now)

    def note(self, action: str, kind: str, subject_id: object, detail: str = "") -> None:
        """Write down that something was looked at or taken."""
        note_access(self.service.store, self.actor, Access(action, kind, str(subject_id), detail))


@dataclass(frozen=True, slots=True)
class KeyedCaller:
    """One request that makes something, with the key by which it is known when it comes again."""

    caller: Caller
    key: str | None
    body_sha256: str

    def answer(self, make: Callable[[bool], Mapping[str, Any]], status: int = 200) -> Response:
        """Return what ``make`` makes, as JSON; the same request again gets the same answer, and nothing is made.

        Of those who come at once one makes it, the others wait. ``make`` is told whether the request was begun before
        by a process that died: something may be there already. What failed has made nothing, and is not kept.
        """
        caller = self.caller
        if self.key is None:
            return write_json(make(False), status)
        service, route = caller.service, f"{caller.request.method} {caller.request.url.path}"
        asked = Question(caller.user.name, self.key, route[:300], self.body_sha256, service.worker)
        with service.alone_with(("key", asked.name, asked.key)):
            known = claim(service.store, asked, caller.now)
            if known is not None and known.status:
                return Response(known.answer, known.status, {"Idempotent-Replayed": "true"}, JSON)
            try:
                text = json.dumps(make(known is not None), ensure_ascii=False)
            except BaseException:
                give_up(service.store, asked)
                raise
            keep_answer(service.store, asked, status, text)
            return Response(text, status, media_type=JSON)


def calling(action: str) -> Any:
    """Return the dependency of a route: a Caller who may take ``action``."""

    def open_caller(
        request: Request,
        given: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
        service: Annotated[Service, Depends(get_service)],
    ) -> Caller:
        now = service.clock()
        with service.store.read() as connection:
            use = find_token_use(connection, given.credentials, now) if given is not None else None
            if use is None:
                raise TokenNeeded
            require_role(connection, use.user.name, action)
        if use.is_stale:
            touch_token(service.store, use.token_id, now)
        return Caller(request, service, use.user, now)

    open_caller.action = action  # type: ignore[attr-defined]
    return Depends(open_caller)


def making(action: str) -> Any:
    """Return the dependency of a route that makes something: a KeyedCaller who may take ``action``."""

    def open_caller(
        caller: Caller = calling(action),
        body_sha256: str = Depends(_digest_body),
        key: Annotated[str | None, _KEY] = None,
    ) -> KeyedCaller:
        return KeyedCaller(caller, key, body_sha256)

    return Depends(open_caller)


def write_json(value: Any, status: int = 200) -> Response:
    """Return a value as JSON."""
    return Response(json.dumps(value, ensure_ascii=False), status, media_type=JSON)


async def _digest_body(request: Request) -> str:
    """Return the digest of what the request brought, field by field for a form."""
    digest = hashlib.sha256(request.url.query.encode())
    if not request.headers.get("content-type", "").startswith(("multipart/", "application/x-www-form-urlencoded")):
        digest.update(await request.body())
        return digest.hexdigest()
    for name, value in (await request.form()).multi_items():
        data = value.encode() if isinstance(value, str) else await value.read()
        if not isinstance(value, str):
            await value.seek(0)
            name = f"{name}/{value.filename}"
        digest.update(f"{len(name.encode())} {len(data)} {name}".encode() + data)
    return digest.hexdigest()
