"""Dossiers: opening, filling, ordering, closing, handing to the archive, locking; the lists of Annex V."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from fastapi import APIRouter, Request
from starlette.responses import Response

from docgen.errors import DocgenError, InputError, NotFoundError, RegisterError
from docgen.records import dossiers as acts
from docgen.records.dossier_contents import INCOMING, OUTGOING, Item, describe_contents
from docgen.records.dossier_listing import describe_dossiers, list_dossiers
from docgen.records.dossier_lists import build_catalogue, build_contents, build_inventory
from docgen.records.dossier_metadata import DOSSIER_STATE_NAMES, MAINTENANCE_CODES, DossierMetadata, DossierState
from docgen.records.dossiers import get_dossier, list_due
from docgen.records.moments import local_day
from docgen.records.register_form import Printout
from docgen.records.search import SearchRequest, search
from docgen.records.search_printout import name_state
from docgen.web.desk import Desk, posting, reading
from docgen.web.downloads import send_file
from docgen.web.errors import status_of
from docgen.web.fields import Fields
from docgen.web.organ_choice import list_organ_choices, read_organ, suggest_organ
from docgen.web.sent_once import go_once

router = APIRouter(prefix="/ho-so", include_in_schema=False)

_ROWS: Final = 50
_FOUND: Final = 30
_TEXTS: Final = ("file_notation", "heading", "subheading", "title", "maintenance", "rights", "creator", "description")
_ITEM: Final = re.compile(rf"({OUTGOING}|{INCOMING}):([1-9][0-9]{{0,14}})")
_KINDS: Final = ("xlsx", "docx", "pdf")


@router.get("")
def show_list(request: Request, desk: Desk = reading("view")) -> Response:
    """Show dossiers, with those that are soon due at the archive above them."""
    fields = Fields(request.query_params)
    year, state = fields.number("nam"), fields.choice("trang-thai", DOSSIER_STATE_NAMES)
    with desk.service.store.read() as connection:
        rows = list_dossiers(connection, year, state or None, fields.number("sau") or 0, _ROWS + 1)
        described = describe_dossiers(connection, rows[:_ROWS])
        due = describe_dossiers(connection, list_due(connection, local_day(desk.now)))
    return desk.show(
        "dossiers.html",
        rows=described,
        more=rows[_ROWS - 1]["id"] if len(rows) > _ROWS else 0,
        due=due,
        today=local_day(desk.now).isoformat(),
        year=year,
        list_year=year or local_day(desk.now).year,
        state=state,
        states=DOSSIER_STATE_NAMES,
    )


@router.get("/moi")
def show_form(desk: Desk = reading("dossier-create")) -> Response:
    """Show the form of a new dossier."""
    return _show_form(desk)


@router.post("/moi")
def create(desk: Desk = posting("dossier-create")) -> Response:
    """Open a dossier."""
    fields, choices = desk.fields, list_organ_choices(desk)
    values: dict[str, Any] = {name: fields.text(name, limit=2_000) for name in _TEXTS}
    values |= {
        "file_catalog": fields.number("file_catalog", default=local_day(desk.now).year),
        "creator": values["creator"] or desk.session.user.full_name[:30],
        "start_date": fields.day("start_date"),
    }
    metadata = fields.build(DossierMetadata, values)
    organ_id = read_organ(desk, "organ", choices)
    if fields.errors or metadata is None or organ_id is None:
        return _show_form(desk, status=422)
    try:
        return go_once(
            desk,
            lambda: f"/ho-so/{acts.create_dossier(desk.service.store, organ_id, metadata, desk.actor)['id']}",
            "da-lap-ho-so",
        )
    except RegisterError as error:
        fields.errors["file_notation"] = f"{error.message} ({error.hint})"
        return _show_form(desk, status=409)


@router.get("/danh-muc/tep/{kind}")
def download_catalogue(kind: str, request: Request, desk: Desk = reading("view")) -> Response:
    """Return the list of dossiers of a year (Annex V, II)."""
    year, organ = _read_list(request, desk)
    with desk.service.store.read() as connection:
        printouts = [build_catalogue(connection, organ, year)]
    return _send(desk, printouts, f"danh-muc-ho-so-{year}", kind)


@router.get("/nop-luu/tep/{kind}")
def download_inventory(kind: str, request: Request, desk: Desk = reading("view")) -> Response:
    """Return the lists of the dossiers that are handed to the archive (Annex V, III): kept for ever, and for a time."""
    year, organ = _read_list(request, desk)
    printouts: list[Printout] = []
    refused: RegisterError | None = None
    with desk.service.store.read() as connection:
        for permanent in (True, False):
            try:
                printouts.append(build_inventory(connection, organ, year, permanent=permanent))
            except RegisterError as error:
                refused = error
    if refused is not None and not printouts:
        raise refused
    return _send(desk, printouts, f"muc-luc-nop-luu-{year}", kind)


@router.get("/{dossier_id}")
def show_dossier(dossier_id: int, request: Request, desk: Desk = reading("view")) -> Response:
    """Show a dossier and what lies in it, and what a search finds to add."""
    desk.note("view", "dossier", dossier_id)
    return _show(desk, dossier_id, asked=request.query_params.get("hoi", "")[:300])


@router.get("/{dossier_id}/muc-luc/tep/{kind}")
def download_contents(dossier_id: int, kind: str, desk: Desk = reading("view")) -> Response:
    """Return the list of documents in the dossier (Annex V, IV)."""
    with desk.service.store.read() as connection:
        printouts = [build_contents(connection, dossier_id)]
    return _send(desk, printouts, f"muc-luc-van-ban-{dossier_id}", kind)


@router.post("/{dossier_id}/them")
def add(dossier_id: int, desk: Desk = posting("dossier-add")) -> Response:
    """Lay documents into the dossier."""
    items = _read_items(desk, "van_ban")
    sheets = desk.fields.text("to_so", limit=20)
    return _act(
        desk,
        dossier_id,
        "da-dua-vao",
        lambda: acts.add_documents(desk.service.store, dossier_id, items, desk.actor, sheets=sheets),
    )


@router.post("/{dossier_id}/bo")
def remove(dossier_id: int, desk: Desk = posting("dossier-add")) -> Response:
    """Take documents out of the dossier."""
    items = _read_items(desk, "chon")
    return _act(
        desk,
        dossier_id,
        "da-bo-ra",
        lambda: acts.remove_documents(desk.service.store, dossier_id, items, desk.actor),
    )


@router.post("/{dossier_id}/xep")
def reorder(dossier_id: int, desk: Desk = posting("dossier-add")) -> Response:
    """Put the documents in the order of the numbers that were typed; equal ones stay as they were."""
    fields = desk.fields
    with desk.service.store.read() as connection:
        members = describe_contents(connection, dossier_id)
    wanted: list[tuple[int, Item]] = []
    for member in members:
        item = Item(member["kind"], member["id"])
        name = f"tt.{item.kind}:{item.id}"
        wanted.append((fields.number(name, default=member["ordinal"]) or 0, item))
    wanted.sort(key=lambda pair: pair[0])
    items = [item for _, item in wanted]
    return _act(
        desk, dossier_id, "da-xep", lambda: acts.order_documents(desk.service.store, dossier_id, items, desk.actor)
    )


@router.post("/{dossier_id}/ket-thuc")
def close(dossier_id: int, desk: Desk = posting("dossier-close")) -> Response:
    """Close the dossier for good."""
    fields = desk.fields
    end, sheets = fields.day("ket_thuc"), fields.number("tong_to")
    return _act(
        desk,
        dossier_id,
        "da-ket-thuc",
        lambda: acts.close_dossier(
            desk.service.store,
            dossier_id,
            desk.actor,
            end=end,
            construction=fields.has("xay_dung"),
            sheets=sheets,
            even_if_duplicate=fields.has("du_trung"),
        ),
    )


@router.post("/{dossier_id}/nop")
def transfer(dossier_id: int, desk: Desk = posting("dossier-transfer")) -> Response:
    """Hand the dossier to the archive."""
    return _act(
        desk,
        dossier_id,
        "da-nop-luu",
        lambda: acts.transfer_dossier(desk.service.store, dossier_id, desk.actor),
    )


@router.post("/{dossier_id}/khoa")
def hold(dossier_id: int, desk: Desk = posting("dossier-hold")) -> Response:
    """Lock the dossier."""
    reason = desk.fields.text("ly_do_khoa", label="lý do", required=True)
    return _act(
        desk,
        dossier_id,
        "da-khoa",
        lambda: acts.hold_dossier(desk.service.store, dossier_id, desk.actor, reason),
    )


@router.post("/{dossier_id}/mo-khoa")
def release(dossier_id: int, desk: Desk = posting("dossier-hold")) -> Response:
    """Release the dossier."""
    reason = desk.fields.text("ly_do_mo_khoa")
    return _act(
        desk,
        dossier_id,
        "da-mo-khoa-ho-so",
        lambda: acts.release_dossier(desk.service.store, dossier_id, desk.actor, reason),
    )


def _act(desk: Desk, dossier_id: int, said: str, act: Callable[[], Any]) -> Response:
    """Take an act; what stops it is said on the dossier's own page, with what was typed."""
    if desk.fields.errors:
        return _show(desk, dossier_id, status=422)
    try:
        act()
    except NotFoundError:
        raise
    except DocgenError as error:
        return _show(desk, dossier_id, error=error)
    return desk.go(f"/ho-so/{dossier_id}", said)


