"""One document: what it is, its files, versions and history, and the acts on it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from docgen.errors import DocgenError, NotFoundError
from docgen.records import documents as acts
from docgen.records.access_log import list_accesses
from docgen.records.documents import get_document
from docgen.records.listing import describe_in_full, find_files
from docgen.records.states import FROM, State
from docgen.records.submission import read_version, submit_kept
from docgen.records.word_files import list_word_files
from docgen.records.working_drafts import find_open_draft, read_version_text
from docgen.web.desk import Desk, Key, posting, reading
from docgen.web.downloads import send_file
from docgen.web.errors import status_of

router = APIRouter(prefix="/van-ban/{document_id}", include_in_schema=False)


@router.get("")
def show_document(document_id: Key, desk: Desk = reading("view")) -> Response:
    """Show everything that is known of a document."""
    desk.note("view", "document", document_id)
    return _show(desk, document_id)


@router.get("/trang")
def show_pages(document_id: Key, desk: Desk = reading("view")) -> Response:
    """Return the pages: of the issued PDF, else of the newest version as it will be printed."""
    service = desk.service
    with service.store.read() as connection:
        row = get_document(connection, document_id)
        files = find_files(connection, [document_id])[document_id]
    pdf = next((file for file in files if file["role"] == "pdf"), None)
    if pdf is not None:
        preview = service.previewer.open_pdf(service.store.files.read(pdf["sha256"]))
    else:
        preview = service.previewer.lay_out(read_version(service.store, row))
    return desk.show("pages.html", preview=preview, is_issued=pdf is not None)


@router.get("/tep/{sha256}")
def download_file(document_id: Key, sha256: str, desk: Desk = reading("view")) -> Response:
    """Return a file of the document, or the draft of one of its versions."""
    with desk.service.store.read() as connection:
        document = describe_in_full(desk.service.store, connection, document_id)
        words = list_word_files(connection, document_id)
    for file in (*document["files"], *words):
        if file["sha256"] == sha256:
            desk.note("download", "document", document_id, file["name"])
            return send_file(desk.service.store.files.read(sha256), file["name"])
    for version in document["versions"]:
        if version["sha256"] == sha256:
            desk.note("download", "document", document_id, f"phiên bản {version['version']}")
            return send_file(desk.service.store.files.read(sha256), version["file_name"])
    raise NotFoundError("văn bản này không có tệp như vậy", hint="mở lại trang của văn bản")


@router.post("/trinh")
def submit(document_id: Key, desk: Desk = posting("submit")) -> Response:
    """Hand in a version that was only kept."""
    return _act(desk, document_id, "da-trinh", lambda: submit_kept(desk.service.store, document_id, desk.actor))


@router.post("/duyet")
def approve(document_id: Key, desk: Desk = posting("return")) -> Response:
    """Approve the version that was read: content, form, or both."""
    part = desk.fields.choice("phan", ("ca-hai", "noi-dung", "the-thuc"), default="ca-hai")
    version = desk.fields.number("phien_ban")
    return _act(
        desk,
        document_id,
        "da-duyet",
        lambda: acts.approve(
            desk.service.store,
            document_id,
            desk.actor,
            content=part != "the-thuc",
            form=part != "noi-dung",
            version=version,
        ),
    )


@router.post("/tra-lai")
def return_document(document_id: Key, desk: Desk = posting("return")) -> Response:
    """Give the document back to its drafter, with a comment."""
    reason = desk.fields.text("ly_do_tra_lai", label="ý kiến", required=True)
    return _act(
        desk,
        document_id,
        "da-tra-lai",
        lambda: acts.return_document(desk.service.store, document_id, desk.actor, reason),
    )


@router.post("/ban-hanh")
def issue(document_id: Key, desk: Desk = posting("issue")) -> Response:
    """Give the number and issue. A second click waits for the first and gives no second number."""
    from docgen.workflow.issue import IssueOptions, Issuer

    fields, service = desk.fields, desk.service
    options = IssueOptions(
        fields.day("ngay"),
        override_date=fields.text("ly_do_ngay"),
        override_check=fields.text("ly_do_the_thuc"),
    )
    if fields.errors:
        return _show(desk, document_id, status=422)
    issuer = Issuer(service.store, service.renderer, service.settings, desk.actor, options, service.pdf_maker)
    with service.alone_with(document_id):
        outcome = next(issuer.issue([document_id]))
    if outcome.error is not None:
        return _show(desk, document_id, error=outcome.error)
    desk.request.app.state.metrics.event("issued")
    return desk.go(f"/van-ban/{document_id}", "da-ban-hanh-truoc" if outcome.was_issued else "da-ban-hanh")


@router.post("/huy")
def void(document_id: Key, desk: Desk = posting("void")) -> Response:
    """Close the document for good, with a reason."""
    reason = desk.fields.text("ly_do_huy", label="lý do", required=True)
    return _act(desk, document_id, "da-huy", lambda: acts.void(desk.service.store, document_id, desk.actor, reason))


@router.post("/thu-hoi")
def recall(document_id: Key, desk: Desk = posting("recall")) -> Response:
    """Recall an issued document, with a reason."""
    reason = desk.fields.text("ly_do_thu_hoi", label="lý do", required=True)
    return _act(
        desk, document_id, "da-thu-hoi", lambda: acts.recall(desk.service.store, document_id, desk.actor, reason)
    )


def _act(desk: Desk, document_id: int, said: str, act: Any) -> Response:
    """Take an act; what stops it is said on the document's own page, with what was typed."""
    if desk.fields.errors:
        return _show(desk, document_id, status=422)
    try:
        act()
    except NotFoundError:
        raise
    except DocgenError as error:
        return _show(desk, document_id, error=error)
    return desk.go(f"/van-ban/{document_id}", said)


def _show(desk: Desk, document_id: int, *, status: int = 200, error: DocgenError | None = None) -> Response:
    store = desk.service.store
    with store.read() as connection:
        document = describe_in_full(store, connection, document_id)
        row = get_document(connection, document_id)
        draft = find_open_draft(connection, document_id)
        words = list_word_files(connection, document_id)
        accesses = list(list_accesses(connection, kind="document", subject_id=str(document_id), limit=30))
        newest = document["versions"][-1]["version"] if document["versions"] else 0
        text = read_version_text(store, connection, document_id, newest) if newest else ""
    state = State(document["state"])
    return desk.show(
        "document.html",
        status=status_of(error) if error else status,
        document=document,
        row=row,
        draft=draft,
        words=words,
        accesses=accesses,
        text=text,
        error=error,
        can={act: state in states for act, states in FROM.items()},
    )
