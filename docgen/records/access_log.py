"""Who signed in, looked, downloaded, printed (Annex VI, part I, III.6.l). Acts that change records are in ``audit``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from docgen.records.documents import Actor
from docgen.records.store import Store
from docgen.records.tables import access_log


@dataclass(frozen=True, slots=True)
class Access:
    """What was done, and with which record: ("view", "document", "12"). ``detail`` says which file, or why not."""

    action: str
    kind: str = ""
    subject_id: str = ""
    detail: str = ""


def note_access(store: Store, actor: Actor, access: Access) -> None:
    """Write down an access."""
    row = asdict(access) | {"at": actor.at, "actor": actor.name[:100], "detail": access.detail[:200]}
    with store.write() as connection:
        connection.execute(insert(access_log), row)


def list_accesses(connection: Connection, *, kind: str = "", subject_id: str = "", limit: int = 200) -> Iterator[Any]:
    """Yield the newest accesses, those of one record where it is named."""
    query = select(access_log).order_by(access_log.c.id.desc()).limit(limit)
    if kind:
        query = query.where(access_log.c.kind == kind, access_log.c.subject_id == subject_id)
    yield from connection.execute(query).mappings()
