"""Word files that were edited outside: each is kept, byte by byte, beside the version that was made of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, insert, select

from docgen.records.documents import Actor
from docgen.records.roles import require_role
from docgen.records.store import Store
from docgen.records.submission import register_file
from docgen.records.tables import word_files, working_drafts


def keep_word_file(store: Store, draft_id: int, name: str, data: bytes, actor: Actor) -> None:
    """Keep a Word file of which the draft ``draft_id`` was made. Raises ForbiddenError."""
    kept = store.files.add(data)
    with store.write() as connection:
        require_role(connection, actor.name, "draft")
        register_file(connection, kept)
        values = {
            "draft_id": draft_id,
            "name": name,
            "sha256": kept.sha256,
            "added_at": actor.at,
            "added_by": actor.name,
        }
        connection.execute(insert(word_files).values(values))


def list_word_files(connection: Connection, document_id: int) -> list[dict[str, Any]]:
    """Return the Word files of a document, the newest first: name, digest, who, when, and of which version each is.

    ``state`` is that of the draft: open (the version is still being written), submitted, or discarded.
    """
    query = (
        select(word_files, working_drafts.c.state, (working_drafts.c.document_version + 1).label("version"))
        .join(working_drafts, working_drafts.c.id == word_files.c.draft_id)
        .where(working_drafts.c.document_id == document_id)
        .order_by(word_files.c.id.desc())
    )
    return [dict(row) for row in connection.execute(query).mappings()]
