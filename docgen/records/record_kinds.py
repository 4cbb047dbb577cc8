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
from docgen.records.dossier_contents import list_contents, make_record
from docgen.records.organs import KIND as ORGAN
from docgen.records.tables import documents, dossiers, incoming_documents, organs, users

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


def walk_incoming(connection: Connection) -> Iterator[KeptRecord]:
    """Yield all incoming documents."""
    for row in _walk(connection, incoming_documents):
        label = f"văn bản đến {row['id']} (số đến {row['arrival_number']}, “{row['subject'][:_SUBJECT]}”)"
        yield KeptRecord(str(row["id"]), label, row)


def walk_dossiers(connection: Connection) -> Iterator[KeptRecord]:
    """Yield all dossiers, each with what lies in it."""
    contents = list_contents(connection)
    for row in _walk(connection, dossiers):
        label = f"hồ sơ {row['id']} ({row['file_notation']} năm {row['file_catalog']}, “{row['title'][:_SUBJECT]}”)"
        yield KeptRecord(str(row["id"]), label, make_record(row, contents.get(row["id"], [])))


def walk_users(connection: Connection) -> Iterator[KeptRecord]:
    """Yield all registered users."""
    for row in _walk(connection, users):
        yield KeptRecord(row["name"], f"người dùng “{row['name']}”", row)


def walk_organs(connection: Connection) -> Iterator[KeptRecord]:
    """Yield all organs."""
    for row in _walk(connection, organs):
        yield KeptRecord(str(row["id"]), f"cơ quan “{row['name']}”", row)


def _walk(connection: Connection, table: Any) -> Iterator[Record]:
    query = select(table).order_by(*table.primary_key)
    for row in connection.execution_options(stream_results=True).execute(query).mappings():
        yield dict(row)


RECORD_KINDS: Final[dict[str, Callable[[Connection], Iterator[KeptRecord]]]] = {
    "document": walk_documents,
    "incoming": walk_incoming,
    "dossier": walk_dossiers,
    "user": walk_users,
    ORGAN: walk_organs,
}
"""Kind of an act → all records of that kind."""

UNTOLD_KINDS: Final = frozenset({ORGAN})
"""Of these docgen 0.2 entered some without an act. The first act on one of a kind tells of all that there are then."""