def _show(
    desk: Desk, dossier_id: int, *, asked: str = "", status: int = 200, error: DocgenError | None = None
) -> Response:
    with desk.service.store.read() as connection:
        row = get_dossier(connection, dossier_id)
        described = describe_dossiers(connection, [row])[0]
        members = describe_contents(connection, dossier_id)
        found, problem = [], ""
        if asked.strip():
            try:
                page = search(connection, SearchRequest(asked, kinds=(OUTGOING, INCOMING), limit=_FOUND))
                there = {(member["kind"], member["id"]) for member in members}
                found = [
                    item | {"state_name": name_state(item)}
                    for item in page.found
                    if (item["kind"], item["id"]) not in there
                ]
            except InputError as mistake:
                problem = mistake.message
    return desk.show(
        "dossier.html",
        status=status_of(error) if error else status,
        dossier=described,
        row=row,
        members=members,
        found=found,
        asked=asked,
        problem=problem,
        state_name=DOSSIER_STATE_NAMES[DossierState(row["state"])],
        is_open=row["state"] == DossierState.OPEN and not row["hold_reason"],
        error=error,
    )


def _show_form(desk: Desk, *, status: int = 200) -> Response:
    return desk.show(
        "dossier_new.html",
        status=status,
        organs=list_organ_choices(desk),
        organ=desk.fields.raw("organ") or suggest_organ(desk),
        year=desk.fields.raw("file_catalog") or local_day(desk.now).year,
        periods=list(MAINTENANCE_CODES.values()),
    )


