"""Looking at dossiers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from docgen.records.documents import Row
from docgen.records.dossiers import count_documents
from docgen.records.tables import dossiers, organs


def list_dossiers(
    connection: Connection, year: int | None = None, state: str | None = None, after: int = 0, limit: int | None = None
) -> list[Row]:
    """Return rows of dossiers by id, from the one after ``after`` on."""
    query = select(dossiers).where(dossiers.c.id > after)
    if year is not None:
        query = query.where(dossiers.c.file_catalog == year)
    if state is not None:
        query = query.where(dossiers.c.state == state)
    return [dict(row) for row in connection.execute(query.order_by(dossiers.c.id).limit(limit)).mappings()]


def describe_dossiers(connection: Connection, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return rows as ``--format json`` prints them, with their totals (Annex VI, part II, fields 9 and 10)."""
    counts = count_documents(connection, [row["id"] for row in rows])
    names = {row.id: row.name for row in connection.execute(select(organs.c.id, organs.c.name))}
    described = []
    for row in rows:
        shown = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
        shown |= {"organ": names[row["organ_id"]], "document_total": counts.get(row["id"], 0)}
        del shown["organ_id"]
        described.append(shown)
    return described
