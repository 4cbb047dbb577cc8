"""Dossiers: opening, filling, closing, handing to the archive, locking."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query
from starlette.responses import Response

from docgen.errors import InputError
from docgen.records import dossiers as acts
from docgen.records.documents import Row
from docgen.records.dossier_contents import INCOMING, OUTGOING, Item, describe_contents
from docgen.records.dossier_listing import describe_dossiers, list_dossiers
from docgen.records.dossier_metadata import DossierState
from docgen.web.api.caller import Caller, KeyedCaller, calling, making, write_json
from docgen.web.api.incoming import require_organ
from docgen.web.api.problems import describe_problems
from docgen.web.api.shapes import (
    After,
    CloseIn,
    DossierIn,
    DossierItemsIn,
    DossierOut,
    Id,
    Limit,
    ReasonIn,
    RecordPage,
    Year,
)

router = APIRouter(prefix="/api/v1/dossiers", tags=["Hồ sơ"], responses=describe_problems(400, 401, 403, 413, 422))

_REFUSED: Final = describe_problems(404, 409)


@router.post("", status_code=201, response_model=DossierOut, responses=_REFUSED, summary="Lập hồ sơ")
def create(given: DossierIn, keyed: KeyedCaller = making("dossier-create")) -> Response:
    """Lập một hồ sơ."""
    caller = keyed.caller
    require_organ(caller, given.organ_id)
    return keyed.answer(
        lambda _: _describe(
            caller, acts.create_dossier(caller.service.store, given.organ_id, given.metadata, caller.actor)["id"]
        ),
        201,
    )


@router.get("", response_model=RecordPage, summary="Danh sách hồ sơ")
def list_all(
    caller: Caller = calling("view"),
    year: Year | None = None,
    state: Annotated[DossierState | None, Query(description="Trạng thái")] = None,
    after: After = 0,
    limit: Limit = 50,
) -> Response:
    """Liệt kê hồ sơ theo mã số, từng trang."""
    with caller.service.store.read() as connection:
        rows = list_dossiers(connection, year, state.value if state else None, after, limit + 1)
        shown = describe_dossiers(connection, rows[:limit])
    return write_json({"items": shown, "next": rows[limit - 1]["id"] if len(rows) > limit else None})


@router.get("/{dossier_id}", response_model=DossierOut, responses=_REFUSED, summary="Xem hồ sơ")
def show(dossier_id: Id, caller: Caller = calling("view")) -> Response:
    """Xem một hồ sơ và các văn bản trong đó."""
    described = _describe(caller, dossier_id)
    caller.note("view", "dossier", dossier_id)
    return write_json(described)


@router.post("/{dossier_id}/documents", response_model=DossierOut, responses=_REFUSED, summary="Đưa văn bản vào hồ sơ")
def add(dossier_id: Id, given: DossierItemsIn, keyed: KeyedCaller = making("dossier-add")) -> Response:
    """Đưa văn bản vào hồ sơ, sau những văn bản đã có."""
    items = _items(given)
    return _act(keyed, dossier_id, lambda store, key, actor: acts.add_documents(store, key, items, actor))


@router.post(
    "/{dossier_id}/documents/remove", response_model=DossierOut, responses=_REFUSED, summary="Bỏ văn bản khỏi hồ sơ"
)
def remove(dossier_id: Id, given: DossierItemsIn, keyed: KeyedCaller = making("dossier-add")) -> Response:
    """Bỏ văn bản khỏi hồ sơ đang mở."""
    items = _items(given)
    return _act(keyed, dossier_id, lambda store, key, actor: acts.remove_documents(store, key, items, actor))


@router.post("/{dossier_id}/close", response_model=DossierOut, responses=_REFUSED, summary="Kết thúc hồ sơ")
def close(dossier_id: Id, given: CloseIn, keyed: KeyedCaller = making("dossier-close")) -> Response:
    """Kết thúc hồ sơ."""
    return _act(keyed, dossier_id, acts.close_dossier, **given.model_dump())


@router.post("/{dossier_id}/transfer", response_model=DossierOut, responses=_REFUSED, summary="Nộp lưu hồ sơ")
def transfer(dossier_id: Id, keyed: KeyedCaller = making("dossier-transfer")) -> Response:
    """Nộp hồ sơ vào Lưu trữ."""
    return _act(keyed, dossier_id, acts.transfer_dossier)


@router.post("/{dossier_id}/hold", response_model=DossierOut, responses=_REFUSED, summary="Khóa hồ sơ")
def hold(dossier_id: Id, given: ReasonIn, keyed: KeyedCaller = making("dossier-hold")) -> Response:
    """Khóa hồ sơ."""
    return _act(keyed, dossier_id, acts.hold_dossier, given.reason)


@router.post("/{dossier_id}/release", response_model=DossierOut, responses=_REFUSED, summary="Mở khóa hồ sơ")
def release(dossier_id: Id, given: ReasonIn, keyed: KeyedCaller = making("dossier-hold")) -> Response:
    """Mở khóa hồ sơ."""
    return _act(keyed, dossier_id, acts.release_dossier, given.reason)


def _items(given: DossierItemsIn) -> list[Item]:
    items = [Item(OUTGOING, key) for key in given.documents] + [Item(INCOMING, key) for key in given.incoming]
    if not items:
        raise InputError("chưa nêu văn bản nào", hint="thêm documents hoặc incoming")
    return items


def _act(keyed: KeyedCaller, dossier_id: int, act: Callable[..., Row], *given: Any, **named: Any) -> Response:
    caller = keyed.caller
    _describe(caller, dossier_id)

    def make(was_begun: bool) -> dict[str, Any]:
        act(caller.service.store, dossier_id, caller.actor, *given, **named)
        return _describe(caller, dossier_id)

    return keyed.answer(make)


def _describe(caller: Caller, dossier_id: int) -> dict[str, Any]:
    with caller.service.store.read() as connection:
        row = acts.get_dossier(connection, dossier_id)
        contents = [
            {name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in one.items()}
            for one in describe_contents(connection, dossier_id)
        ]
        return describe_dossiers(connection, [row])[0] | {"contents": contents}
