"""What lies in dossiers: outgoing and incoming documents, in order, without copies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from docgen.records.audit import Record
from docgen.records.documents import Row, show_code
from docgen.records.search_words import fold_name
from docgen.records.tables import document_files, documents, dossier_documents, incoming_documents, organs

OUTGOING = "document"
INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class Item:
    """A document that lies in a dossier, or is to: its kind ("document", "incoming") and id."""

    kind: str
    id: int

    def __str__(self) -> str:
        return f"văn bản {'đến ' if self.kind == INCOMING else ''}{self.id}"


def list_contents(connection: Connection, dossier_id: int | None = None) -> dict[int, list[list[Any]]]:
    """Return the plain contents of one dossier or of all: ordinal, kind, id, sheets, note of each document."""
    query = select(dossier_documents).order_by(dossier_documents.c.dossier_id, dossier_documents.c.ordinal)
    if dossier_id is not None:
        query = query.where(dossier_documents.c.dossier_id == dossier_id)
    found: dict[int, list[list[Any]]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        item = _item(row)
        found[row["dossier_id"]].append([row["ordinal"], item.kind, item.id, row["sheets"], row["note"]])
    return found


def make_record(row: Record, contents: Sequence[Sequence[Any]]) -> Record:
    """Return what the audit trail digests of a dossier: its row, and what lies in it."""
    return {**row, "documents": [list(item) for item in contents]}


def describe_contents(connection: Connection, dossier_id: int) -> list[dict[str, Any]]:
    """Return the documents of a dossier, in order, as the list of documents tells them (Annex V, form IV)."""
    found = []
    query = (
        select(dossier_documents)
        .where(dossier_documents.c.dossier_id == dossier_id)
        .order_by(dossier_documents.c.ordinal)
    )
    members = list(connection.execute(query).mappings())
    rows = _read_rows(connection, members)
    for member in members:
        item = _item(member)
        row = rows[item]
        is_outgoing = item.kind == OUTGOING
        found.append(
            {
                "ordinal": member["ordinal"],
                "kind": item.kind,
                "id": item.id,
                "state": row["state"],
                "code": show_code(row) if is_outgoing else show_incoming_code(row),
                "promulgation_date": row["promulgation_date"],
                "type_name": row["type_name"],
                "subject": row["subject"],
                "organ": row["organ_name"],
                "page_amount": row["page_amount"],
                "sheets": member["sheets"],
                "note": member["note"] or row["note"],
            }
        )
    return found


def find_same(connection: Connection, dossier_id: int) -> list[tuple[Item, Item]]:
    """Return pairs of documents of a dossier that are the same: by a file, or by số, ký hiệu, day and author."""
    known: dict[Any, Item] = {}
    pairs: dict[tuple[Item, Item], None] = {}
    described = describe_contents(connection, dossier_id)
    marks = _find_files(connection, dossier_id)
    for member in described:
        item = Item(member["kind"], member["id"])
        keys: list[Any] = list(marks.get(item, ()))
        if member["code"] and member["promulgation_date"]:
            code = fold_name(member["code"])
            keys.append((code, member["promulgation_date"], fold_name(member["organ"])))
        for key in keys:
            first = known.setdefault(key, item)
            if first != item:
                pairs[first, item] = None
    return list(pairs)


def show_incoming_code(row: Mapping[str, Any]) -> str:
    """Return số và ký hiệu of an incoming document."""
    return "/".join(part for part in (row["code_number"], row["code_notation"]) if part)


def _find_files(connection: Connection, dossier_id: int) -> dict[Item, set[str]]:
    found: dict[Item, set[str]] = defaultdict(set)
    for name in ("document_id", "incoming_id"):
        query = (
            select(document_files.c.document_id, document_files.c.incoming_id, document_files.c.sha256)
            .join(dossier_documents, dossier_documents.c[name] == document_files.c[name])
            .where(dossier_documents.c.dossier_id == dossier_id)
        )
        for row in connection.execute(query).mappings():
            found[_item(row)].add(row["sha256"])
    return found


def _item(row: Mapping[Any, Any]) -> Item:
    if row["document_id"] is not None:
        return Item(OUTGOING, row["document_id"])
    return Item(INCOMING, row["incoming_id"])


def _read_rows(connection: Connection, members: Sequence[Mapping[Any, Any]]) -> dict[Item, Row]:
    rows: dict[Item, Row] = {}
    # A dossier holds at most 999 documents: one question each.
    outgoing = [member["document_id"] for member in members if member["document_id"] is not None]
    incoming = [member["incoming_id"] for member in members if member["incoming_id"] is not None]
    query = select(documents, organs.c.name.label("organ_name")).join(organs).where(documents.c.id.in_(outgoing))
    for row in connection.execute(query).mappings():
        rows[Item(OUTGOING, row["id"])] = dict(row)
    for row in connection.execute(select(incoming_documents).where(incoming_documents.c.id.in_(incoming))).mappings():
        rows[Item(INCOMING, row["id"])] = dict(row)
    return rows
