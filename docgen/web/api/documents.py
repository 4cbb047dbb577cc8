"""Outgoing documents: handing in, looking, taking files, and every act."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from docgen.drafting import parse_document_json, parse_draft
from docgen.errors import InputError, NotFoundError, RegisterError
from docgen.model import Document
from docgen.records import documents as acts
from docgen.records.documents import Row
from docgen.records.listing import (
    DocumentFilter,
    describe_document_by_id,
    describe_documents,
    describe_in_full,
    list_rows,
)
from docgen.records.search import SearchRequest, search
from docgen.records.states import State
from docgen.records.submission import Submission, find_same_draft, submit, submit_kept
from docgen.web.api.caller import Caller, KeyedCaller, calling, making, write_json
from docgen.web.api.problems import describe_problems
from docgen.web.api.shapes import (
    After,
    ApproveIn,
    DocumentOut,
    DocumentPage,
    DraftIn,
    FullDocumentOut,
    Id,
    IssueIn,
    Limit,
    ReasonIn,
    SearchPage,
    SubmitIn,
    Text,
    Year,
)
from docgen.web.downloads import send_file
from docgen.web.service import Service

router = APIRouter(prefix="/api/v1", tags=["Văn bản đi"], responses=describe_problems(400, 401, 403, 413, 422))

_REFUSED: Final = describe_problems(404, 409)
_FILES: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "Tệp", "content": {"*/*": {"schema": {"type": "string"}}}}
}


@router.post("/documents", status_code=201, response_model=DocumentOut, responses=_REFUSED, summary="Trình bản thảo")
def submit_draft(given: SubmitIn, keyed: KeyedCaller = making("submit")) -> Response:
    """Trình một bản thảo thành văn bản mới."""
    return _hand_in(keyed, given, None)


@router.post(
    "/documents/{document_id}/versions",
    status_code=201,
    response_model=DocumentOut,
    responses=_REFUSED,
    summary="Trình phiên bản mới",
)
def submit_version(document_id: Id, given: SubmitIn, keyed: KeyedCaller = making("submit")) -> Response:
    """Trình phiên bản tiếp theo của một văn bản."""
    return _hand_in(keyed, given, document_id)


@router.get("/documents", response_model=DocumentPage, summary="Danh sách văn bản")
def list_documents(
    caller: Caller = calling("view"),
    state: Annotated[list[State], Query(description="Trạng thái, có thể lặp lại")] = [],  # noqa: B006 - FastAPI copies
    year: Year | None = None,
    after: After = 0,
    limit: Limit = 50,
) -> Response:
    """Liệt kê văn bản theo mã số, từng trang."""
    wanted = DocumentFilter(tuple(one.value for one in state), year, after, limit + 1)
    with caller.service.store.read() as connection:
        rows = list(list_rows(connection, wanted))
        shown = describe_documents(caller.service.store, connection, rows[:limit])
    following = rows[limit - 1]["id"] if len(rows) > limit else None
    return write_json({"items": [hide_paths(document) for document in shown], "next": following})


@router.get("/search", response_model=SearchPage, summary="Tìm văn bản, hồ sơ")
def search_records(
    q: Annotated[Text, Query(max_length=300, description="Từ cần tìm, có dấu hoặc không dấu")],
    caller: Caller = calling("view"),
    after: Annotated[Text, Query(max_length=60, description="next của trang trước")] = "",
    limit: Limit = 20,
) -> Response:
    """Tìm trong văn bản đi, văn bản đến và hồ sơ, kể cả nội dung tệp."""
    with caller.service.store.read() as connection:
        page = search(connection, SearchRequest(q, limit=limit, after=after))
    return write_json({"items": page.found, "next": page.next})


@router.get("/documents/{document_id}", response_model=FullDocumentOut, responses=_REFUSED, summary="Xem văn bản")
def show_document(document_id: Id, caller: Caller = calling("view")) -> Response:
    """Xem mọi thông tin, các phiên bản và lịch sử của một văn bản."""
    with caller.service.store.read() as connection:
        document = describe_in_full(caller.service.store, connection, document_id)
    caller.note("view", "document", document_id)
    return write_json(hide_paths(document))


@router.get(
    "/documents/{document_id}/files/{sha256}",
    response_class=Response,
    responses=_REFUSED | _FILES,
    summary="Tải tệp của văn bản",
)
def download_file(
    document_id: Id,
    sha256: Annotated[str, Path(pattern="^[0-9a-f]{64}$", description="sha256 của tệp")],
    caller: Caller = calling("view"),
) -> Response:
    """Tải tệp đã ban hành, hoặc bản thảo của một phiên bản."""
    store = caller.service.store
    with store.read() as connection:
        document = describe_in_full(store, connection, document_id)
    names = {version["sha256"]: version["file_name"] for version in document["versions"]}
    names |= {file["sha256"]: file["name"] for file in document["files"]}
    if sha256 not in names:
        raise NotFoundError("văn bản này không có tệp như vậy", hint="xem files và versions của văn bản")
    caller.note("download", "document", document_id, names[sha256])
    return send_file(store.files.read(sha256), names[sha256])


@router.post("/documents/{document_id}/submit", response_model=DocumentOut, responses=_REFUSED, summary="Trình bản giữ")
def submit_kept_draft(document_id: Id, keyed: KeyedCaller = making("submit")) -> Response:
    """Trình bản thảo mới chỉ được giữ."""
    return _act(keyed, document_id, lambda caller: submit_kept(caller.service.store, document_id, caller.actor))


@router.post("/documents/{document_id}/approve", response_model=DocumentOut, responses=_REFUSED, summary="Duyệt")
def approve(document_id: Id, given: ApproveIn, keyed: KeyedCaller = making("return")) -> Response:
    """Duyệt nội dung, thể thức hoặc cả hai."""
    content, form = given.part != "format", given.part != "content"
    return _act(
        keyed,
        document_id,
        lambda caller: acts.approve(
            caller.service.store, document_id, caller.actor, content=content, form=form, version=given.version
        ),
    )


@router.post("/documents/{document_id}/return", response_model=DocumentOut, responses=_REFUSED, summary="Trả lại")
def return_document(document_id: Id, given: ReasonIn, keyed: KeyedCaller = making("return")) -> Response:
    """Trả lại cho người soạn, kèm lý do."""
    return _act_with_reason(keyed, document_id, acts.return_document, given)


@router.post("/documents/{document_id}/void", response_model=DocumentOut, responses=_REFUSED, summary="Hủy")
def void(document_id: Id, given: ReasonIn, keyed: KeyedCaller = making("void")) -> Response:
    """Hủy văn bản chưa ban hành; số đã cấp vẫn ở trong sổ."""
    return _act_with_reason(keyed, document_id, acts.void, given)


@router.post("/documents/{document_id}/recall", response_model=DocumentOut, responses=_REFUSED, summary="Thu hồi")
def recall(document_id: Id, given: ReasonIn, keyed: KeyedCaller = making("recall")) -> Response:
    """Thu hồi văn bản đã ban hành."""
    return _act_with_reason(keyed, document_id, acts.recall, given)


@router.post(
    "/documents/{document_id}/issue",
    response_model=DocumentOut,
    responses=_REFUSED | describe_problems(503),
    summary="Cấp số, ban hành",
)
def issue(document_id: Id, given: IssueIn, keyed: KeyedCaller = making("issue")) -> Response:
    """Cấp số, dựng bản chính thức, kiểm tra, tạo PDF. Gọi lại không cấp thêm số."""
    return _issue(keyed, document_id, given)


@router.post(
    "/documents/{document_id}/resume",
    response_model=DocumentOut,
    responses=_REFUSED | describe_problems(503),
    summary="Hoàn tất ban hành",
)
def resume(document_id: Id, keyed: KeyedCaller = making("issue")) -> Response:
    """Hoàn tất văn bản đã có số mà lần ban hành trước dừng giữa chừng."""
    with keyed.caller.service.store.read() as connection:
        state = acts.get_document(connection, document_id)["state"]
    if state not in (State.RESERVED, State.ISSUED):
        raise RegisterError(f"văn bản {document_id} chưa được cấp số", hint="dùng issue để cấp số và ban hành")
    return _issue(keyed, document_id, IssueIn())


def read_document(given: DraftIn, service: Service) -> Document:
    """Return the document that a request brings. Raises InputError; DraftError with every mistake."""
    if (given.draft is None) == (given.document is None):
        raise InputError("cần đúng một trong hai: draft hoặc document", hint="draft là văn bản, document là JSON")
    if given.draft is not None:
        return parse_draft(given.draft, service.organs)
    return parse_document_json(json.dumps(given.document), service.organs)


def hide_paths(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record without where its files lie on our disks."""
    files = [{name: value for name, value in file.items() if name != "path"} for file in record["files"]]
    return record | {"files": files}


