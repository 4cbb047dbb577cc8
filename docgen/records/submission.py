"""Handing in: a draft becomes a version of a document.

Its bytes are kept, and beside them the document that was read from them, organ and all: what is approved is what is
issued, whatever becomes of the organs file meanwhile.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from docgen.drafting import Organs, parse_document_json, read_draft
from docgen.errors import InputError, RegisterError, explain_os_error
from docgen.model import Document, NumberedDocument
from docgen.records.audit import Act
from docgen.records.documents import Actor, Row, act_of, change_document, get_document, insert_document, lock_document
from docgen.records.file_store import StoredFile
from docgen.records.metadata import describe_document, make_document_code
from docgen.records.organs import ensure_organ
from docgen.records.roles import require_role
from docgen.records.states import State, require_state
from docgen.records.store import Store
from docgen.records.tables import documents, files, versions


@dataclass(frozen=True, slots=True)
class Submission:
    """A draft as it was handed in: the name of its file, its bytes, and the document read from them."""

    file_name: str
    data: bytes
    document: Document

    @property
    def stated(self) -> dict[str, Any] | None:
        """The number, notation, date and DocumentId that the draft states: the register gives its own number."""
        document = self.document
        if not isinstance(document, NumberedDocument) or document.promulgation_date is None:
            return None
        day = document.promulgation_date.to_date()
        row = {"code_number": document.code_number, "code_notation": document.notation, "promulgation_date": day}
        return row | {"document_code": make_document_code(row, document.organ)}


def read_submission(path: Path, organs: Organs | None = None) -> Submission:
    """Read a draft to hand in. Raises InputError; DraftError with every mistake of the draft."""
    document = read_draft(path, organs).document
    try:
        return Submission(path.name, path.read_bytes(), document)
    except OSError as error:
        raise InputError(f"không đọc được tệp: {explain_os_error(error)}", where=str(path)) from error


def submit(
    store: Store,
    submission: Submission,
    actor: Actor,
    *,
    document_id: int | None = None,
    replaces: int | None = None,
    as_draft: bool = False,
) -> Row:
    """Hand in a draft: as a new document, or as the next version of ``document_id``.

    ``replaces`` is the issued document that this one is to replace (Article 18.3); ``as_draft`` only keeps it. What was
    approved of an earlier version counts no more. Returns the document's row.
    """
    draft = store.files.add(submission.data)
    document = _strip_number(submission.document)
    kept = store.files.add(document.model_dump_json().encode("utf-8"))
    with store.write() as connection:
        require_role(connection, actor.name, "submit")
        organ_id = ensure_organ(connection, store, document.organ, actor)
        changes: dict[str, Any] = describe_document(document) | {
            "organ_id": organ_id,
            "state": (State.DRAFT if as_draft else State.SUBMITTED).value,
        }
        if replaces is not None:
            require_state(get_document(connection, replaces), "replace")
            changes["replaces_id"] = replaces
        action = "keep" if as_draft else "submit"
        facts = {"draft": draft.sha256, "document": kept.sha256, "file": submission.file_name}
        act = act_of(actor, action, **facts, replaces=replaces)
        if document_id is None:
            new = {"version": 1, "created_at": actor.at, "created_by": actor.name, "changed_at": actor.at}
            row = insert_document(connection, store, act, changes | new)
        else:
            row = _add_version(connection, store, document_id, act, changes)
        for file in (draft, kept):
            register_file(connection, file)
        version = {
            "document_id": row["id"],
            "number": row["version"],
            "file_name": submission.file_name,
            "draft_sha256": draft.sha256,
            "document_sha256": kept.sha256,
            "submitted_by": actor.name,
            "submitted_at": actor.at,
        }
        connection.execute(insert(versions), version)
        return row


def submit_kept(store: Store, document_id: int, actor: Actor) -> Row:
    """Hand in the newest version of a document that was only kept as a draft."""
    with store.write() as connection:
        row = lock_document(connection, document_id, actor, "submit")
        if row["state"] != State.DRAFT:
            raise RegisterError(
                f"văn bản {document_id} không phải là dự thảo đang giữ",
                hint=f"trình phiên bản mới: docgen records submit BẢN_THẢO --document {document_id}",
            )
        return change_document(connection, store, row, act_of(actor, "submit"), {"state": State.SUBMITTED.value})


def read_version(store: Store, row: Row) -> Document:
    """Return the document of the newest version of a row, as it was handed in."""
    with store.read() as connection:
        query = select(versions.c.document_sha256).where(
            versions.c.document_id == row["id"], versions.c.number == row["version"]
        )
        sha256 = connection.execute(query).scalar_one()
    return parse_document_json(store.files.read(sha256).decode("utf-8"), {}, source=f"văn bản {row['id']}")


def register_file(connection: Connection, file: StoredFile) -> None:
    """Enter a file that lies in the store; the same file twice is entered once."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(files).values(sha256=file.sha256, size=file.size).on_conflict_do_nothing())


def find_same_draft(store: Store, submission: Submission) -> int | None:
    """Return the id of an open or issued document whose newest version has the same bytes, or None."""
    digest = hashlib.sha256(submission.data).hexdigest()
    query = (
        select(documents.c.id)
        .join(versions, (versions.c.document_id == documents.c.id) & (versions.c.number == documents.c.version))
        .where(versions.c.draft_sha256 == digest, documents.c.state != State.VOID.value)
        .order_by(documents.c.id)
    )
    with store.read() as connection:
        return connection.execute(query).scalars().first()


def _add_version(connection: Connection, store: Store, document_id: int, act: Act, changes: dict[str, Any]) -> Row:
    row = get_document(connection, document_id, lock=True)
    require_state(row, "submit")
    if row["organ_id"] != changes["organ_id"]:
        raise RegisterError(
            f"văn bản {document_id} là của cơ quan khác", hint="trình bản thảo này thành một văn bản mới"
        )
    cleared = {"version": row["version"] + 1, "content_version": None, "format_version": None}
    return change_document(connection, store, row, act, changes | cleared)


def _strip_number(document: Document) -> Document:
    """Return the document without a number: the register gives it."""
    return Document(**{name: getattr(document, name) for name in Document.model_fields})
