"""The recall of an incoming document by its author: it and its metadata are destroyed (Annex VI, part I, III.8.b).

The number of arrival stays, with the record of the recall itself (III.8.c): who, when, why, and the digests of the
files that were destroyed.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, delete, select

from docgen.errors import RegisterError
from docgen.records.audit import Act
from docgen.records.documents import Actor, Row
from docgen.records.incoming import change_incoming, get_incoming
from docgen.records.incoming_metadata import IncomingState
from docgen.records.roles import require_role
from docgen.records.search_index import INCOMING, remove_entry
from docgen.records.store import Store
from docgen.records.tables import (
    document_files,
    dossier_documents,
    dossiers,
    files,
    incoming_documents,
    versions,
    word_files,
)

_KEPT: Final = frozenset({"id", "organ_id", "arrival_number", "arrival_date", "created_at", "created_by"})


def recall_incoming(store: Store, incoming_id: int, actor: Actor, reason: str) -> Row:
    """Destroy an incoming document: its metadata, its files, and what search knew of it. Returns the row that is left.

    Files that another record holds too stay for that one. Raises RegisterError for one recalled before, and for one in
    a dossier that is locked.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise RegisterError("thiếu lý do", hint="thêm --reason LÝ_DO")
    with store.write() as connection:
        require_role(connection, actor.name, "incoming-recall")
        row = get_incoming(connection, incoming_id, lock=True)
        if row["state"] == IncomingState.RECALLED:
            raise RegisterError(f"văn bản đến {incoming_id} đã được hủy từ trước")
        _require_no_hold(connection, incoming_id)
        removed = _remove_files(connection, incoming_id)
        remove_entry(connection, INCOMING, incoming_id)
        facts = {"reason": reason, "destroyed": [[name, sha256] for name, sha256 in removed]}
        act = Act(row["organ_id"], actor.at, actor.name, "incoming-recall", "incoming", incoming_id, facts)
        changes = _emptied() | {"state": IncomingState.RECALLED.value, "note": f"Thu hồi: {reason}"}
        row = change_incoming(connection, store, row, act, changes)
        unused = [sha256 for _, sha256 in removed if _forget_file(connection, sha256)]
    for sha256 in unused:
        store.files.destroy(sha256)
    return row


def _emptied() -> dict[str, Any]:
    """Return the columns of a row when they say nothing any more."""
    return {
        column.name: 0 if column.name == "priority" else None if column.nullable else ""
        for column in incoming_documents.columns
        if column.name not in _KEPT
    }


def _require_no_hold(connection: Connection, incoming_id: int) -> None:
    query = (
        select(dossiers.c.file_notation)
        .join(dossier_documents, dossier_documents.c.dossier_id == dossiers.c.id)
        .where(dossier_documents.c.incoming_id == incoming_id, dossiers.c.hold_reason != "")
    )
    held = connection.execute(query).scalars().first()
    if held is not None:
        raise RegisterError(
            f"văn bản đến {incoming_id} nằm trong hồ sơ {held} đang bị khóa",
            hint="mở khóa hồ sơ trước: docgen records dossier release",
        )


def _remove_files(connection: Connection, incoming_id: int) -> list[tuple[str, str]]:
    mine = document_files.c.incoming_id == incoming_id
    found = connection.execute(select(document_files.c.name, document_files.c.sha256).where(mine)).all()
    connection.execute(delete(document_files).where(mine))
    return [(row.name, row.sha256) for row in found]


def _forget_file(connection: Connection, sha256: str) -> bool:
    """Take a file out of the store's list unless another record names it; return whether it is out."""
    named = ((document_files, ("sha256",)), (versions, ("draft_sha256", "document_sha256")), (word_files, ("sha256",)))
    for table, columns in named:
        for name in columns:
            if connection.execute(select(table.c.id).where(table.c[name] == sha256).limit(1)).first() is not None:
                return False
    connection.execute(delete(files).where(files.c.sha256 == sha256))
    return True
