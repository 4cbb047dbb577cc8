"""A batch: a draft and a table become one document a row. Every row is validated before anything is queued."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any, Final

from fastapi import APIRouter
from starlette.responses import Response

from docgen.errors import InputError
from docgen.records.working_drafts import get_draft, list_open_drafts
from docgen.web.desk import Desk, posting, reading
from docgen.web.jobs.batch_make import DRAFT, TABLE, make_order
from docgen.web.sent_once import start_job_once

router = APIRouter(prefix="/hang-loat", include_in_schema=False)

_TABLES: Final = (".xlsx", ".xlsm", ".csv", ".tsv", ".jsonl")
_MOST_DRAFT: Final = 4 * 1024 * 1024


@router.get("")
def show_form(desk: Desk = reading("draft")) -> Response:
    """Show the form of a batch."""
    return _show(desk)


@router.post("")
def begin(desk: Desk = posting("draft")) -> Response:
    """Validate draft and table; with no mistake the documents are made in the background."""
    from docgen.drafting import DraftError
    from docgen.drafting.data_file import DataError
    from docgen.workflow.batch import Batch
    from docgen.workflow.batch_names import NamePattern

    fields, service = desk.fields, desk.service
    given = {
        "sheet": fields.text("trang", limit=100),
        "name": fields.text("ten_tep", limit=300),
        "pdf": fields.has("pdf"),
        "check": fields.has("kiem_tra"),
    }
    if given["name"]:
        try:
            NamePattern(str(given["name"]))
        except InputError as error:
            fields.errors["ten_tep"] = error.message
    draft, table, ending = _read_draft(desk), fields.upload("bang"), ""
    if table is None:
        fields.errors["bang"] = "chọn bảng dữ liệu"
    else:
        ending = PurePosixPath(table.filename or "").suffix.lower()
        if ending not in _TABLES:
            fields.errors["bang"] = f"cần tệp bảng: {', '.join(_TABLES)}"
    if fields.errors or table is None:
        return _show(desk, status=422)
    with tempfile.TemporaryDirectory(prefix="docgen-hang-loat-") as work:
        inputs = Path(work)
        (inputs / DRAFT).write_bytes(draft)
        (inputs / f"{TABLE}{ending}").write_bytes(table.file.read())
        try:
            with Batch(make_order(service, inputs, inputs / "van-ban.zip", given), service.settings) as batch:
                count = batch.take_in()
        except DraftError as error:
            return _show(desk, status=422, draft_problems=error.problems)
        except DataError as error:
            return _show(desk, status=422, row_problems=error.problems, count=error.count)
        except InputError as error:
            fields.errors["bang"] = f"{error.message}{f' ({error.hint})' if error.hint else ''}"
            return _show(desk, status=422)
        files = {path.name: io.BytesIO(path.read_bytes()) for path in inputs.iterdir() if path.is_file()}
    return start_job_once(desk, "batch", f"{count} văn bản từ bảng {_name(table.filename)}", given, files)


def _read_draft(desk: Desk) -> bytes:
    """Return the text of the draft that is sent, or of the working draft that is chosen."""
    fields = desk.fields
    upload, chosen = fields.upload("ban_thao"), fields.number("du_thao")
    if upload is not None:
        data = upload.file.read(_MOST_DRAFT + 1)
        if len(data) > _MOST_DRAFT:
            fields.errors["ban_thao"] = "bản thảo quá lớn"
        return data
    if chosen is None:
        fields.errors.setdefault("du_thao", "chọn một dự thảo, hoặc gửi tệp .vb.txt")
        return b""
    with desk.service.store.read() as connection:
        return str(get_draft(connection, chosen)["text"]).encode("utf-8")


def _name(file_name: str | None) -> str:
    return PurePosixPath((file_name or "").replace("\\", "/")).name[:80]


def _show(desk: Desk, *, status: int = 200, **shown: Any) -> Response:
    with desk.service.store.read() as connection:
        drafts = {str(row["id"]): row["title"] for row in list_open_drafts(connection, desk.actor.name)}
    given: dict[str, Any] = {"draft_problems": (), "row_problems": (), "count": 0}
    return desk.show("batch.html", status=status, drafts=drafts, **(given | shown))
