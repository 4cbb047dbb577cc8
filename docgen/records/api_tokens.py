"""Tokens by which other programs act for a user. A token is shown once; its digest is kept.

A token may do what its user may, no more, as long as the user is active; it ends by itself.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from docgen.errors import InputError, NotFoundError
from docgen.records.audit import STORE_CHAIN, Act, append_act
from docgen.records.documents import Actor
from docgen.records.moments import write_moment
from docgen.records.roles import Role, User, find_user, require_role
from docgen.records.service_tables import api_tokens
from docgen.records.store import Store
from docgen.records.tables import users

PREFIX: Final = "docgen_"
MOST_DAYS: Final = 366
_SHOWN: Final = len(PREFIX) + 4
# Being used is written down no more often than this: asking should not write.
_USED_EVERY: Final = timedelta(hours=1)

_FIND: Final = (
    select(api_tokens, users.c.full_name, users.c.roles, users.c.active)
    .join(users, users.c.name == api_tokens.c.name)
    .where(api_tokens.c.token_sha256 == bindparam("of_token"))
)


@dataclass(frozen=True, slots=True)
class TokenUse:
    """A token that holds: whose it is. ``is_stale``: that it is in use is to be written down."""

    token_id: int
    user: User
    is_stale: bool


def create_token(store: Store, name: str, label: str, days: int, actor: Actor) -> tuple[str, dict[str, Any]]:
    """Make a token of a registered user: one's own, or as administrator another's. Returns it and what is kept of it.

    ``label`` says what it is for. Raises ForbiddenError, NotFoundError (user), InputError (days, label).
    """
    label = " ".join(label.split())
    if not label or len(label) > 100:
        raise InputError("tên khóa phải có từ 1 đến 100 ký tự", hint="ghi hệ thống nào dùng khóa này")
    if not 1 <= days <= MOST_DAYS:
        raise InputError(f"thời hạn phải từ 1 đến {MOST_DAYS} ngày", hint="ví dụ 90 ngày")
    token = PREFIX + secrets.token_urlsafe(32)
    values = {
        "token_sha256": _digest(token),
        "name": name,
        "label": label,
        "beginning": token[:_SHOWN],
        "created_at": actor.at,
        "expires_at": write_moment(actor.now + timedelta(days=days)),
    }
    with store.write() as connection:
        if actor.name != name:
            require_role(connection, actor.name, "user-add")
        if find_user(connection, name) is None:
            raise NotFoundError(f"“{name}” chưa được đăng ký", hint="đăng ký người dùng trước")
        key = connection.execute(insert(api_tokens).values(values).returning(api_tokens.c.id)).scalar_one()
        facts = {"token": key, "label": label, "expires_at": values["expires_at"]}
        append_act(connection, store.id, Act(STORE_CHAIN, actor.at, actor.name, "token", "account", name, facts))
        return token, _get(connection, key)


def revoke_token(store: Store, token_id: int, actor: Actor) -> dict[str, Any]:
    """End a token: one's own, or as administrator another's. One that has ended stays so."""
    with store.write() as connection:
        row = _get(connection, token_id)
        if actor.name != row["name"]:
            require_role(connection, actor.name, "user-add")
        if row["revoked_at"] is None:
            row["revoked_at"] = actor.at
            mine = api_tokens.c.id == token_id
            connection.execute(update(api_tokens).where(mine).values(revoked_at=actor.at))
            facts = {"token": token_id, "label": row["label"]}
            act = Act(STORE_CHAIN, actor.at, actor.name, "token-revoke", "account", row["name"], facts)
            append_act(connection, store.id, act)
        return row


def find_token_use(connection: Connection, token: str, now: datetime) -> TokenUse | None:
    """Return whose token this is, or None: unknown, ended, revoked, or its user is not active."""
    row = connection.execute(_FIND, {"of_token": _digest(token)}).mappings().first()
    if row is None or not row["active"] or row["revoked_at"] is not None or row["expires_at"] <= write_moment(now):
        return None
    user = User(row["name"], row["full_name"], frozenset(map(Role, json.loads(row["roles"]))), row["active"])
    is_stale = row["used_at"] is None or row["used_at"] <= write_moment(now - _USED_EVERY)
    return TokenUse(row["id"], user, is_stale)


def touch_token(store: Store, token_id: int, now: datetime) -> None:
    """Write down that a token is in use."""
    with store.write() as connection:
        connection.execute(update(api_tokens).where(api_tokens.c.id == token_id).values(used_at=write_moment(now)))


def list_tokens(connection: Connection, name: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the tokens of a user, of all users without one, the newest first; never what they are."""
    query = select(api_tokens).order_by(api_tokens.c.id.desc())
    for row in connection.execute(query if name is None else query.where(api_tokens.c.name == name)).mappings():
        yield _describe(dict(row))


def _get(connection: Connection, token_id: int) -> dict[str, Any]:
    row = connection.execute(select(api_tokens).where(api_tokens.c.id == token_id)).mappings().first()
    if row is None:
        raise NotFoundError(f"không có khóa {token_id}")
    return _describe(dict(row))


def _describe(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "token_sha256"}


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
