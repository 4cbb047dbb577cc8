"""Drafts that are being written: text that may still hold mistakes, saved at every pause.

A saving names the revision that it was written on. When somebody else saved meanwhile, it is refused with what is
there now: nothing newer is ever overwritten.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select, update

from docgen.errors import InputError, NotFoundError, RegisterError
from docgen.records.documents import Actor, get_document
from docgen.records.roles import require_role
from docgen.records.states import require_state
from docgen.records.store import Store
from docgen.records.tables import versions, working_drafts

MAX_CHARACTERS = 2_000_000
Row = dict[str, Any]


class DraftConflictError(RegisterError):
    """Somebody else saved the draft meanwhile; ``row`` is as it is now."""

    code = "draft-conflict"

    def __init__(self, row: Row) -> None:
        self.row = row
        super().__init__(
            f"{row['changed_by']} đã lưu bản khác của dự thảo này", hint="gộp hai bản rồi lưu lại; chưa có gì bị mất"
        )


@dataclass(frozen=True, slots=True)
class DraftText:
    """The text of a draft, and what it is called in lists."""

    text: str
    title: str = ""


def create_draft(store: Store, written: DraftText, actor: Actor, *, document_id: int | None = None) -> Row:
    """Begin a draft; ``document_id`` is the document that it is to be the next version of.

    Raises RegisterError: not allowed, or the document takes no new version.
    """
    _require_size(written.text)
    with store.write() as connection:
        require_role(connection, actor.name, "draft")
        version = None
        if document_id is not None:
            document = get_document(connection, document_id)
            require_state(document, "submit")
            version = document["version"]
        values = {
            "document_id": document_id,
            "document_version": version,
            "state": "open",
            "revision": 1,
            "title": written.title[:500],
            "text": written.text,
            "created_at": actor.at,
            "created_by": actor.name,
            "changed_at": actor.at,
            "changed_by": actor.name,
        }
        key = connection.execute(insert(working_drafts).values(values).returning(working_drafts.c.id)).scalar_one()
        return values | {"id": key}


def save_draft(store: Store, draft_id: int, written: DraftText, revision: int, actor: Actor) -> Row:
    """Save a draft that was written on ``revision``. The same text again changes nothing.

    Raises DraftConflictError when it has another revision by now, RegisterError when it is not open.
    """
    _require_size(written.text)
    with store.write() as connection:
        require_role(connection, actor.name, "draft")
        row = get_draft(connection, draft_id, lock=True)
        _require_open(row)
        if row["text"] == written.text:
            return row
        if row["revision"] != revision:
            raise DraftConflictError(row)
        changes = {
            "revision": revision + 1,
            "title": written.title[:500],
            "text": written.text,
            "changed_at": actor.at,
            "changed_by": actor.name,
        }
        connection.execute(update(working_drafts).where(working_drafts.c.id == draft_id).values(changes))
        return row | changes


def close_draft(store: Store, draft_id: int, state: str, actor: Actor, *, document_id: int | None = None) -> Row:
    """End the writing of a draft: ``submitted`` as a version of ``document_id``, or ``discarded``."""
    with store.write() as connection:
        require_role(connection, actor.name, "draft")
        row = get_draft(connection, draft_id, lock=True)
        _require_open(row)
        changes: Row = {"state": state, "changed_at": actor.at, "changed_by": actor.name}
        if document_id is not None:
            changes["document_id"] = document_id
        connection.execute(update(working_drafts).where(working_drafts.c.id == draft_id).values(changes))
        return row | changes


def get_draft(connection: Connection, draft_id: int, *, lock: bool = False) -> Row:
    """Return a draft. Raises NotFoundError when there is none."""
    query = select(working_drafts).where(working_drafts.c.id == draft_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFoundError(f"không có dự thảo {draft_id}", hint="xem danh sách dự thảo trong “Việc của tôi”")
    return dict(row)


def find_open_draft(connection: Connection, document_id: int) -> Row | None:
    """Return the draft that is being written of a document, or None."""
    query = select(working_drafts).where(working_drafts.c.document_id == document_id, working_drafts.c.state == "open")
    row = connection.execute(query.order_by(working_drafts.c.id.desc()).limit(1)).mappings().first()
    return dict(row) if row else None


def list_open_drafts(connection: Connection, name: str) -> Iterator[Row]:
    """Yield the drafts that a user began or saved last, the newest first."""
    mine = (working_drafts.c.created_by == name) | (working_drafts.c.changed_by == name)
    query = select(working_drafts).where(working_drafts.c.state == "open", mine)
    for row in connection.execute(query.order_by(working_drafts.c.id.desc()).limit(200)).mappings():
        yield dict(row)


def name_draft_file(draft_id: int) -> str:
    """Return the name of a draft as a file: that of the version that it becomes."""
    return f"du-thao-{draft_id}.vb.txt"


def find_version_of(connection: Connection, draft: Row) -> int | None:
    """Return the document that already has this draft as a version, or None.

    So it is when the service died after the draft was handed in and before it was closed.
    """
    digest = hashlib.sha256(draft["text"].encode("utf-8")).hexdigest()
    query = select(versions.c.document_id).where(
        versions.c.file_name == name_draft_file(draft["id"]), versions.c.draft_sha256 == digest
    )
    return connection.execute(query.limit(1)).scalar()


def read_version_text(store: Store, connection: Connection, document_id: int, number: int) -> str:
    """Return the text of a version as it was handed in. Raises NotFoundError when there is none such."""
    query = select(versions.c.draft_sha256).where(versions.c.document_id == document_id, versions.c.number == number)
    sha256 = connection.execute(query).scalar()
    if sha256 is None:
        raise NotFoundError(f"văn bản {document_id} không có phiên bản {number}")
    return store.files.read(sha256).decode("utf-8-sig", "replace")


def _require_open(row: Row) -> None:
    if row["state"] != "open":
        said = "đã trình" if row["state"] == "submitted" else "đã bỏ"
        raise RegisterError(f"dự thảo {row['id']} {said}, không sửa được nữa", hint="mở văn bản để soạn bản mới")


def _require_size(text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        raise InputError(f"dự thảo dài quá {MAX_CHARACTERS} ký tự", hint="chia thành nhiều văn bản")
