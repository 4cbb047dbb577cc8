"""The registers of Annex IV: outgoing, incoming, and the follow-up of incoming documents. Every number has its row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, select

from docgen.errors import InputError, NotFoundError
from docgen.records.documents import show_code
from docgen.records.dossier_contents import show_incoming_code
from docgen.records.incoming_metadata import PRIORITY_NAMES, IncomingState
from docgen.records.moments import local_day
from docgen.records.numbering import INCOMING, OUTGOING
from docgen.records.register_form import Column, Cover, Printout, Row
from docgen.records.states import State
from docgen.records.tables import audit, documents, incoming_documents, organs, register_entries
from docgen.vietnamese.dates import format_short_date
from docgen.vietnamese.numerals import format_code_number

FOLLOW_UP: Final = "follow-up"

_OUTGOING_COLUMNS: Final = (
    Column("Số, ký hiệu văn bản", 27),
    Column("Ngày tháng văn bản", 21, "center"),
    Column("Tên loại và trích yếu nội dung văn bản", 54),
    Column("Người ký", 24),
    Column("Nơi nhận văn bản", 46),
    Column("Đơn vị, người nhận bản lưu", 20),
    Column("Số lượng bản", 13, "center"),
    Column("Ngày chuyển", 21, "center"),
    Column("Ký nhận", 11),
    Column("Ghi chú", 15),
)
_OUTGOING_FACTS: Final = (
    "id", "state", "code_number", "code_notation", "promulgation_date", "type_name", "subject", "full_name",
    "recipients", "addressees", "issued_amount", "issued_at", "priority", "note", "replaced_by_id",
)  # fmt: skip
_INCOMING_COLUMNS: Final = (
    Column("Ngày đến", 21, "center"),
    Column("Số đến", 13, "center"),
    Column("Tác giả", 36),
    Column("Số, ký hiệu văn bản", 27),
    Column("Ngày tháng văn bản", 21, "center"),
    Column("Tên loại và trích yếu nội dung văn bản", 56),
    Column("Đơn vị hoặc người nhận", 28),
    Column("Ngày chuyển", 21, "center"),
    Column("Ký nhận", 11),
    Column("Ghi chú", 18),
)
_FOLLOW_UP_COLUMNS: Final = (
    Column("Số đến", 14, "center"),
    Column("Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản", 78),
    Column("Đơn vị hoặc người nhận", 36),
    Column("Thời hạn giải quyết", 22, "center"),
    Column("Tiến độ giải quyết", 46),
    Column("Số, ký hiệu văn bản trả lời", 32),
    Column("Ghi chú", 24),
)


@dataclass(frozen=True, slots=True)
class RegisterRequest:
    """Which register: ``year``, and within it the days from ``first`` to ``last``; ``volume`` is Quyển số.

    ``organ_id`` None is every organ of the store, each with a register of its own.
    """

    year: int
    first: date | None = None
    last: date | None = None
    volume: int = 1
    organ_id: int | None = None


def build_register(connection: Connection, name: str, request: RegisterRequest) -> list[Printout]:
    """Return the registers called ``name`` ("outgoing", "incoming", "follow-up"), one an organ that has entries.

    Raises InputError for days outside the year, NotFoundError when there is nothing in it.
    """
    first, last = request.first or date(request.year, 1, 1), request.last or date(request.year, 12, 31)
    if first > last or first.year != request.year or last.year != request.year:
        raise InputError(f"khoảng ngày phải nằm trong năm {request.year}", hint="kiểm tra --from, --to và --year")
    build = _BOOKS[name]
    found = [
        build(connection, dict(organ), first, last, request)
        for organ in connection.execute(select(organs).order_by(organs.c.id)).mappings().all()
        if request.organ_id in (None, organ["id"])
    ]
    printouts = [printout for printout in found if printout.rows]
    if not printouts:
        raise NotFoundError(f"sổ năm {request.year} chưa có văn bản nào", hint="kiểm tra --year, --from, --to, --organ")
    return printouts


def _build_outgoing(
    connection: Connection, organ: Mapping[str, Any], first: date, last: date, request: RegisterRequest
) -> Printout:
    entry = register_entries.c
    query = (
        select(*(documents.c[name] for name in _OUTGOING_FACTS), entry.series_id)
        .join(register_entries, entry.document_id == documents.c.id)
        .where(entry.organ_id == organ["id"], entry.register == OUTGOING, entry.entry_date.between(first, last))
        .order_by(entry.entry_date, entry.series_id, entry.number)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    is_one_series = len({row["series_id"] for row in rows}) == 1
    if is_one_series:
        rows.sort(key=lambda row: row["code_number"])
    ends = [rows[0], rows[-1]] if rows else []
    codes = [format_code_number(row["code_number"]) if is_one_series else show_code(row) for row in ends]
    reasons = _find_reasons(connection, rows)
    replaced = _find_codes(connection, [row["replaced_by_id"] for row in rows if row["replaced_by_id"]])
    written = [_write_outgoing(row, reasons.get(row["id"], ""), replaced) for row in rows]
    numbers = f"Từ số {codes[0]} đến số {codes[-1]}" if codes else ""
    cover = _cover(organ, first, last, request, numbers)
    return Printout("Văn bản đi", "SỔ ĐĂNG KÝ VĂN BẢN ĐI", _OUTGOING_COLUMNS, written, cover)


def _write_outgoing(row: Mapping[str, Any], reason: str, codes: Mapping[int, str]) -> Row:
    sent, kept = _write_receivers(row["recipients"], row["addressees"])
    issued = row["issued_at"]
    return (
        show_code(row),
        _show(row["promulgation_date"]),
        _join(row["type_name"], row["subject"]),
        row["full_name"],
        sent,
        kept,
        str(row["issued_amount"] or ""),
        _show(local_day(datetime.fromisoformat(issued))) if issued else "",
        "",
        _note_outgoing(row, reason, codes),
    )


# Many documents of an office go to the same places, on the same days.
@lru_cache(maxsize=1024)
def _write_receivers(recipients: str | None, addressees: str | None) -> tuple[str, str]:
    """Return who gets a document, and who keeps it."""
    named: list[str] = json.loads(recipients or "[]")
    kept = [text for text in named if text.startswith("Lưu")]
    sent = [text for text in named if text not in kept and not text.startswith("Như trên")]
    return (
        "; ".join([*json.loads(addressees or "[]"), *sent]),
        "; ".join(text.removeprefix("Lưu").lstrip(": ") for text in kept),
    )


def _note_outgoing(row: Mapping[str, Any], reason: str, codes: Mapping[int, str]) -> str:
    state = State(row["state"])
    said = f": {reason}" if reason else ""
    if state is State.VOID:
        return f"Hủy{said}"
    if state is State.RECALLED:
        return f"Thu hồi{said}"
    if state is State.RESERVED:
        return "Đã cấp số, chưa ban hành"
    if state is State.REPLACED:
        return f"Thay bằng {codes.get(row['replaced_by_id'], '')}".strip()
    return "; ".join(filter(None, (PRIORITY_NAMES[row["priority"]], row["note"])))


def _build_incoming(
    connection: Connection, organ: Mapping[str, Any], first: date, last: date, request: RegisterRequest
) -> Printout:
    rows = _read_incoming(connection, organ["id"], first, last)
    written = [_write_incoming(row) for row in rows]
    numbers = f"Từ số {rows[0]['arrival_number']} đến số {rows[-1]['arrival_number']}" if rows else ""
    cover = _cover(organ, first, last, request, numbers)
    return Printout("Văn bản đến", "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN", _INCOMING_COLUMNS, written, cover)


def _write_incoming(row: Mapping[str, Any]) -> Row:
    return (
        _show(row["arrival_date"]),
        str(row["arrival_number"]),
        row["organ_name"],
        show_incoming_code(row),
        _show(row["promulgation_date"]),
        _join(row["type_name"], row["subject"]),
        row["assigned_to"] or row["to_places"],
        _show(row["transfer_date"]),
        "",
        _note_incoming(row),
    )


def _build_follow_up(
    connection: Connection, organ: Mapping[str, Any], first: date, last: date, request: RegisterRequest
) -> Printout:
    rows = _read_incoming(connection, organ["id"], first, last)
    written = [_write_follow_up(row) for row in rows]
    cover = _cover(organ, first, last, request, "")
    return Printout("Theo dõi", "SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN", _FOLLOW_UP_COLUMNS, written, cover)


def _write_follow_up(row: Mapping[str, Any]) -> Row:
    code = show_incoming_code(row)
    day = f"ngày {_show(row['promulgation_date'])}" if row["promulgation_date"] else ""
    author = f"của {row['organ_name']}" if row["organ_name"] else ""
    what = " ".join(filter(None, (row["type_name"] or "Văn bản", f"số {code}" if code else "", day, author)))
    recalled = row["state"] == IncomingState.RECALLED
    return (
        str(row["arrival_number"]),
        "" if recalled else what,
        row["assigned_to"] or row["to_places"],
        _show(row["due_date"]),
        _show_progress(row),
        row["answer_code"],
        _note_incoming(row),
    )


def _show_progress(row: Mapping[str, Any]) -> str:
    state = IncomingState(row["state"])
    finished = row["finished_at"]
    said = {
        IncomingState.REGISTERED: "Chưa chuyển giao",
        IncomingState.ASSIGNED: "Đang giải quyết",
        IncomingState.ANSWERED: "Đã trả lời",
        IncomingState.FINISHED: f"Xong ngày {_show(local_day(datetime.fromisoformat(finished)))}"
        if finished
        else "Xong",
        IncomingState.RECALLED: "",
    }[state]
    return ": ".join(filter(None, (said, row["progress"])))


def _note_incoming(row: Mapping[str, Any]) -> str:
    return "; ".join(filter(None, (PRIORITY_NAMES[row["priority"]], row["note"] or row["description"])))


def _read_incoming(connection: Connection, organ_id: int, first: date, last: date) -> Sequence[dict[str, Any]]:
    entry = register_entries.c
    query = (
        select(incoming_documents)
        .join(register_entries, entry.incoming_id == incoming_documents.c.id)
        .where(entry.organ_id == organ_id, entry.register == INCOMING, entry.entry_date.between(first, last))
        .order_by(entry.series_id, entry.number)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def _find_reasons(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """Return why documents were voided or recalled: a number that is out of use must be explained."""
    wanted = [str(row["id"]) for row in rows if row["state"] in (State.VOID, State.RECALLED)]
    found: dict[int, str] = {}
    for start in range(0, len(wanted), 500):
        query = (
            select(audit.c.subject_id, audit.c.facts)
            .where(
                audit.c.kind == "document",
                audit.c.subject_id.in_(wanted[start : start + 500]),
                audit.c.action.in_(("void", "recall")),
            )
            .order_by(audit.c.chain, audit.c.seq)
        )
        for row in connection.execute(query):
            found[int(row.subject_id)] = json.loads(row.facts).get("reason", "")
    return found


def _find_codes(connection: Connection, keys: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for start in range(0, len(keys), 500):
        query = select(documents.c.id, documents.c.code_number, documents.c.code_notation).where(
            documents.c.id.in_(keys[start : start + 500])
        )
        found |= {row["id"]: show_code(dict(row)) for row in connection.execute(query).mappings()}
    return found


def _cover(organ: Mapping[str, Any], first: date, last: date, request: RegisterRequest, numbers: str) -> Cover:
    days = f"Từ ngày {_show(first)} đến ngày {_show(last)}"
    return Cover(
        organ["parent"].upper(),
        organ["name"].upper(),
        tuple(filter(None, (f"Năm: {request.year}", days, numbers))),
        f"Quyển số: {format_code_number(request.volume)}",
    )


def _join(type_name: str, subject: str) -> str:
    """Return type and subject as one text: "Kế hoạch Cải cách hành chính năm 2026"."""
    return f"{type_name} {subject}".strip()


@lru_cache(maxsize=1024)
def _show(day: date | None) -> str:
    return format_short_date(day) if day else ""


_BOOKS: Final = {OUTGOING: _build_outgoing, INCOMING: _build_incoming, FOLLOW_UP: _build_follow_up}
