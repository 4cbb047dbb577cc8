"""The kinds of records that acts are about, and how to read each again as it was when its last act was written.

A module that adds a kind adds its walk here: ``verify`` then finds a record that was edited, deleted or slipped in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from docgen.records.audit import Record
from docgen.records.documents import show_code
from docgen.records.tables import documents, users

_SUBJECT = 60


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record as it stands: its id as acts write it, what people call it, and the mapping that acts digest."""

    subject_id: str
    label: str
    record: Record


def label_document(row: Record) -> str:
    """Return what people call an outgoing document: id, number, subject."""
    code = show_code(row)
    subject = row["subject"][:_SUBJECT]
    return f"văn bản {row['id']} ({code or 'chưa có số'}, “{subject}”)"


def walk_documents(connection: Connection) -> Iterator[KeptRecord]:
    """Yield all outgoing documents."""
    for row in _walk(connection, documents):
        yield KeptRecord(str(row["id"]), label_document(row), row)


def walk_users(connection: Connection) -> Iterator[KeptRecord]:
    """Yield all registered users."""
    for row in _walk(connection, users):
        yield KeptRecord(row["name"], f"người dùng “{row['name']}”", row)


def _walk(connection: Connection, table: Any) -> Iterator[Record]:
    query = select(table).order_by(*table.primary_key)
    for row in connection.execution_options(stream_results=True).execute(query).mappings():
        yield dict(row)


RECORD_KINDS: Final[dict[str, Callable[[Connection], Iterator[KeptRecord]]]] = {
    "document": walk_documents,
    "user": walk_users,
}
"""Kind of an act → all records of that kind."""
