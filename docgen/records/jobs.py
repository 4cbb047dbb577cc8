"""Long work that is done in the background: what was asked for, by whom, and how far it is.

A job is ``queued``, ``running``, and in the end ``done``, ``failed``, ``cancelled``, or ``interrupted``: the service
stopped in the middle of one that cannot safely be taken up again. Only its owner and administrators see it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from docgen.errors import NotFoundError
from docgen.records.documents import Actor
from docgen.records.moments import write_moment
from docgen.records.roles import Role, User, require_role
from docgen.records.service_tables import jobs
from docgen.records.store import Store

Row = dict[str, Any]

ENDED: Final = frozenset({"done", "failed", "interrupted", "cancelled"})
JOB_STATES: Final = {
    "queued": "đang chờ",
    "running": "đang chạy",
    "done": "xong",
    "failed": "không thành",
    "interrupted": "bị ngắt",
    "cancelled": "đã hủy",
}
"""State → what it is called."""


@dataclass(frozen=True, slots=True)
class JobRequest:
    """What is asked for: the kind of job, the ``action`` of ALLOWED that it takes, its name, its input (JSON)."""

    kind: str
    action: str
    title: str
    input: Mapping[str, Any] = field(default_factory=dict)


def add_job(store: Store, request: JobRequest, actor: Actor) -> Row:
    """Enter a job, not to be run before ``release_job``: its files come first. Raises ForbiddenError."""
    values = {
        "kind": request.kind,
        "state": "new",
        "owner": actor.name,
        "title": request.title[:200],
        "input": json.dumps(dict(request.input), ensure_ascii=False),
        "cancel_asked": False,
        "created_at": actor.at,
    }
    with store.write() as connection:
        require_role(connection, actor.name, request.action)
        key = connection.execute(insert(jobs).values(values).returning(jobs.c.id)).scalar_one()
        return get_job(connection, key)


def release_job(store: Store, job_id: int) -> Row:
    """Let a job be run that was entered."""
    return change_job(store, job_id, ("new",), state="queued")


def take_job(store: Store, now: datetime) -> Row | None:
    """Return the job that has waited longest, running from now on, or None. Nobody else gets the same."""
    query = select(jobs.c.id).where(jobs.c.state == "queued").order_by(jobs.c.id).limit(1)
    with store.read() as connection:
        if connection.execute(query).first() is None:
            return None
    with store.write() as connection:
        key = connection.execute(query.with_for_update(skip_locked=True)).scalar()
        if key is None:
            return None
        mine = jobs.c.id == key
        begun = {"state": "running", "started_at": write_moment(now), "runs": jobs.c.runs + 1}
        connection.execute(update(jobs).where(mine).values(begun))
        return get_job(connection, key)


def change_job(store: Store, job_id: int, states: Sequence[str], **changes: Any) -> Row:
    """Change a job that is in one of ``states``, and return it as it is then; in another state it stays as it is."""
    with store.write() as connection:
        connection.execute(update(jobs).where(jobs.c.id == job_id, jobs.c.state.in_(states)).values(changes))
        return get_job(connection, job_id)


def list_jobs_in(connection: Connection, state: str) -> list[Row]:
    """Return all jobs of one state, whoever owns them: for the one that runs them."""
    return [dict(row) for row in connection.execute(select(jobs).where(jobs.c.state == state)).mappings()]


def get_job(connection: Connection, job_id: int) -> Row:
    """Return a job, whoever owns it. Raises NotFoundError when there is none."""
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).mappings().first()
    if row is None:
        raise _not_found(job_id)
    return dict(row)


def find_job(connection: Connection, job_id: int, user: User) -> Row:
    """Return a job that ``user`` may see. Raises NotFoundError: there is none, or it is another's."""
    row = get_job(connection, job_id)
    if row["owner"] != user.name and Role.ADMIN not in user.roles:
        raise _not_found(job_id)
    return row


def list_jobs(connection: Connection, user: User, *, before: int | None = None, limit: int = 50) -> Iterator[Row]:
    """Yield the jobs that ``user`` may see, the newest first; ``before`` is the id that a page goes on from."""
    query = select(jobs).where(jobs.c.state != "new").order_by(jobs.c.id.desc()).limit(limit)
    if Role.ADMIN not in user.roles:
        query = query.where(jobs.c.owner == user.name)
    if before is not None:
        query = query.where(jobs.c.id < before)
    for row in connection.execute(query).mappings():
        yield dict(row)


def describe_job(row: Row) -> dict[str, Any]:
    """Return a job for people and programs."""
    named = ("id", "kind", "title", "state", "owner", "done", "total", "message")
    moments = ("created_at", "started_at", "finished_at")
    return {
        **{name: row[name] for name in named},
        "state_name": JOB_STATES.get(row["state"], ""),
        "ended": row["state"] in ENDED,
        "cancel_asked": row["cancel_asked"],
        **{name: row[name] for name in moments},
        "result": json.loads(row["result"]) if row["result"] else None,
        "error": json.loads(row["error"]) if row["error"] else None,
    }


def _not_found(job_id: int) -> NotFoundError:
    return NotFoundError(f"không có việc {job_id}", hint="xem danh sách việc đang chạy của bạn")
