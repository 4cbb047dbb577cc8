"""Passwords of registered users, and signing in with one.

A password is kept as argon2id (RFC 9106) with the parameters that the library recommends. Whoever types a wrong one too
often is locked out for a while; an unknown name is treated like a wrong password, in time and in words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from docgen.errors import RegisterError, ToolError
from docgen.records.audit import STORE_CHAIN, Act, append_act
from docgen.records.documents import Actor
from docgen.records.moments import show_moment, write_moment
from docgen.records.roles import User, find_user, require_role
from docgen.records.store import Store
from docgen.records.tables import accounts, sessions, sign_in_failures

if TYPE_CHECKING:
    from argon2 import PasswordHasher

MIN_PASSWORD: Final = 10
MAX_PASSWORD: Final = 200
MAX_FAILURES: Final = 5
LOCK_TIME: Final = timedelta(minutes=15)
# Failures that lie further apart are no attack.
_FORGIVEN_AFTER: Final = timedelta(hours=1)
_NEVER_MATCHES: Final = "mat khau khong ai co"


class SignInError(RegisterError):
    """Nobody is signed in: wrong name or password, locked out, no longer active."""

    code = "sign-in"


@dataclass(frozen=True, slots=True)
class Account:
    """A user who can sign in. ``must_change``: the password was given by somebody else and is to be changed."""

    user: User
    must_change: bool


def set_password(store: Store, name: str, password: str, actor: Actor) -> None:
    """Give a registered user a password: one's own, or as administrator another's, who then has to change it.

    Ends all sessions of the user. Raises RegisterError: not allowed, unknown user, a password too easy to guess.
    """
    _require_strong(name, password)
    hashed = _hasher().hash(password)
    with store.write() as connection:
        if actor.name != name:
            require_role(connection, actor.name, "user-add")
        if find_user(connection, name) is None:
            raise RegisterError(f"“{name}” chưa được đăng ký", hint="đăng ký người dùng trước")
        values = {
            "name": name,
            "password_hash": hashed,
            "must_change": actor.name != name,
            "changed_at": actor.at,
        }
        _upsert(connection, accounts, values, "name")
        connection.execute(delete(sessions).where(sessions.c.name == name))
        connection.execute(delete(sign_in_failures).where(sign_in_failures.c.name_sha256 == _digest(name)))
        append_act(connection, store.id, Act(STORE_CHAIN, actor.at, actor.name, "password", "account", name))


def sign_in(store: Store, name: str, password: str, now: datetime) -> Account:
    """Return the account of a user who typed the right password. Raises SignInError."""
    with store.read() as connection:
        _refuse_locked(connection, name, now)
        row = connection.execute(select(accounts).where(accounts.c.name == name)).mappings().first()
        user = find_user(connection, name)
    # Slow on purpose, so outside of every transaction; an unknown name takes as long as a known one.
    is_right = _verify(row["password_hash"] if row else _dummy_hash(), password[:MAX_PASSWORD])
    if row is None or user is None or not is_right:
        _count_failure(store, name, now)
        raise SignInError("tên đăng nhập hoặc mật khẩu không đúng", hint="kiểm tra bộ gõ và phím Caps Lock")
    if not user.active:
        raise SignInError("tài khoản đã thôi sử dụng", hint="liên hệ quản trị viên")
    with store.write() as connection:
        connection.execute(delete(sign_in_failures).where(sign_in_failures.c.name_sha256 == _digest(name)))
    return Account(user, row["must_change"])


def has_accounts(connection: Connection) -> bool:
    """Return whether anybody can sign in."""
    return connection.execute(select(accounts.c.name).limit(1)).first() is not None


def list_account_names(connection: Connection) -> frozenset[str]:
    """Return the names of users who have a password."""
    return frozenset(connection.execute(select(accounts.c.name)).scalars())


def unlock(store: Store, name: str, actor: Actor) -> None:
    """Let a user who is locked out try again. Raises RegisterError unless the actor is an administrator."""
    with store.write() as connection:
        require_role(connection, actor.name, "user-add")
        connection.execute(delete(sign_in_failures).where(sign_in_failures.c.name_sha256 == _digest(name)))
        append_act(connection, store.id, Act(STORE_CHAIN, actor.at, actor.name, "unlock", "account", name))


def _require_strong(name: str, password: str) -> None:
    problem = ""
    if len(password) < MIN_PASSWORD:
        problem = f"mật khẩu phải có ít nhất {MIN_PASSWORD} ký tự"
    elif len(password) > MAX_PASSWORD:
        problem = f"mật khẩu dài quá {MAX_PASSWORD} ký tự"
    elif len(set(password)) < 5 or name.casefold() in password.casefold():
        problem = "mật khẩu quá dễ đoán"
    if problem:
        raise RegisterError(problem, hint="dùng một câu ngắn mà chỉ mình nhớ, không chứa tên đăng nhập")


def _refuse_locked(connection: Connection, name: str, now: datetime) -> None:
    query = select(sign_in_failures.c.locked_until).where(sign_in_failures.c.name_sha256 == _digest(name))
    until = connection.execute(query).scalar()
    if until is not None and until > write_moment(now):
        raise SignInError(
            f"đăng nhập sai {MAX_FAILURES} lần; tạm khóa đến {show_moment(until)}",
            hint="chờ đến giờ đó, hoặc nhờ quản trị viên mở khóa",
        )


def _count_failure(store: Store, name: str, now: datetime) -> None:
    at = write_moment(now)
    with store.write() as connection:
        connection.execute(
            delete(sign_in_failures).where(sign_in_failures.c.last_at < write_moment(now - _FORGIVEN_AFTER))
        )
        query = select(sign_in_failures.c.count).where(sign_in_failures.c.name_sha256 == _digest(name))
        count = (connection.execute(query.with_for_update()).scalar() or 0) + 1
        locked = write_moment(now + LOCK_TIME) if count >= MAX_FAILURES else None
        values = {
            "name_sha256": _digest(name),
            # After the lock one has all attempts again.
            "count": 0 if locked else count,
            "last_at": at,
            "locked_until": locked,
        }
        _upsert(connection, sign_in_failures, values, "name_sha256")


def _upsert(connection: Connection, table: Any, values: dict[str, Any], key: str) -> None:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    rest = {name: value for name, value in values.items() if name != key}
    connection.execute(dialect.insert(table).values(values).on_conflict_do_update(index_elements=[key], set_=rest))


def _digest(name: str) -> str:
    return hashlib.sha256(name.casefold().encode("utf-8", "surrogatepass")).hexdigest()


@lru_cache
def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as error:
        raise ToolError("thiếu gói argon2-cffi", hint="cài bằng: pip install 'docgen[web]'") from error
    return PasswordHasher()


@lru_cache
def _dummy_hash() -> str:
    return _hasher().hash(_NEVER_MATCHES)


def _verify(hashed: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return _hasher().verify(hashed, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False
