"""Incoming documents: registering, passing on, answering, finishing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from docgen.errors import DocgenError, NotFoundError
from docgen.records import incoming as acts
from docgen.records.incoming import OPEN_STATES, Arrival, ArrivedFile, get_incoming, register_arrival
from docgen.records.incoming_listing import IncomingFilter, describe_incoming, list_incoming
from docgen.records.incoming_metadata import (
    INCOMING_STATE_NAMES,
    PRIORITY_NAMES,
    IncomingMetadata,
    IncomingState,
    split_code,
)
from docgen.records.incoming_recall import recall_incoming
from docgen.records.moments import local_day
from docgen.web.desk import Desk, posting, reading
from docgen.web.downloads import safe_name, send_file
from docgen.web.errors import status_of
from docgen.web.fields import Fields
from docgen.web.organ_choice import list_organ_choices, read_organ, suggest_organ
from docgen.web.sent_once import go_once

router = APIRouter(prefix="/den", include_in_schema=False)

_ROWS: Final = 50
_VIEWS: Final = {"mo": "Chưa giải quyết xong", "qua-han": "Quá hạn", "xong": "Đã giải quyết", "tat-ca": "Tất cả"}
_URGENCIES: Final = {str(key): name or "Thường" for key, name in PRIORITY_NAMES.items()}
_TEXTS: Final = (
    "type_name", "organ_name", "organ_code", "subject", "position", "full_name", "to_places", "document_code",
    "description",
)  # fmt: skip


@router.get("")
def show_list(request: Request, desk: Desk = reading("view")) -> Response:
    """Show incoming documents, the most urgent first."""
    fields = Fields(request.query_params)
    view = fields.choice("xem", _VIEWS, default="mo")
    today = local_day(desk.now)
    states = {"mo": tuple(OPEN_STATES), "xong": (IncomingState.FINISHED,)}.get(view, ())
    wanted = IncomingFilter(states, today if view == "qua-han" else None, after=fields.number("sau"), limit=_ROWS + 1)
    with desk.service.store.read() as connection:
        rows = describe_incoming(desk.service.store, connection, list_incoming(connection, wanted))
    return desk.show(
        "incoming_list.html",
        rows=rows[:_ROWS],
        more=rows[_ROWS - 1]["id"] if len(rows) > _ROWS else 0,
        view=view,
        views=_VIEWS,
        today=today.isoformat(),
        states=INCOMING_STATE_NAMES,
        urgencies=_URGENCIES,
    )


@router.get("/moi")
def show_form(desk: Desk = reading("incoming-register")) -> Response:
    """Show the form of a document that has arrived."""
    return _show_form(desk)


@router.post("/moi")
def register(desk: Desk = posting("incoming-register")) -> Response:
    """Register a document under the next number of arrival, with the files that came with it."""
    fields, choices = desk.fields, list_organ_choices(desk)
    number, notation = split_code(fields.text("code", limit=60))
    values: dict[str, Any] = {name: fields.text(name, limit=2_000) for name in _TEXTS}
    values |= {
        "code_number": number,
        "code_notation": notation,
        "promulgation_date": fields.day("promulgation_date"),
        "due_date": fields.day("due_date"),
        "page_amount": fields.number("page_amount"),
        "priority": int(fields.choice("priority", _URGENCIES, default="0")),
    }
    metadata = fields.build(IncomingMetadata, values)
    for part in ("code_number", "code_notation"):
        if part in fields.errors:
            fields.errors["code"] = fields.errors.pop(part)
    day, reason = fields.day("arrived"), fields.text("override_date")
    organ_id = read_organ(desk, "organ", choices)
    if fields.errors or metadata is None or organ_id is None:
        return _show_form(desk, status=422)
    files = tuple(
        ArrivedFile(safe_name(upload.filename or ""), upload.file.read()) for upload in fields.uploads("files")
    )
    arrival = Arrival(organ_id, metadata, files, day, reason, even_if_duplicate=fields.has("even_if_duplicate"))
    try:
        return go_once(
            desk, lambda: f"/den/{register_arrival(desk.service.store, arrival, desk.actor)['id']}", "da-dang-ky"
        )
    except DocgenError as error:
        return _show_form(desk, error=error)


@router.get("/{incoming_id}")
def show_incoming(incoming_id: int, desk: Desk = reading("view")) -> Response:
    """Show everything that is known of an incoming document."""
    desk.note("view", "incoming", incoming_id)
    return _show(desk, incoming_id)


@router.get("/{incoming_id}/tep/{sha256}")
def download_file(incoming_id: int, sha256: str, desk: Desk = reading("view")) -> Response:
    """Return a file that came with the document."""
    store = desk.service.store
    with store.read() as connection:
        described = describe_incoming(store, connection, [get_incoming(connection, incoming_id)])[0]
    for file in described["files"]:
        if file["sha256"] == sha256:
            desk.note("download", "incoming", incoming_id, file["name"])
            return send_file(store.files.read(sha256), file["name"])
    raise NotFoundError("văn bản đến này không có tệp như vậy", hint="mở lại trang của văn bản")


@router.post("/{incoming_id}/giao")
def assign(incoming_id: int, desk: Desk = posting("incoming-assign")) -> Response:
    """Pass the document on to whoever deals with it."""
    fields = desk.fields
    to = fields.text("giao_cho", limit=200, label="nơi nhận", required=True)
    due, instruction = fields.day("han"), fields.text("y_kien")
    return _act(
        desk,
        incoming_id,
        "da-giao",
        lambda: acts.assign(desk.service.store, incoming_id, desk.actor, to, due=due, instruction=instruction),
    )


@router.post("/{incoming_id}/tra-loi")
def answer(incoming_id: int, desk: Desk = posting("incoming-answer")) -> Response:
    """Enter what answers the document: one of the store, or the code of another."""
    fields = desk.fields
    document_id, code = fields.number("van_ban"), fields.text("so_tra_loi", limit=50)
    progress = fields.text("tien_do")
    if (document_id is None) == (not code) and "van_ban" not in fields.errors:
        fields.errors["van_ban"] = "ghi đúng một trong hai: số của văn bản trong kho, hoặc số, ký hiệu"
    return _act(
        desk,
        incoming_id,
        "da-tra-loi",
        lambda: acts.answer(
            desk.service.store, incoming_id, desk.actor, document_id=document_id, code=code, progress=progress
        ),
    )


@router.post("/{incoming_id}/xong")
def finish(incoming_id: int, desk: Desk = posting("incoming-finish")) -> Response:
    """Close the document: what it asked for is done."""
    result = desk.fields.text("ket_qua")
    return _act(
        desk,
        incoming_id,
        "da-xong",
        lambda: acts.finish_incoming(desk.service.store, incoming_id, desk.actor, result),
    )


@router.post("/{incoming_id}/huy")
def recall(incoming_id: int, desk: Desk = posting("incoming-recall")) -> Response:
    """Destroy the document on the recall of its author."""
    reason = desk.fields.text("ly_do_huy", label="lý do", required=True)
    return _act(
        desk,
        incoming_id,
        "da-huy-den",
        lambda: recall_incoming(desk.service.store, incoming_id, desk.actor, reason),
    )


def _act(desk: Desk, incoming_id: int, said: str, act: Callable[[], Any]) -> Response:
    """Take an act; what stops it is said on the document's own page, with what was typed."""
    if desk.fields.errors:
        return _show(desk, incoming_id, status=422)
    try:
        act()
    except NotFoundError:
        raise
    except DocgenError as error:
        return _show(desk, incoming_id, error=error)
    return desk.go(f"/den/{incoming_id}", said)


def _show(desk: Desk, incoming_id: int, *, status: int = 200, error: DocgenError | None = None) -> Response:
    store = desk.service.store
    with store.read() as connection:
        row = get_incoming(connection, incoming_id)
        described = describe_incoming(store, connection, [row])[0]
    state = IncomingState(row["state"])
    return desk.show(
        "incoming.html",
        status=status_of(error) if error else status,
        document=described,
        row=row,
        state_name=INCOMING_STATE_NAMES[state],
        urgencies=_URGENCIES,
        is_open=state in OPEN_STATES,
        is_gone=state is IncomingState.RECALLED,
        is_late=state in OPEN_STATES and row["due_date"] is not None and row["due_date"] < local_day(desk.now),
        error=error,
    )


def _show_form(desk: Desk, *, status: int = 200, error: DocgenError | None = None) -> Response:
    return desk.show(
        "incoming_new.html",
        status=status_of(error) if error else status,
        organs=list_organ_choices(desk),
        organ=desk.fields.raw("organ") or suggest_organ(desk),
        urgencies=_URGENCIES,
        error=error,
    )
