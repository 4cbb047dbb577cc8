"""Duplicates of an incoming document: the same DocumentId, or the same số, ký hiệu and author (Annex VI, III.1.h)."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, or_, select

from docgen.errors import RegisterError
from docgen.records.incoming_metadata import IncomingMetadata, IncomingState, normal_code
from docgen.records.search_words import fold_name
from docgen.records.tables import incoming_documents

_LONGEST_NUMBER = 11


def find_duplicates(
    connection: Connection, organ_id: int, metadata: IncomingMetadata, *, but: int | None = None
) -> list[dict[str, Any]]:
    """Return the rows of documents of the same receiver that are the same by id, or by số, ký hiệu and author.

    Numbers begin anew each year (Article 15.1): two dated in different years are not the same. ``but`` is a row to
    leave out.
    """
    columns = incoming_documents.c
    ways = []
    if metadata.document_code:
        ways.append(columns.document_code == metadata.document_code)
    if metadata.code_number or metadata.code_notation:
        ways.append(columns.code_number.in_(_spellings(metadata.code_number)))
    if not ways:
        return []
    query = select(incoming_documents).where(
        columns.organ_id == organ_id, columns.state != IncomingState.RECALLED.value, or_(*ways)
    )
    if but is not None:
        query = query.where(columns.id != but)
    rows = connection.execute(query.order_by(columns.id)).mappings()
    return [dict(row) for row in rows if _is_same(metadata, dict(row))]


def require_new(connection: Connection, organ_id: int, metadata: IncomingMetadata, *, but: int) -> None:
    """Raise RegisterError when a document seems to be registered already."""
    found = find_duplicates(connection, organ_id, metadata, but=but)
    if found:
        first = found[0]
        raise RegisterError(
            f"văn bản này đã đăng ký: số đến {first['arrival_number']} (văn bản đến {first['id']}), "
            f"{first['organ_name']}",
            hint="nếu đúng là văn bản khác thì thêm --even-if-duplicate",
        )


def _spellings(number: str) -> list[str]:
    bare = number.lstrip("0")
    return list(dict.fromkeys([number, bare, *(bare.rjust(width, "0") for width in range(2, _LONGEST_NUMBER + 1))]))


def _is_same(metadata: IncomingMetadata, row: dict[str, Any]) -> bool:
    if metadata.document_code and metadata.document_code == row["document_code"]:
        return True
    here, there = metadata.promulgation_date, row["promulgation_date"]
    if here and there and here.year != there.year:
        return False
    return normal_code(metadata.code_number, metadata.code_notation) == normal_code(
        row["code_number"], row["code_notation"]
    ) and fold_name(metadata.organ_name) == fold_name(row["organ_name"])
