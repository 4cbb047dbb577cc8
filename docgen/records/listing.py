"""Looking: lists of outgoing documents, and one with everything that is known of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from docgen.records.documents import Row, get_document, show_code
from docgen.records.store import Store
from docgen.records.tables import audit, document_files, documents, files, organs, versions


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents: by state, by year of their date, by who began them; ``after`` is the id a page goes on from."""

    states: tuple[str, ...] = ()
    year: int | None = None
    after: int = 0
    limit: int | None = None
    created_by: str = ""


def list_rows(connection: Connection, wanted: DocumentFilter) -> Iterator[Row]:
    """Yield the rows of documents, by id, each with ``organ_name``. Pages go on from an id: no page is slow."""
    query = select(documents, organs.c.name.label("organ_name")).join(organs).where(documents.c.id > wanted.after)
    if wanted.states:
        query = query.where(documents.c.state.in_(wanted.states))
    if wanted.created_by:
        query = query.where(documents.c.created_by == wanted.created_by)
    if wanted.year is not None:
        day = documents.c.promulgation_date
        query = query.where(day >= date(wanted.year, 1, 1), day <= date(wanted.year, 12, 31))
    for row in connection.execute(query.order_by(documents.c.id).limit(wanted.limit)).mappings():
        yield dict(row)


def describe_row(row: Row, found: Sequence[Row], store: Store) -> dict[str, Any]:
    """Return a document as ``--format json`` prints it; ``found`` are its files (see ``find_files``)."""
    day = row["promulgation_date"]
    return {
        "id": row["id"],
        "state": row["state"],
        "version": row["version"],
        "document_type": row["document_type"],
        "type_name": row["type_name"],
        "organ": row["organ_name"],
        "code_number": row["code_number"],
        "code_notation": row["code_notation"],
        "code": show_code(row),
        "promulgation_date": day.isoformat() if day else None,
        "subject": row["subject"],
        "position": row["position"],
        "full_name": row["full_name"],
        "page_amount": row["page_amount"],
        "replaces": row["replaces_id"],
        "replaced_by": row["replaced_by_id"],
        "files": [
            {
                "name": file["name"],
                "role": file["role"],
                "sha256": file["sha256"],
                "size": file["size"],
                "path": str(store.files.path_of(file["sha256"])),
            }
            for file in found
        ],
    }


def find_files(connection: Connection, document_ids: Sequence[int]) -> dict[int, list[Row]]:
    """Return the files of documents, by document."""
    found: dict[int, list[Row]] = {key: [] for key in document_ids}
    # A query takes a limited number of values.
    for start in range(0, len(document_ids), 500):
        some = document_ids[start : start + 500]
        query = (
            select(document_files, files.c.size)
            .join(files)
            .where(document_files.c.document_id.in_(some))
            .order_by(document_files.c.id)
        )
        for row in connection.execute(query).mappings():
            found[row["document_id"]].append(dict(row))
    return found


def describe_documents(store: Store, connection: Connection, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows of ``list_rows`` as ``--format json`` prints them."""
    found = find_files(connection, [row["id"] for row in rows])
    return [describe_row(row, found[row["id"]], store) for row in rows]


def describe_document_by_id(store: Store, connection: Connection, document_id: int) -> dict[str, Any]:
    """Return one document as it is listed. Raises RegisterError when there is none."""
    row = get_document(connection, document_id)
    row["organ_name"] = connection.execute(select(organs.c.name).where(organs.c.id == row["organ_id"])).scalar_one()
    return describe_documents(store, connection, [row])[0]


def describe_in_full(store: Store, connection: Connection, document_id: int) -> dict[str, Any]:
    """Return one document with all metadata, its versions and its history. Raises RegisterError when there is none."""
    row = get_document(connection, document_id)
    short = describe_document_by_id(store, connection, document_id)
    rest = {
        "approved": {"content": row["content_version"], "format": row["format_version"]},
        "place": row["place"],
        "competence": json.loads(row["competence"]),
        "addressees": json.loads(row["addressees"]),
        "recipients": json.loads(row["recipients"]),
        "priority": row["priority"],
        "language": row["language"],
        "note": row["note"],
        "versions": [_describe_version(version) for version in _list_versions(connection, document_id)],
        "history": list(_list_history(connection, document_id)),
    }
    return short | rest


def _list_versions(connection: Connection, document_id: int) -> Iterator[Row]:
    query = select(versions).where(versions.c.document_id == document_id).order_by(versions.c.number)
    for row in connection.execute(query).mappings():
        yield dict(row)


def _describe_version(version: Row) -> dict[str, Any]:
    return {
        "version": version["number"],
        "file_name": version["file_name"],
        "sha256": version["draft_sha256"],
        "submitted_by": version["submitted_by"],
        "submitted_at": version["submitted_at"],
    }


def _list_history(connection: Connection, document_id: int) -> Iterator[dict[str, Any]]:
    query = (
        select(audit)
        .where(audit.c.kind == "document", audit.c.subject_id == str(document_id))
        .order_by(audit.c.chain, audit.c.seq)
    )
    for row in connection.execute(query).mappings():
        facts = json.loads(row["facts"])
        yield {
            "at": row["at"],
            "by": row["actor"],
            "action": row["action"],
            "version": facts.get("version"),
            "state": facts.get("state"),
            "reason": facts.get("reason") or facts.get("override_check") or facts.get("override_date") or "",
            "facts": facts,
        }


def collect_recipients(connection: Connection, newest: int = 300) -> list[str]:
    """Return the recipients of the newest documents, each once, the latest first."""
    found: dict[str, None] = {}
    query = select(documents.c.addressees, documents.c.recipients).order_by(documents.c.id.desc()).limit(newest)
    for row in connection.execute(query):
        for text in (row.addressees, row.recipients):
            found |= dict.fromkeys(json.loads(text or "[]"))
    return [text for text in found if not text.startswith(("Lưu", "Như "))]
