"""Who is signed in to the web service. A token is random and known to the browser alone; its digest is kept."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from docgen.records.moments import write_moment
from docgen.records.roles import Role, User
from docgen.records.store import Store
from docgen.records.tables import accounts, sessions, users

# Being seen is written down no more often than this: looking at a page should not write.
_SEEN_EVERY: Final = timedelta(minutes=5)

_FIND: Final = (
    select(sessions, users.c.full_name, users.c.roles, users.c.active, accounts.c.must_change)
    .join(accounts, accounts.c.name == sessions.c.name)
    .join(users, users.c.name == sessions.c.name)
    .where(sessions.c.token_sha256 == bindparam("of_token"))
)


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts: without being used, and at the most."""

    idle: timedelta = timedelta(hours=2)
    total: timedelta = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Session:
    """A session that holds: whose it is. ``must_change``: the password is to be changed first."""

    user: User
    token: str
    must_change: bool
    is_stale: bool

    @property
    def csrf(self) -> str:
        """What every form of this session carries: nobody knows it who does not know the token."""
        return hashlib.sha256(f"docgen csrf {self.token}".encode()).hexdigest()


def open_session(store: Store, name: str, now: datetime, limits: SessionLimits) -> str:
    """Begin a session and return its token; sessions that have ended are cleared away."""
    token = secrets.token_urlsafe(32)
    at = write_moment(now)
    row = {
        "token_sha256": _digest(token),
        "name": name,
        "created_at": at,
        "seen_at": at,
        "expires_at": write_moment(now + limits.total),
    }
    with store.write() as connection:
        connection.execute(delete(sessions).where(sessions.c.expires_at < at))
        connection.execute(insert(sessions), row)
    return token


def find_session(connection: Connection, token: str, now: datetime, limits: SessionLimits) -> Session | None:
    """Return the session of a token, or None: unknown, ended, not used for too long, or its user is not active."""
    row = connection.execute(_FIND, {"of_token": _digest(token)}).mappings().first()
    if row is None or not row["active"]:
        return None
    if row["expires_at"] <= write_moment(now) or row["seen_at"] <= write_moment(now - limits.idle):
        return None
    user = User(row["name"], row["full_name"], frozenset(map(Role, json.loads(row["roles"]))), row["active"])
    is_stale = row["seen_at"] <= write_moment(now - min(_SEEN_EVERY, limits.idle / 4))
    return Session(user, token, row["must_change"], is_stale)


def touch_session(store: Store, session: Session, now: datetime) -> None:
    """Write down that a session is in use."""
    with store.write() as connection:
        mine = sessions.c.token_sha256 == _digest(session.token)
        connection.execute(update(sessions).where(mine).values(seen_at=write_moment(now)))


def close_session(store: Store, token: str) -> None:
    """End a session; one that is not there is ended already."""
    with store.write() as connection:
        connection.execute(delete(sessions).where(sessions.c.token_sha256 == _digest(token)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
