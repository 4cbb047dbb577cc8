"""Long work: starting it, how far it is, its files."""

from __future__ import annotations

from io import BytesIO
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.responses import FileResponse, Response

from docgen.records.jobs import Row, describe_job, find_job, list_jobs
from docgen.web.api.caller import Caller, KeyedCaller, calling, making, write_json
from docgen.web.api.problems import describe_problems
from docgen.web.api.shapes import Id, JobIn, JobOut, JobPage, Limit, Text
from docgen.web.jobs.events import send_events
from docgen.web.jobs.kinds import get_kind

router = APIRouter(prefix="/api/v1/jobs", tags=["Việc chạy nền"], responses=describe_problems(400, 401, 403, 413, 422))

_REFUSED: Final = describe_problems(404, 409)
_EVENTS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "Sự kiện progress khi có thay đổi, end khi việc kết thúc; data là JSON như khi xem việc",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}
_FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "Tệp", "content": {"*/*": {"schema": {"type": "string"}}}}
}


@router.get("", response_model=JobPage, summary="Danh sách việc")
def list_mine(
    caller: Caller = calling("view"),
    before: Annotated[int | None, Query(ge=1, le=2**53, description="next của trang trước")] = None,
    limit: Limit = 50,
) -> Response:
    """Liệt kê việc của mình (quản trị: của mọi người), mới nhất trước."""
    with caller.service.store.read() as connection:
        rows = list(list_jobs(connection, caller.user, before=before, limit=limit + 1))
    following = rows[limit - 1]["id"] if len(rows) > limit else None
    return write_json({"items": [_describe(caller, row) for row in rows[:limit]], "next": following})


@router.post("/{kind}", status_code=202, response_model=JobOut, responses=_REFUSED, summary="Bắt đầu một việc")
def start(
    kind: Annotated[
        Text, Path(max_length=30, description="Loại việc: archive-export, batch, round-build, round-issue")
    ],
    given: JobIn,
    keyed: KeyedCaller = making("view"),
) -> Response:
    """Đưa một việc vào hàng chờ; quyền theo loại việc."""
    caller = keyed.caller
    known = get_kind(kind)
    files = {file.name: BytesIO(file.data) for file in given.files}
    return keyed.answer(
        lambda _: _describe(
            caller, caller.service.jobs.submit(kind, caller.actor, given.title or known.title, given.input, files)
        ),
        202,
    )


@router.get("/{job_id}", response_model=JobOut, responses=_REFUSED, summary="Xem việc")
def show(job_id: Id, caller: Caller = calling("view")) -> Response:
    """Xem một việc đã đến đâu."""
    return write_json(_describe(caller, _find(caller, job_id)))


@router.post("/{job_id}/cancel", response_model=JobOut, responses=_REFUSED, summary="Hủy việc")
def cancel(job_id: Id, caller: Caller = calling("view")) -> Response:
    """Hủy một việc: đang chờ thì hủy ngay, đang chạy thì dừng ở bước kế tiếp."""
    _find(caller, job_id)
    return write_json(_describe(caller, caller.service.jobs.cancel(job_id)))


@router.get("/{job_id}/events", response_class=Response, responses=_REFUSED | _EVENTS, summary="Theo dõi việc")
def tell_progress(job_id: Id, caller: Caller = calling("view")) -> Response:
    """Theo dõi một việc bằng server-sent events."""
    _find(caller, job_id)
    return send_events(caller.service, job_id)


@router.get("/{job_id}/files/{name}", response_class=Response, responses=_REFUSED | _FILES, summary="Tải tệp kết quả")
def download_file(
    job_id: Id,
    name: Annotated[Text, Path(max_length=200, description="Tên tệp, như trong files")],
    caller: Caller = calling("view"),
) -> Response:
    """Tải một tệp mà việc đã tạo."""
    _find(caller, job_id)
    path = caller.service.jobs.get_file(job_id, name)
    caller.note("download", "job", job_id, name)
    return FileResponse(path, filename=path.name, media_type="application/octet-stream")


def _find(caller: Caller, job_id: int) -> Row:
    with caller.service.store.read() as connection:
        return find_job(connection, job_id, caller.user)


def _describe(caller: Caller, row: Row) -> dict[str, Any]:
    return describe_job(row) | {"files": [path.name for path in caller.service.jobs.list_files(row["id"])]}
