"""Incoming documents: registering, looking, and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from docgen.errors import NotFoundError
from docgen.records import incoming as acts
from docgen.records.documents import Row
from docgen.records.incoming_listing import IncomingFilter, describe_incoming, list_incoming
from docgen.records.incoming_metadata import IncomingState
from docgen.records.incoming_recall import recall_incoming
from docgen.records.organs import list_organs
from docgen.web.api.caller import Caller, KeyedCaller, calling, making, write_json
from docgen.web.api.documents import hide_paths
from docgen.web.api.problems import describe_problems
from docgen.web.api.shapes import (
    AnswerIn,
    ArrivalIn,
    AssignIn,
    Id,
    IncomingOut,
    Limit,
    ProgressIn,
    ReasonIn,
    RecordPage,
)
from docgen.web.downloads import send_file

router = APIRouter(
    prefix="/api/v1/incoming", tags=["Văn bản đến"], responses=describe_problems(400, 401, 403, 413, 422)
)

_REFUSED: Final = describe_problems(404, 409)
_FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "Tệp", "content": {"*/*": {"schema": {"type": "string"}}}}
}


@router.post("", status_code=201, response_model=IncomingOut, responses=_REFUSED, summary="Đăng ký văn bản đến")
def register(given: ArrivalIn, keyed: KeyedCaller = making("incoming-register")) -> Response:
    """Đăng ký một văn bản đến; số đến do sổ cấp."""
    caller = keyed.caller
    require_organ(caller, given.organ_id)
    arrival = acts.Arrival(
        given.organ_id,
        given.metadata,
        tuple(acts.ArrivedFile(file.name, file.data) for file in given.files),
        given.day,
        given.override_date,
        given.even_if_duplicate,
    )
    return keyed.answer(
        lambda _: _describe(caller, acts.register_arrival(caller.service.store, arrival, caller.actor)["id"]), 201
    )


@router.get("", response_model=RecordPage, responses=_REFUSED, summary="Danh sách văn bản đến")
def list_arrivals(
    caller: Caller = calling("view"),
    state: Annotated[list[IncomingState], Query(description="Trạng thái, có thể lặp lại")] = [],  # noqa: B006
    after: Annotated[int | None, Query(ge=1, le=2**53, description="next của trang trước")] = None,
    limit: Limit = 50,
) -> Response:
    """Liệt kê văn bản đến, khẩn nhất trước, từng trang."""
    wanted = IncomingFilter(tuple(one.value for one in state), after=after, limit=limit + 1)
    store = caller.service.store
    with store.read() as connection:
        rows = list_incoming(connection, wanted)
        shown = describe_incoming(store, connection, rows[:limit])
    following = rows[limit - 1]["id"] if len(rows) > limit else None
    return write_json({"items": [hide_paths(one) for one in shown], "next": following})


@router.get("/{incoming_id}", response_model=IncomingOut, responses=_REFUSED, summary="Xem văn bản đến")
def show(incoming_id: Id, caller: Caller = calling("view")) -> Response:
    """Xem một văn bản đến."""
    described = _describe(caller, incoming_id)
    caller.note("view", "incoming", incoming_id)
    return write_json(described)


@router.get(
    "/{incoming_id}/files/{sha256}",
    response_class=Response,
    responses=_REFUSED | _FILES,
    summary="Tải tệp của văn bản đến",
)
def download_file(
    incoming_id: Id,
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="sha256 của tệp")],
    caller: Caller = calling("view"),
) -> Response:
    """Tải một tệp kèm theo."""
    for file in _describe(caller, incoming_id)["files"]:
        if file["sha256"] == sha256:
            caller.note("download", "incoming", incoming_id, file["name"])
            return send_file(caller.service.store.files.read(sha256), file["name"])
    raise NotFoundError("văn bản này không có tệp như vậy", hint="xem files của văn bản")


@router.post("/{incoming_id}/assign", response_model=IncomingOut, responses=_REFUSED, summary="Chuyển giao")
def assign(incoming_id: Id, given: AssignIn, keyed: KeyedCaller = making("incoming-assign")) -> Response:
    """Chuyển giao cho đơn vị hoặc người xử lý."""
    return _act(keyed, incoming_id, acts.assign, given.to, due=given.due, instruction=given.instruction)


@router.post("/{incoming_id}/answer", response_model=IncomingOut, responses=_REFUSED, summary="Ghi văn bản trả lời")
def answer(incoming_id: Id, given: AnswerIn, keyed: KeyedCaller = making("incoming-answer")) -> Response:
    """Ghi văn bản trả lời."""
    said = {"document_id": given.document_id, "code": given.code, "progress": given.progress}
    return _act(keyed, incoming_id, acts.answer, **said)


@router.post("/{incoming_id}/finish", response_model=IncomingOut, responses=_REFUSED, summary="Kết thúc giải quyết")
def finish(incoming_id: Id, given: ProgressIn, keyed: KeyedCaller = making("incoming-finish")) -> Response:
    """Kết thúc giải quyết văn bản đến."""
    return _act(keyed, incoming_id, acts.finish_incoming, given.progress)


@router.post("/{incoming_id}/recall", response_model=IncomingOut, responses=_REFUSED, summary="Hủy do bị thu hồi")
def recall(incoming_id: Id, given: ReasonIn, keyed: KeyedCaller = making("incoming-recall")) -> Response:
    """Hủy văn bản đến mà nơi gửi đã thu hồi."""
    return _act(keyed, incoming_id, recall_incoming, given.reason)


def require_organ(caller: Caller, organ_id: int) -> None:
    """Raise NotFoundError unless there is such an organ."""
    with caller.service.store.read() as connection:
        if organ_id not in list_organs(connection):
            raise NotFoundError(f"không có cơ quan {organ_id}", hint="xem /api/v1/organs")


def _act(keyed: KeyedCaller, incoming_id: int, act: Callable[..., Row], *given: Any, **named: Any) -> Response:
    caller = keyed.caller
    _describe(caller, incoming_id)

    def make(was_begun: bool) -> dict[str, Any]:
        act(caller.service.store, incoming_id, caller.actor, *given, **named)
        return _describe(caller, incoming_id)

    return keyed.answer(make)


def _describe(caller: Caller, incoming_id: int) -> dict[str, Any]:
    store = caller.service.store
    with store.read() as connection:
        row = acts.get_incoming(connection, incoming_id)
        return hide_paths(describe_incoming(store, connection, [row])[0])