def _read_items(desk: Desk, name: str) -> list[Item]:
    """Return the documents that are ticked in a field; an error at it when there is none."""
    matches: Iterable[re.Match[str] | None] = map(_ITEM.fullmatch, desk.fields.many(name))
    items = [Item(match[1], int(match[2])) for match in matches if match]
    if not items:
        desk.fields.errors[name] = "chưa chọn văn bản nào"
    return items


def _read_list(request: Request, desk: Desk) -> tuple[int, int]:
    """Return the year and the organ that a list is asked for."""
    fields = Fields(request.query_params)
    year = fields.number("nam", default=local_day(desk.now).year) or 0
    organ = fields.number("co-quan") or int(suggest_organ(desk) or 0)
    if not organ:
        raise RegisterError("kho có nhiều cơ quan, chưa biết in danh mục của cơ quan nào", hint="chọn cơ quan")
    return year, organ


def _send(desk: Desk, printouts: Sequence[Printout], stem: str, kind: str) -> Response:
    from docgen.workflow.printing import write_printouts

    if kind not in _KINDS:
        raise NotFoundError("không có loại tệp này", hint="chọn xlsx, docx hoặc pdf")
    with tempfile.TemporaryDirectory(prefix="docgen-in-") as folder:
        path = Path(folder) / f"{stem}.{kind}"
        write_printouts(printouts, path, desk.service.settings)
        data = path.read_bytes()
    desk.note("download", "dossier-list", stem)
    return send_file(data, f"{stem}.{kind}")
