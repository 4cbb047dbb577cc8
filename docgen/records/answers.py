"""Answers given to requests that carried a key: the same request again is answered, not done again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from docgen.errors import InputError
from docgen.records.moments import write_moment
from docgen.records.service_tables import idempotency_keys as keys
from docgen.records.store import Store

KEPT: Final = timedelta(days=7)


class KeyReusedError(InputError):
    """A key comes again with another request."""

    code = "idempotency-key"


@dataclass(frozen=True, slots=True)
class Question:
    """A request: whose, its key, its route, the digest of its body. ``worker`` names the process that serves it."""

    name: str
    key: str
    route: str
    body_sha256: str
    worker: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a question: the answer that was given; ``status`` 0: whoever began it never ended."""

    status: int
    answer: str
    worker: str


def claim(store: Store, asked: Question, now: datetime) -> Known | None:
    """Take a question on; None: it is new, and is yours. Raises KeyReusedError for a key of another request."""
    values = {
        "name": asked.name,
        "key": asked.key,
        "route": asked.route,
        "body_sha256": asked.body_sha256,
        "worker": asked.worker,
        "status": 0,
        "created_at": write_moment(now),
    }
    with store.write() as connection:
        connection.execute(delete(keys).where(keys.c.created_at < write_moment(now - KEPT)))
        dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
        new = dialect.insert(keys).values(values).on_conflict_do_nothing().returning(keys.c.key)
        if connection.execute(new).first() is not None:
            return None
        row = connection.execute(select(keys).where(_is(asked))).mappings().one()
        if (row["route"], row["body_sha256"]) != (asked.route, asked.body_sha256):
            raise KeyReusedError(
                "Idempotency-Key này đã dùng cho một yêu cầu khác",
                where="Idempotency-Key",
                hint="mỗi yêu cầu một khóa mới; gửi lại đúng yêu cầu cũ thì giữ nguyên khóa",
            )
        if row["status"] == 0:
            connection.execute(update(keys).where(_is(asked)).values(worker=asked.worker))
        return Known(row["status"], row["answer"], row["worker"])


def keep_answer(store: Store, asked: Question, status: int, answer: str) -> None:
    """Keep the answer to a question."""
    _change(store, update(keys).where(_is(asked)).values(status=status, answer=answer))


def give_up(store: Store, asked: Question) -> None:
    """Forget a question that could not be answered: nothing was done, it may be asked again."""
    _change(store, delete(keys).where(_is(asked)))


def _change(store: Store, statement: Any) -> None:
    with store.write() as connection:
        connection.execute(statement)


def _is(asked: Question) -> ColumnElement[bool]:
    return (keys.c.name == asked.name) & (keys.c.key == asked.key)
