"""Which documents go into a package: those of a dossier, those that a search finds, or all that was issued."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, select

from docgen.errors import ArchiveError, RegisterError
from docgen.records.documents import Row
from docgen.records.dossiers import dossier_record, get_dossier
from docgen.records.incoming_metadata import IncomingState
from docgen.records.search import SearchRequest, search_all
from docgen.records.search_index import DOCUMENT, INCOMING
from docgen.records.states import State
from docgen.records.tables import documents, dossiers, incoming_documents, organs

ISSUED: Final = (State.ISSUED.value, State.RECALLED.value, State.REPLACED.value)
"""What was issued: recalled or replaced later, it stays part of what happened, and says so."""

_MOST: Final = 1_000_000
_CODE: Final = re.compile(r"(?:(?P<organ>\S+)\.)?(?P<year>\d{4})[./](?P<notation>\S.*)")


@dataclass(frozen=True, slots=True)
class Member:
    """A document that is chosen: its kind and id, and its place in the dossier (0: none)."""

    kind: str
    id: int
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be exported, in order of time; ``left_out`` says, for people, what of a dossier is not."""

    members: tuple[Member, ...]
    dossier: Row | None = None
    left_out: tuple[str, ...] = ()


def choose(connection: Connection, dossier: str = "", query: str = "") -> Choice:
    """Return what to export. Raises RegisterError when there is no such dossier, ArchiveError when nothing is found."""
    if dossier:
        return _choose_dossier(connection, find_dossier(connection, dossier))
    keys = _find_all(connection) if not query.strip() else _find_by_search(connection, query)
    if not keys:
        asked = f" với câu hỏi “{query.strip()}”" if query.strip() else ""
        raise ArchiveError(f"không có văn bản nào đã ban hành{asked}", hint="xem: docgen records list --state issued")
    return Choice(tuple(Member(DOCUMENT, key) for key in keys))


def find_dossier(connection: Connection, wanted: str) -> Row:
    """Return the dossier of an id, or of a file code: notation, year/notation, organ.year.notation.

    Raises RegisterError when there is none, or several.
    """
    wanted = " ".join(wanted.split())
    # "01" is no id, but may well be a notation.
    if wanted.isascii() and wanted.isdigit() and wanted[0] != "0" and len(wanted) < 19:
        return get_dossier(connection, int(wanted))
    found = _find_by_code(connection, dossiers.c.file_notation == wanted)
    match = _CODE.fullmatch(wanted)
    if not found and match:
        by_code = (dossiers.c.file_notation == match["notation"]) & (dossiers.c.file_catalog == int(match["year"]))
        if match["organ"]:
            by_code &= organs.c.organ_code == match["organ"]
        found = _find_by_code(connection, by_code)
    if not found:
        raise RegisterError(f"không có hồ sơ “{wanted}” trong kho", hint="xem: docgen records dossier list")
    if len(found) > 1:
        ids = ", ".join(str(row["id"]) for row in found[:10])
        raise RegisterError(f"có {len(found)} hồ sơ mang mã “{wanted}”", hint=f"dùng số của hồ sơ: {ids}")
    return get_dossier(connection, found[0]["id"])


def _find_by_code(connection: Connection, condition: Any) -> Sequence[Any]:
    query = select(dossiers.c.id).join(organs).where(condition).order_by(dossiers.c.id)
    return connection.execute(query).mappings().all()


def _find_all(connection: Connection) -> list[int]:
    query = select(documents.c.id).where(documents.c.state.in_(ISSUED))
    return list(connection.execute(_in_time_order(query)).scalars())


def _in_time_order(query: Any) -> Any:
    return query.order_by(documents.c.promulgation_date, documents.c.id)


def _find_by_search(connection: Connection, query: str) -> list[int]:
    request = SearchRequest(query, kinds=(DOCUMENT,), states=ISSUED)
    found = {(item["promulgation_date"] or "", item["id"]) for item in search_all(connection, request, _MOST)}
    return [key for _, key in sorted(found)]


def _choose_dossier(connection: Connection, dossier: Row) -> Choice:
    record = dossier_record(connection, dossier["id"])
    days = _read_days(connection, record["documents"])
    members, left_out = [], []
    for ordinal, kind, key, *_ in record["documents"]:
        day, state = days[kind, key]
        if kind == DOCUMENT and state not in ISSUED:
            left_out.append(f"văn bản {key} chưa ban hành")
        elif kind == INCOMING and state == IncomingState.RECALLED:
            left_out.append(f"văn bản đến {key} bị thu hồi, đã hủy")
        else:
            members.append((day or date.min, ordinal, Member(kind, key, ordinal)))
    if not members:
        raise ArchiveError(
            f"hồ sơ {dossier['id']} không có văn bản nào để xuất",
            hint="; ".join(left_out[:3]) or "đưa văn bản vào hồ sơ: docgen records dossier add",
        )
    ordered = tuple(member for *_, member in sorted(members, key=lambda item: item[:2]))
    return Choice(ordered, dossier, tuple(left_out))


def _read_days(connection: Connection, contents: Sequence[Sequence[Any]]) -> dict[tuple[str, int], tuple[Any, str]]:
    found: dict[tuple[str, int], tuple[Any, str]] = {}
    for kind, table in ((DOCUMENT, documents), (INCOMING, incoming_documents)):
        keys = [key for _, of, key, *_ in contents if of == kind]
        for start in range(0, len(keys), 500):
            query = select(table.c.id, table.c.promulgation_date, table.c.state).where(
                table.c.id.in_(keys[start : start + 500])
            )
            found |= {(kind, row[0]): (row[1], row[2]) for row in connection.execute(query)}
    return found
