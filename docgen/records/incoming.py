"""Incoming documents (Articles 21 to 24): registered in order of arrival, passed on, answered, finished.

Every act is one short transaction with its row in the audit trail, as for outgoing documents (``documents``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, insert, select, update

from docgen.errors import InputError, NotFoundError, RegisterError
from docgen.records.audit import Act, Record, append_act
from docgen.records.documents import Actor, Row, get_document, show_code, show_day
from docgen.records.file_store import StoredFile
from docgen.records.file_text import read_file_words
from docgen.records.incoming_duplicates import require_new
from docgen.records.incoming_metadata import INCOMING_STATE_NAMES, IncomingMetadata, IncomingState
from docgen.records.moments import local_day
from docgen.records.numbering import ARRIVALS, INCOMING, NumberRequest, take_number
from docgen.records.roles import require_role
from docgen.records.search_index import index_incoming
from docgen.records.search_words import BOUNDARY, LONGEST_TEXT, Words
from docgen.records.states import State
from docgen.records.store import Store
from docgen.records.submission import register_file
from docgen.records.tables import document_files, incoming_documents

OPEN_STATES: Final = (IncomingState.REGISTERED, IncomingState.ASSIGNED, IncomingState.ANSWERED)


@dataclass(frozen=True, slots=True)
class ArrivedFile:
    """A file that came with a document: its name, and its bytes."""

    name: str
    data: bytes

    @property
    def role(self) -> str:
        """What it is: pdf, docx, or another attachment."""
        if self.data.startswith(b"%PDF-"):
            return "pdf"
        return "docx" if self.data.startswith(b"PK") and self.name.lower().endswith(".docx") else "attachment"


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document as it arrives at an organ of the store.

    ``day`` is the day of arrival, today when it is None; ``override_date`` the reason for a day before that of the
    number before. ``even_if_duplicate`` registers it although it seems to be there already.
    """

    organ_id: int
    metadata: IncomingMetadata
    files: tuple[ArrivedFile, ...] = ()
    day: date | None = None
    override_date: str = ""
    even_if_duplicate: bool = False


