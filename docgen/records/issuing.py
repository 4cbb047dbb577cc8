"""The transaction that ends the issuing of a reserved document: its finished files are entered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, insert

from docgen.errors import RegisterError
from docgen.records.documents import Actor, Row, act_of, change_document, get_document, show_code
from docgen.records.file_store import StoredFile
from docgen.records.file_text import read_file_words
from docgen.records.roles import require_role
from docgen.records.search_words import Words
from docgen.records.states import State, require_state
from docgen.records.store import Store
from docgen.records.submission import register_file
from docgen.records.tables import document_files


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """A file of an issued document: ``role`` docx or pdf, its name for people, and the file in the store."""

    role: str
    name: str
    stored: StoredFile


def finish(
    store: Store,
    document_id: int,
    actor: Actor,
    finished: Sequence[FinishedFile],
    *,
    page_amount: int | None = None,
    override_check: str = "",
) -> Row:
    """Enter the files of a reserved document, and make it ``issued``. The files lie in the store already.

    A document that somebody else finished meanwhile stays as it is.
    """
    if not finished:
        raise RegisterError("văn bản ban hành phải có tệp", where=f"văn bản {document_id}")
    words = _read_words(store, finished)
    with store.write() as connection:
        require_role(connection, actor.name, "issue")
        row, replaced = _lock_both(connection, document_id)
        if row["state"] == State.ISSUED:
            return row
        require_state(row, "issue")
        _enter_files(connection, row, actor, finished)
        act = act_of(
            actor, "issue", code_number=row["code_number"], replaces=row["replaces_id"], override_check=override_check
        )
        act = replace(act, files=[(file.role, file.name, file.stored.sha256) for file in finished])
        changes = {"state": State.ISSUED.value, "issued_at": actor.at, "page_amount": page_amount}
        issued = change_document(connection, store, row, act, changes, words)
        # One that was recalled meanwhile stays recalled.
        if replaced is not None and replaced["state"] == State.ISSUED:
            _replace(connection, store, replaced, issued, actor)
        return issued


def _read_words(store: Store, finished: Sequence[FinishedFile]) -> Words:
    """Return what search shall find: the text of the DOCX; the PDF says the same again."""
    file = min(finished, key=lambda file: file.role != "docx")
    return read_file_words(file.name, store.files.read(file.stored.sha256))


def _lock_both(connection: Connection, document_id: int) -> tuple[Row, Row | None]:
    """Lock a document and the one that it replaces, in the order of their ids: no two can wait for each other."""
    replaces_id = get_document(connection, document_id)["replaces_id"]
    wanted = {document_id, replaces_id} - {None}
    rows = {key: get_document(connection, key, lock=True) for key in sorted(wanted)}
    return rows[document_id], rows.get(replaces_id)


def _enter_files(connection: Connection, row: Row, actor: Actor, finished: Sequence[FinishedFile]) -> None:
    for file in finished:
        register_file(connection, file.stored)
    connection.execute(
        insert(document_files),
        [
            {
                "document_id": row["id"],
                "role": file.role,
                "name": file.name,
                "sha256": file.stored.sha256,
                "added_at": actor.at,
            }
            for file in finished
        ],
    )


def _replace(connection: Connection, store: Store, old: Row, issued: Row, actor: Actor) -> None:
    changes = {"state": State.REPLACED.value, "replaced_by_id": issued["id"]}
    act = act_of(actor, "replace", replaced_by=issued["id"], by_code=show_code(issued))
    change_document(connection, store, old, act, changes)
