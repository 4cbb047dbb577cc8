"""Looking at incoming documents: the most urgent first, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from docgen.records.documents import Row
from docgen.records.dossier_contents import show_incoming_code
from docgen.records.incoming import OPEN_STATES, get_incoming
from docgen.records.store import Store
from docgen.records.tables import document_files, files, incoming_documents, organs


@dataclass(frozen=True, slots=True)
class IncomingFilter:
    """Which documents: by state, by the day they are due before; ``after`` is the id that a page goes on from."""

    states: tuple[str, ...] = ()
    due_before: date | None = None
    organ_id: int | None = None
    after: int | None = None
    limit: int | None = None


def list_incoming(connection: Connection, wanted: IncomingFilter) -> list[Row]:
    """Return rows, the most urgent first, then in order of arrival. Pages go on from a row: no page is slow."""
    columns = incoming_documents.c
    query = select(incoming_documents)
    if wanted.states:
        query = query.where(columns.state.in_(wanted.states))
    if wanted.due_before is not None:
        query = query.where(columns.due_date < wanted.due_before, columns.state.in_(OPEN_STATES))
    if wanted.organ_id is not None:
        query = query.where(columns.organ_id == wanted.organ_id)
    if wanted.after is not None:
        last = get_incoming(connection, wanted.after)
        behind = and_(columns.priority == last["priority"], columns.id > last["id"])
        query = query.where(or_(columns.priority < last["priority"], behind))
    query = query.order_by(columns.priority.desc(), columns.id).limit(wanted.limit)
    return [dict(row) for row in connection.execute(query).mappings()]


def describe_incoming(store: Store, connection: Connection, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows as ``--format json`` prints them, with their files."""
    found = _find_files(store, connection, [row["id"] for row in rows])
    names = {row.id: row.name for row in connection.execute(select(organs.c.id, organs.c.name))}
    return [_describe(row) | {"receiver": names[row["organ_id"]], "files": found.get(row["id"], [])} for row in rows]


def _describe(row: Row) -> dict[str, Any]:
    shown = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    shown["code"] = show_incoming_code(row)
    del shown["organ_id"]
    return shown


def _find_files(store: Store, connection: Connection, keys: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for start in range(0, len(keys), 500):
        query = (
            select(document_files, files.c.size)
            .join(files)
            .where(document_files.c.incoming_id.in_(keys[start : start + 500]))
            .order_by(document_files.c.id)
        )
        for row in connection.execute(query).mappings():
            described = {name: row[name] for name in ("name", "role", "sha256", "size")}
            described["path"] = str(store.files.path_of(row["sha256"]))
            found.setdefault(row["incoming_id"], []).append(described)
    return found
