"""Search: records that hold all words, the best first and then the newest, in pages that stay quick.

First come the records with all words in their title (number, notation, type, subject), then those that hold them
anywhere: in another field or in the text of their files. Titles are read in batches of the newest 200; inside a batch
those come first that begin with the words, then those in which they stand side by side. Whatever the question, a page
costs a batch or two: it does not matter how many records match, nor how far the reader has turned.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, literal, select

from docgen.errors import InputError
from docgen.records.search_engines import Match, Wanted, Where, find_newest
from docgen.records.search_ids import DOCUMENT, DOSSIER, INCOMING, first_id, split_id
from docgen.records.search_index import facet, organ_facets
from docgen.records.search_query import Term, parse_query
from docgen.records.search_words import BOUNDARY
from docgen.records.states import State
from docgen.records.tables import documents, dossiers, incoming_documents, organs

_BATCH: Final = 200
# ``reserve`` keeps the office waiting and so leaves the index alone: what it knows as approved may have its number.
_LAGGING: Final = frozenset({State.APPROVED, State.RESERVED})
_CURSOR: Final = re.compile(r"([ta])(\d{1,18})(?:\.(\d)\.(\d{1,18}))?")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A question. Empty parts ask for nothing.

    ``first`` and ``last`` are days, both counted in: the date of an outgoing document, the arrival of an incoming one,
    the start of a dossier. ``organ`` are words of its name. ``after`` is the ``next`` of the page before.
    """

    query: str = ""
    kinds: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    organ: str = ""
    first: date | None = None
    last: date | None = None
    limit: int = 20
    after: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The records of a page, as ``describe`` tells them, and where the next begins ("": there is none)."""

    found: list[dict[str, Any]]
    next: str


@dataclass(frozen=True, slots=True)
class _Cursor:
    """Where a page begins: in the batch below ``before``, after the match of ``rank`` and ``last``."""

    where: Where
    before: int
    rank: int = 0
    last: int | None = None

    def __str__(self) -> str:
        inside = f".{self.rank}.{self.last}" if self.last is not None else ""
        return f"{self.where}{self.before}{inside}"


def search(connection: Connection, request: SearchRequest) -> Page:
    """Return a page of what matches. Raises InputError for a question without words, bad days, or a bad ``after``."""
    if request.first and request.last and request.first > request.last:
        raise InputError("khoảng ngày có ngày đầu sau ngày cuối", hint="kiểm tra --from và --to")
    terms = parse_query(request.query)
    wanted = _describe_wanted(request, terms)
    end = first_id(request.last + timedelta(days=1)) if request.last and request.last < date.max else 1 << 62
    start = _Cursor(Where.TITLE if terms else Where.ANYWHERE, end)
    cursor = _read_cursor(request.after) if request.after else start
    matches: list[Match] = []
    places: list[_Cursor] = []
    for match, place in _walk(connection, wanted, cursor, end, request.limit + 1, request.states):
        matches.append(match)
        places.append(place)
        if len(matches) > request.limit:
            break
    has_more = len(matches) > request.limit
    shown = matches[: request.limit]
    return Page(_describe(connection, shown), str(places[request.limit - 1]) if has_more else "")


def search_all(connection: Connection, request: SearchRequest, most: int) -> Iterator[dict[str, Any]]:
    """Yield everything that matches, page by page, ``most`` records at the most."""
    request = replace(request, limit=min(_BATCH, most))
    while most > 0:
        page = search(connection, request)
        yield from page.found[:most]
        most -= len(page.found)
        if not page.next:
            return
        request = replace(request, after=page.next)


def _walk(
    connection: Connection, wanted: Wanted, cursor: _Cursor, end: int, limit: int, states: tuple[str, ...] = ()
) -> Iterator[tuple[Match, _Cursor]]:
    """Yield the matches from ``cursor`` on, each with the place after it."""
    while cursor.where is Where.TITLE:
        batch = find_newest(connection, wanted, Where.TITLE, cursor.before, _BATCH)
        ranked = sorted(
            (_rank(match, wanted.terms), -match.id, match) for match in _keep_current(connection, batch, states)
        )
        for rank, _, match in ranked:
            if cursor.last is None or (rank, -match.id) > (cursor.rank, -cursor.last):
                # What is entered meanwhile must not push the batch along.
                yield match, _Cursor(Where.TITLE, min(cursor.before, batch[0].id + 1), rank, match.id)
        cursor = _Cursor(Where.ANYWHERE, end) if len(batch) < _BATCH else _Cursor(Where.TITLE, batch[-1].id)
    size = limit
    while batch := find_newest(connection, wanted, Where.ANYWHERE, cursor.before, size):
        for match in _keep_current(connection, batch, states):
            # Those with all words in the title came before.
            if not wanted.terms or not all(term.stands_in(match.title) for term in wanted.terms):
                yield match, _Cursor(Where.ANYWHERE, match.id)
        if len(batch) < size:
            return
        cursor = _Cursor(Where.ANYWHERE, batch[-1].id)
        size = min(4 * size, 5 * _BATCH)


def _keep_current(connection: Connection, batch: list[Match], states: tuple[str, ...]) -> list[Match]:
    """Leave out outgoing documents that are not in one of ``states`` any more; the index is right about the others."""
    if _LAGGING.isdisjoint(states):
        return batch
    keys = [split_id(match.id)[1:] for match in batch]
    ids = [subject_id for kind, subject_id in keys if kind == DOCUMENT]
    query = select(documents.c.id).where(documents.c.id.in_(ids), documents.c.state.in_(states))
    current = set(connection.execute(query).scalars())
    return [match for match, (kind, key) in zip(batch, keys, strict=True) if kind != DOCUMENT or key in current]


def _rank(match: Match, terms: tuple[Term, ...]) -> int:
    """Return 0 for a number or type that begins with the words as typed, 1 when they stand side by side, else 2."""
    typed = " ".join(word for term in terms for word in term.folded)
    title = f"{BOUNDARY}{match.title.folded} "
    if f"{BOUNDARY}{typed} " in title:
        return 0
    return 1 if f" {typed} " in title else 2


def _describe_wanted(request: SearchRequest, terms: tuple[Term, ...]) -> Wanted:
    groups: list[tuple[tuple[str, ...], ...]] = []
    states = request.states
    if State.RESERVED in states:
        states = (*states, State.APPROVED)
    for name, values in (("kind", request.kinds), ("state", states), ("type", request.types)):
        if values:
            groups.append(tuple((facet(name, value),) for value in values))
    if request.organ.strip():
        organ = tuple(organ_facets(request.organ))
        if not organ:
            raise InputError(f"“{request.organ}” không phải là tên cơ quan", hint="ví dụ: --organ 'Sở Nội vụ'")
        groups.append((organ,))
    low = first_id(request.first) if request.first else 0
    return Wanted(terms, tuple(groups), low)


def _read_cursor(text: str) -> _Cursor:
    match = _CURSOR.fullmatch(text)
    if match is None:
        raise InputError(f"“{text}” không phải là chỗ của trang sau", hint="dùng giá trị next của trang trước")
    where, before, rank, last = match.groups()
    return _Cursor(Where(where), int(before), int(rank or 0), int(last) if last else None)


def _describe(connection: Connection, matches: list[Match]) -> list[dict[str, Any]]:
    """Return what was found for people and machines, in order."""
    wanted: dict[str, list[int]] = {DOCUMENT: [], INCOMING: [], DOSSIER: []}
    for match in matches:
        _, kind, subject_id = split_id(match.id)
        wanted[kind].append(subject_id)
    rows = {
        (kind, row["id"]): dict(row)
        for kind, query in _QUERIES.items()
        if wanted[kind]
        for row in connection.execute(query.where(query.selected_columns.id.in_(wanted[kind]))).mappings()
    }
    described = []
    for match in matches:
        day, kind, subject_id = split_id(match.id)
        row = rows.get((kind, subject_id))
        if row is not None:
            described.append({"kind": kind, "day": day.isoformat()} | _describe_row(row))
    return described


def _describe_row(row: dict[str, Any]) -> dict[str, Any]:
    number, notation = row["code_number"], row["code_notation"]
    shown = f"{number:02d}" if isinstance(number, int) else number or ""
    promulgated = row["promulgation_date"]
    return {
        "id": row["id"],
        "state": row["state"],
        "code": "/".join(filter(None, (shown, str(notation)))) if shown else "",
        "promulgation_date": promulgated.isoformat() if promulgated else None,
        "type_name": row["type_name"],
        "subject": row["subject"],
        "organ": row["organ_name"],
        "full_name": row["full_name"],
    }


_QUERIES: Final[dict[str, Any]] = {
    DOCUMENT: select(
        documents.c.id,
        documents.c.state,
        documents.c.code_number,
        documents.c.code_notation,
        documents.c.promulgation_date,
        documents.c.type_name,
        documents.c.subject,
        documents.c.full_name,
        organs.c.name.label("organ_name"),
    ).join_from(documents, organs, documents.c.organ_id == organs.c.id),
    INCOMING: select(
        incoming_documents.c.id,
        incoming_documents.c.state,
        incoming_documents.c.code_number,
        incoming_documents.c.code_notation,
        incoming_documents.c.promulgation_date,
        incoming_documents.c.type_name,
        incoming_documents.c.subject,
        incoming_documents.c.full_name,
        incoming_documents.c.organ_name,
    ),
    DOSSIER: select(
        dossiers.c.id,
        dossiers.c.state,
        dossiers.c.file_notation.label("code_number"),
        dossiers.c.file_catalog.label("code_notation"),
        dossiers.c.start_date.label("promulgation_date"),
        literal("").label("type_name"),
        dossiers.c.title.label("subject"),
        dossiers.c.creator.label("full_name"),
        organs.c.name.label("organ_name"),
    ).join_from(dossiers, organs, dossiers.c.organ_id == organs.c.id),
}
