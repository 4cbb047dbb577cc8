"""Duplicates of an outgoing document: the same DocumentId, or the same số, ký hiệu and organ (Annex VI, III.1.h).

The register itself never gives a number twice. What is found here came another way: a draft that states a number which
was given, an organ under two spellings, the same paper registered as incoming. It is told, it stops nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, or_, select

from docgen.records.documents import show_code, show_day
from docgen.records.numbering import OUTGOING
from docgen.records.organs import list_organs
from docgen.records.search_words import fold_name
from docgen.records.states import STATE_NAMES, State
from docgen.records.tables import documents, incoming_documents, register_entries

Row = Mapping[str, Any]


def find_duplicates(connection: Connection, row: Row, organ_name: str) -> list[str]:
    """Return what is to be told of other documents that are the same as ``row``, in Vietnamese.

    ``row`` has id (None for a draft), code_number, code_notation, promulgation_date and document_code. Numbers begin
    anew each year: those of other years are not the same.
    """
    if row["code_number"] is None or row["promulgation_date"] is None:
        return []
    found = {key: f"văn bản {key}, {state}" for key, state in _find_outgoing(connection, row, organ_name)}
    found.pop(row["id"], None)
    code = f"{show_code(row)} ngày {show_day(row['promulgation_date'])}"
    arrived = [f"văn bản đến {key}, số đến {number}" for key, number in _find_incoming(connection, row, organ_name)]
    return [f"{code} của {organ_name} trùng với {other}" for other in (*found.values(), *arrived)]


def _find_outgoing(connection: Connection, row: Row, organ_name: str) -> Iterator[tuple[int, str]]:
    name = fold_name(organ_name)
    spellings = [key for key, other in list_organs(connection).items() if fold_name(other) == name]
    entry = register_entries.c
    by_number = (
        select(documents.c.id, documents.c.state)
        .join(register_entries, entry.document_id == documents.c.id)
        .where(
            entry.organ_id.in_(spellings),
            entry.register == OUTGOING,
            entry.year == row["promulgation_date"].year,
            entry.notation == row["code_notation"],
            entry.number == row["code_number"],
        )
    )
    by_code = select(documents.c.id, documents.c.state).where(documents.c.document_code == row["document_code"])
    for query in (by_number, by_code) if row["document_code"] else (by_number,):
        for key, state in connection.execute(query.order_by(documents.c.id)):
            yield key, STATE_NAMES[State(state)]


def _find_incoming(connection: Connection, row: Row, organ_name: str) -> Iterator[tuple[int, int]]:
    columns = incoming_documents.c
    number, year = row["code_number"], row["promulgation_date"].year
    ways = [columns.code_number.in_([f"{number}", f"{number:02d}"]) & (columns.code_notation == row["code_notation"])]
    if row["document_code"]:
        ways.append(columns.document_code == row["document_code"])
    for found in connection.execute(select(incoming_documents).where(or_(*ways)).order_by(columns.id)):
        is_same_year = found.promulgation_date is None or found.promulgation_date.year == year
        is_same_code = bool(row["document_code"]) and found.document_code == row["document_code"]
        if is_same_code or (is_same_year and fold_name(found.organ_name) == fold_name(organ_name)):
            yield found.id, found.arrival_number