def get_incoming(connection: Connection, incoming_id: int, *, lock: bool = False) -> Row:
    """Return the row of an incoming document. Raises NotFoundError when there is none."""
    query = select(incoming_documents).where(incoming_documents.c.id == incoming_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    if row is None:
        raise NotFoundError(f"không có văn bản đến {incoming_id} trong kho", hint="xem: docgen records incoming list")
    return dict(row)


def incoming_record(connection: Connection, incoming_id: int) -> Record:
    """Return what the audit trail digests of an incoming document: its whole row."""
    return get_incoming(connection, incoming_id)


def register_arrival(store: Store, arrival: Arrival, actor: Actor) -> Row:
    """Register a document under the next number of arrival; its files are kept. Returns its row.

    Raises RegisterError when it seems to be registered already (Annex VI, part I, III.1.h), unless told otherwise.
    """
    day = arrival.day or local_day(actor.now)
    _require_sane_days(arrival.metadata, day, actor)
    names = _name_files(arrival.files)
    stored = [store.files.add(file.data) for file in arrival.files]
    words = join_texts([read_file_words(file.name, file.data) for file in arrival.files])
    with store.write() as connection:
        require_role(connection, actor.name, "incoming-register")
        values = arrival.metadata.model_dump() | {
            "organ_id": arrival.organ_id,
            "state": IncomingState.REGISTERED.value,
            "created_at": actor.at,
            "created_by": actor.name,
        }
        new = insert(incoming_documents).values(values).returning(incoming_documents.c.id)
        key = int(connection.execute(new).scalar_one())
        request = NumberRequest(
            organ_id=arrival.organ_id,
            register=INCOMING,
            type_group=ARRIVALS,
            notation="",
            day=day,
            owner=key,
            at=actor.at,
            allows_earlier=bool(arrival.override_date),
        )
        number = take_number(connection, request).number
        # Whoever registers the same document at the same time waits above, for the series.
        if not arrival.even_if_duplicate:
            require_new(connection, arrival.organ_id, arrival.metadata, but=key)
        _enter_files(connection, key, actor, list(zip(arrival.files, names, stored, strict=True)))
        row = get_incoming(connection, key)
        act = Act(
            arrival.organ_id,
            actor.at,
            actor.name,
            "incoming-register",
            "incoming",
            key,
            _facts(override_date=arrival.override_date, even_if_duplicate=arrival.even_if_duplicate or None),
            files=[
                (file.role, name, kept.sha256) for file, name, kept in zip(arrival.files, names, stored, strict=True)
            ],
        )
        return change_incoming(connection, store, row, act, {"arrival_number": number, "arrival_date": day}, words)


def assign(
    store: Store, incoming_id: int, actor: Actor, to: str, *, due: date | None = None, instruction: str = ""
) -> Row:
    """Pass a document on to a unit or a person, with the day it is due and what is to be done (Article 24)."""
    to = _clean(to, "đơn vị hoặc người nhận", 200)
    with store.write() as connection:
        row = _lock_open(connection, actor, incoming_id, "incoming-assign")
        changes: dict[str, Any] = {
            "state": IncomingState.ASSIGNED.value,
            "assigned_to": to,
            "assigned_at": actor.at,
            "transfer_date": local_day(actor.now),
            "trace_headers": _add_line(row["trace_headers"], actor, f"giao {to}", instruction),
        }
        if due is not None:
            changes["due_date"] = due
        act = _act(row, actor, "incoming-assign", due_date=due.isoformat() if due else None)
        return change_incoming(connection, store, row, act, changes)


def answer(
    store: Store, incoming_id: int, actor: Actor, *, document_id: int | None = None, code: str = "", progress: str = ""
) -> Row:
    """Enter the document that answers: one of the store, or số and ký hiệu of another."""
    if (document_id is None) == (not code):
        raise InputError("cần đúng một văn bản trả lời", hint="thêm --document ID hoặc --code SỐ/KÝ_HIỆU")
    with store.write() as connection:
        row = _lock_open(connection, actor, incoming_id, "incoming-answer")
        if document_id is not None:
            document = get_document(connection, document_id)
            if document["state"] not in (State.RESERVED, State.ISSUED):
                raise RegisterError(f"văn bản {document_id} chưa ban hành, chưa là văn bản trả lời được")
            code = show_code(document)
        changes = {
            "state": IncomingState.ANSWERED.value,
            "answer_id": document_id,
            "answer_code": _clean(code, "số, ký hiệu văn bản trả lời", 50),
            "progress": progress or row["progress"],
            "trace_headers": _add_line(row["trace_headers"], actor, f"trả lời bằng {code}", ""),
        }
        return change_incoming(connection, store, row, _act(row, actor, "incoming-answer", answer=document_id), changes)


def finish_incoming(store: Store, incoming_id: int, actor: Actor, progress: str = "") -> Row:
    """Close a document: what it asked for is done."""
    with store.write() as connection:
        row = _lock_open(connection, actor, incoming_id, "incoming-finish")
        changes = {
            "state": IncomingState.FINISHED.value,
            "finished_at": actor.at,
            "progress": progress or row["progress"],
            "trace_headers": _add_line(row["trace_headers"], actor, "giải quyết xong", progress),
        }
        return change_incoming(connection, store, row, _act(row, actor, "incoming-finish"), changes)


def change_incoming(
    connection: Connection,
    store: Store,
    row: Row,
    act: Act,
    changes: Mapping[str, Any],
    files_text: Words | None = None,
) -> Row:
    """Change a row, index it anew with the text of its files if given, and write the act with the row's digest."""
    changed = row | dict(changes)
    connection.execute(update(incoming_documents).where(incoming_documents.c.id == row["id"]).values(dict(changes)))
    if changed["state"] != IncomingState.RECALLED:
        index_incoming(connection, changed, files_text)
    facts = {"state": changed["state"], "arrival_number": changed["arrival_number"], **act.facts}
    append_act(
        connection,
        store.id,
        Act(act.chain, act.at, act.actor, act.action, act.kind, act.subject_id, facts, changed, act.files),
    )
    return changed


def join_texts(words: Sequence[Words]) -> Words:
    """Return the words of several files as one text, not too long for the index."""
    share = LONGEST_TEXT // max(1, len(words))
    return Words(
        BOUNDARY.join(each.folded[:share] for each in words if each.folded),
        BOUNDARY.join(each.exact[:share] for each in words if each.exact),
    )


def _lock_open(connection: Connection, actor: Actor, incoming_id: int, action: str) -> Row:
    require_role(connection, actor.name, action)
    row = get_incoming(connection, incoming_id, lock=True)
    state = IncomingState(row["state"])
    if state not in OPEN_STATES:
        raise RegisterError(f"văn bản đến {incoming_id} {INCOMING_STATE_NAMES[state]}, không ghi thêm được")
    return row


def _act(row: Row, actor: Actor, action: str, **facts: Any) -> Act:
    return Act(row["organ_id"], actor.at, actor.name, action, "incoming", row["id"], _facts(**facts))


def _facts(**facts: Any) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value not in (None, "")}


def _add_line(lines: str, actor: Actor, what: str, instruction: str) -> str:
    """Add to field 17 (TraceHeaderList): who said what about the document, and when."""
    said = f": {' '.join(instruction.split())}" if instruction.strip() else ""
    line = f"{show_day(local_day(actor.now))} {actor.name} {what}{said}"
    return f"{lines}\n{line}" if lines else line


def _name_files(arrived: Sequence[ArrivedFile]) -> list[str]:
    """Return the names of files, each once: a second one of the same name gets a number."""
    names: list[str] = []
    for file in arrived:
        stem, dot, suffix = file.name.rpartition(".")
        name, count = file.name, 1
        while name in names:
            count += 1
            name = f"{stem} ({count}){dot}{suffix}" if dot else f"{file.name} ({count})"
        names.append(name)
    return names


def _enter_files(
    connection: Connection, key: int, actor: Actor, arrived: Sequence[tuple[ArrivedFile, str, StoredFile]]
) -> None:
    for file, name, stored in arrived:
        register_file(connection, stored)
        values = {
            "incoming_id": key,
            "role": file.role,
            "name": name,
            "sha256": stored.sha256,
            "added_at": actor.at,
        }
        connection.execute(insert(document_files), values)


def _require_sane_days(metadata: IncomingMetadata, day: date, actor: Actor) -> None:
    today = local_day(actor.now)
    if day > today:
        raise InputError(f"ngày đến {show_day(day)} sau hôm nay ({show_day(today)})", hint="kiểm tra --arrived")
    if metadata.promulgation_date and metadata.promulgation_date > day:
        raise InputError(
            f"ngày văn bản {show_day(metadata.promulgation_date)} sau ngày đến {show_day(day)}", hint="kiểm tra --date"
        )


def _clean(given: str, what: str, longest: int) -> str:
    cleaned = " ".join(given.split())
    if not cleaned or len(cleaned) > longest:
        raise InputError(f"{what}: cần từ 1 đến {longest} ký tự")
    return cleaned
