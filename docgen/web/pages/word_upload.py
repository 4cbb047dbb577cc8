"""A Word file that was edited outside comes back: its changes become a draft of the next version, beside the old."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from docgen.entrance import MAX_FILE_BYTES
from docgen.errors import InputError, explain_os_error
from docgen.records.documents import get_document
from docgen.records.submission import read_version
from docgen.records.word_files import keep_word_file
from docgen.records.working_drafts import DraftText, create_draft, find_open_draft, get_draft, read_version_text
from docgen.web.desk import Desk, Key, posting, reading
from docgen.web.downloads import safe_name, send_file
from docgen.workflow.comparing import compare_paragraphs
from docgen.workflow.word_edits import carry_word_edits

router = APIRouter(include_in_schema=False)

_HINT: Final = "chọn tệp .docx lưu từ Word"


@router.get("/van-ban/{document_id}/word")
def download_word_file(document_id: Key, desk: Desk = reading("view")) -> Response:
    """Return the newest version as a Word file, to be edited there."""
    service = desk.service
    with service.store.read() as connection:
        row = get_document(connection, document_id)
    desk.note("download", "document", document_id, f"Word, phiên bản {row['version']}")
    data = service.renderer.render(read_version(service.store, row))
    return send_file(data, f"van-ban-{document_id}-phien-ban-{row['version']}.docx")


@router.post("/van-ban/{document_id}/word")
def take_word_file(document_id: Key, desk: Desk = posting("draft")) -> Response:
    """Take an edited DOCX: what was changed in it is carried into a draft of the next version."""
    service, store = desk.service, desk.service.store
    name, data = _read_upload(desk)
    with service.alone_with(document_id):
        with store.read() as connection:
            row = get_document(connection, document_id)
            known = find_open_draft(connection, document_id)
            text = read_version_text(store, connection, document_id, row["version"])
        if known is not None:
            raise InputError(
                f"văn bản này đang có dự thảo do {known['changed_by']} soạn",
                hint=f"trình hoặc bỏ dự thảo {known['id']} rồi gửi tệp Word",
            )
        edits = carry_word_edits(text, data, service.renderer, service.organs)
        if all(change.is_same for change in edits.changes):
            raise InputError("tệp Word này không khác phiên bản hiện có", hint="kiểm tra đã chọn đúng tệp chưa")
        written = DraftText(edits.text, row["subject"])
        draft = create_draft(store, written, desk.actor, document_id=document_id)
        keep_word_file(store, draft["id"], name, data, desk.actor)
    desk.note("upload", "document", document_id)
    return desk.show("compare.html", draft=draft, changes=edits.changes, left=edits.left, is_word=True)


@router.get("/du-thao/{draft_id}/so-sanh")
def compare_draft(draft_id: Key, desk: Desk = reading("draft")) -> Response:
    """Show a draft beside the version that it was begun from."""
    store = desk.service.store
    with store.read() as connection:
        draft = get_draft(connection, draft_id)
        before = ""
        if draft["document_id"] is not None and draft["document_version"]:
            before = read_version_text(store, connection, draft["document_id"], draft["document_version"])
    changes = compare_paragraphs(before.split("\n"), draft["text"].split("\n"))
    return desk.show("compare.html", draft=draft, changes=changes, left=(), is_word=False)


def _read_upload(desk: Desk) -> tuple[str, bytes]:
    """Return the name and the bytes of the file that was sent."""
    upload = desk.fields.upload("tep_word")
    if upload is None:
        raise InputError("chưa chọn tệp Word", hint=_HINT)
    try:
        data = upload.file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise InputError(f"không đọc được tệp gửi lên: {explain_os_error(error)}", hint=_HINT) from error
    if not data.startswith(b"PK"):
        raise InputError("tệp gửi lên không phải là .docx", hint=_HINT)
    return safe_name(upload.filename or "van-ban.docx"), data