def _hand_in(keyed: KeyedCaller, given: SubmitIn, document_id: int | None) -> Response:
    caller = keyed.caller
    store = caller.service.store
    document = read_document(given, caller.service)
    text = given.draft if given.draft is not None else json.dumps(given.document, ensure_ascii=False)
    submission = Submission(given.file_name, text.encode("utf-8"), document)

    def make(was_begun: bool) -> dict[str, Any]:
        key = find_same_draft(store, submission) if was_begun else None
        if key is None or document_id not in (None, key):
            row = submit(
                store,
                submission,
                caller.actor,
                document_id=document_id,
                replaces=given.replaces,
                as_draft=given.keep_as_draft,
            )
            key = int(row["id"])
        return _describe(caller, key)

    return keyed.answer(make, 201)


def _act_with_reason(keyed: KeyedCaller, document_id: int, act: Callable[..., Row], given: ReasonIn) -> Response:
    return _act(keyed, document_id, lambda caller: act(caller.service.store, document_id, caller.actor, given.reason))


def _act(keyed: KeyedCaller, document_id: int, act: Callable[[Caller], Row]) -> Response:
    def make(was_begun: bool) -> dict[str, Any]:
        act(keyed.caller)
        return _describe(keyed.caller, document_id)

    return keyed.answer(make)


def _issue(keyed: KeyedCaller, document_id: int, given: IssueIn) -> Response:
    from docgen.workflow.issue import IssueOptions, Issuer

    caller = keyed.caller
    service = caller.service
    with service.store.read() as connection:
        acts.get_document(connection, document_id)
    options = IssueOptions(given.date, override_date=given.override_date, override_check=given.override_check)

    def make(was_begun: bool) -> dict[str, Any]:
        issuer = Issuer(service.store, service.renderer, service.settings, caller.actor, options, service.pdf_maker)
        with service.alone_with(document_id):
            outcome = next(issuer.issue([document_id]))
        if outcome.error is not None:
            raise outcome.error
        if not outcome.was_issued:
            caller.request.app.state.metrics.event("issued")
        return _describe(caller, document_id) | {"warnings": list(outcome.warnings)}

    return keyed.answer(make)


def _describe(caller: Caller, document_id: int) -> dict[str, Any]:
    with caller.service.store.read() as connection:
        return hide_paths(describe_document_by_id(caller.service.store, connection, document_id))
