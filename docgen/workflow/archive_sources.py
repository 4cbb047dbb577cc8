"""Reads from the records what a package holds: documents with their files and acts, and the slices of the trail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, select

from docgen.archive.export import TrailSlice
from docgen.archive.package import (
    DRAFT,
    ActRow,
    FileCode,
    SourceDocument,
    SourceDossier,
    SourceFile,
)
from docgen.records.documents import show_code
from docgen.records.dossier_contents import show_incoming_code
from docgen.records.dossiers import dossier_record
from docgen.records.incoming_metadata import INCOMING_STATE_NAMES, IncomingState
from docgen.records.search_index import DOCUMENT, DOSSIER, INCOMING
from docgen.records.states import STATE_NAMES, State
from docgen.records.store import Store
from docgen.records.tables import (
    audit,
    audit_heads,
    document_files,
    documents,
    dossier_documents,
    dossiers,
    incoming_documents,
    organs,
    versions,
)
from docgen.trail import Head, hash_genesis
from docgen.workflow.archive_choice import Member

AT_ONCE: Final = 200
_TABLES: Final = {DOCUMENT: documents, INCOMING: incoming_documents}
_ROLE_ORDER: Final = {"pdf": 0, "docx": 1, "attachment": 2, DRAFT: 3}


class Sources:
    """Reads documents in one consistent view. ``dossier_id``: only the place in that dossier is told of documents."""

    def __init__(self, store: Store, connection: Connection, dossier_id: int | None = None) -> None:
        self._store = store
        self._connection = connection
        self._dossier_id = dossier_id
        self._organs = {row.id: row for row in connection.execute(select(organs))}

    def read_rows(self, members: Sequence[Member]) -> Iterator[tuple[Member, dict[str, Any]]]:
        """Yield the row of each document, in order."""
        for start in range(0, len(members), AT_ONCE):
            some = members[start : start + AT_ONCE]
            rows = {(kind, row["id"]): row for kind in _TABLES for row in self._read_kind(kind, some)}
            for member in some:
                yield member, rows[member.kind, member.id]

    def _read_kind(self, kind: str, members: Sequence[Member]) -> Iterator[dict[str, Any]]:
        table = _TABLES[kind]
        keys = [member.id for member in members if member.kind == kind]
        for row in self._connection.execute(select(table).where(table.c.id.in_(keys))).mappings() if keys else ():
            yield dict(row)

    def read_documents(self, members: Sequence[Member]) -> Iterator[SourceDocument]:
        """Yield the documents with everything that is packed of them; a few at a time are in memory."""
        for start in range(0, len(members), AT_ONCE):
            some = members[start : start + AT_ONCE]
            files, acts, codes = self._read_files(some), self.read_acts(some), self._read_codes(some)
            for member, row in self.read_rows(some):
                key = member.kind, member.id
                yield SourceDocument(
                    kind=member.kind,
                    id=member.id,
                    record=row,
                    organ_name=self.organ_name(row["organ_id"]),
                    code=show_code(row) if member.kind == DOCUMENT else show_incoming_code(row),
                    state=name_state(member.kind, row["state"]),
                    file_codes=tuple(codes[key]),
                    files=tuple(sorted(files[key], key=lambda file: _ROLE_ORDER.get(file.role, 2))),
                    acts=tuple(acts[key]),
                )

    def organ_name(self, organ_id: int) -> str:
        """Return the name of an organ of the store."""
        return str(self._organs[organ_id].name)

    def organ_parent(self, organ_id: int) -> str:
        """Return the name of the organ above an organ of the store, "" for none."""
        return str(self._organs[organ_id].parent)

    def _read_files(self, members: Sequence[Member]) -> dict[tuple[str, int], list[SourceFile]]:
        found: dict[tuple[str, int], list[SourceFile]] = defaultdict(list)
        for kind, column in ((DOCUMENT, document_files.c.document_id), (INCOMING, document_files.c.incoming_id)):
            keys = [member.id for member in members if member.kind == kind]
            query = select(document_files, column.label("owner")).where(column.in_(keys)).order_by(document_files.c.id)
            for row in self._connection.execute(query) if keys else ():
                found[kind, row.owner].append(self._source(row.role, row.name, row.sha256))
        keys = [member.id for member in members if member.kind == DOCUMENT]
        newest = (versions.c.document_id == documents.c.id) & (versions.c.number == documents.c.version)
        query = select(versions).join(documents, newest).where(documents.c.id.in_(keys))
        for row in self._connection.execute(query) if keys else ():
            found[DOCUMENT, row.document_id].append(self._source(DRAFT, row.file_name, row.draft_sha256))
        return found

    def _source(self, role: str, name: str, sha256: str) -> SourceFile:
        return SourceFile(role, name, self._store.files.path_of(sha256), sha256)

    def read_acts(self, members: Sequence[Member]) -> dict[tuple[str, int], list[ActRow]]:
        """Return the acts on documents, in order."""
        found: dict[tuple[str, int], list[ActRow]] = defaultdict(list)
        for kind in _TABLES:
            keys = [str(member.id) for member in members if member.kind == kind]
            query = (
                select(audit)
                .where(audit.c.kind == kind, audit.c.subject_id.in_(keys))
                .order_by(audit.c.chain, audit.c.seq)
            )
            for row in self._connection.execute(query) if keys else ():
                found[kind, int(row.subject_id)].append(_read_act(row))
        return found

    def _read_codes(self, members: Sequence[Member]) -> dict[tuple[str, int], list[FileCode]]:
        found: dict[tuple[str, int], list[FileCode]] = defaultdict(list)
        for kind, column in ((DOCUMENT, dossier_documents.c.document_id), (INCOMING, dossier_documents.c.incoming_id)):
            keys = [member.id for member in members if member.kind == kind]
            if not keys:
                continue
            query = (
                select(column.label("owner"), dossier_documents.c.ordinal, *_CODE_COLUMNS)
                .join(dossiers, dossier_documents.c.dossier_id == dossiers.c.id)
                .join(organs, dossiers.c.organ_id == organs.c.id)
                .where(column.in_(keys))
                .order_by(dossiers.c.id)
            )
            if self._dossier_id is not None:
                query = query.where(dossiers.c.id == self._dossier_id)
            for row in self._connection.execute(query):
                code = FileCode(row.organ_code, row.file_catalog, row.file_notation, row.ordinal)
                found[kind, row.owner].append(code)
        return found

    def read_dossier(self, dossier_id: int) -> SourceDossier:
        """Return a dossier. Raises RegisterError when there is none."""
        record = dossier_record(self._connection, dossier_id)
        organ = self._organs[record["organ_id"]]
        code = FileCode(organ.organ_code, record["file_catalog"], record["file_notation"])
        return SourceDossier(dossier_id, record, organ.name, code)

    def read_slices(self, members: Sequence[Member], dossier_id: int | None) -> list[tuple[TrailSlice, Head, str]]:
        """Return the slices of the trail that hold all acts on these records: each with its head and the head's moment.

        A slice begins at the first of these acts and goes to the end of its chain: only so does it hold together.
        """
        first: dict[int, int] = {}
        for kind in _TABLES:
            keys = [str(member.id) for member in members if member.kind == kind]
            for start in range(0, len(keys), 500):
                self._find_first(first, kind, keys[start : start + 500])
        if dossier_id is not None:
            self._find_first(first, DOSSIER, [str(dossier_id)])
        return [self._make_slice(chain, seq) for chain, seq in sorted(first.items())]

    def _find_first(self, first: dict[int, int], kind: str, keys: Sequence[str]) -> None:
        query = (
            select(audit.c.chain, func.min(audit.c.seq))
            .where(audit.c.kind == kind, audit.c.subject_id.in_(keys))
            .group_by(audit.c.chain)
        )
        for chain, seq in self._connection.execute(query):
            first[chain] = min(seq, first.get(chain, seq))

    def _make_slice(self, chain: int, first: int) -> tuple[TrailSlice, Head, str]:
        connection, name = self._connection, self.organ_name(chain)
        head = connection.execute(select(audit_heads).where(audit_heads.c.chain == chain)).one()
        of_chain = audit.c.chain == chain
        at = connection.execute(select(audit.c.at).where(of_chain, audit.c.seq == head.seq)).scalar_one()
        before = connection.execute(select(audit.c.hash).where(of_chain, audit.c.seq == first - 1)).scalar()

        def walk() -> Iterator[ActRow]:
            query = select(audit).where(of_chain, audit.c.seq >= first, audit.c.seq <= head.seq).order_by(audit.c.seq)
            streaming = {"stream_results": True, "yield_per": 1_000}
            yield from map(_read_act, connection.execute(query, execution_options=streaming))

        previous = bytes(before) if before is not None else hash_genesis(name)
        return TrailSlice(chain, name, first, previous, walk), Head(chain, name, head.seq, bytes(head.hash).hex()), at


_CODE_COLUMNS: Final = (organs.c.organ_code, dossiers.c.file_catalog, dossiers.c.file_notation)


def _read_act(row: Any) -> ActRow:
    chain, seq, at, actor, action, kind, subject_id, facts, written = row
    return ActRow(chain, seq, at, actor, action, kind, subject_id, facts, bytes(written))


def name_state(kind: str, state: str) -> str:
    """Return the state of a document for people."""
    return STATE_NAMES[State(state)] if kind == DOCUMENT else INCOMING_STATE_NAMES[IncomingState(state)]
