"""Archive packages: asked for as jobs, and verified."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from docgen.errors import DocgenError, RegisterError
from docgen.records.dossiers import get_dossier
from docgen.web.desk import Desk, posting, reading
from docgen.web.sent_once import start_job_once

router = APIRouter(prefix="/luu-tru", include_in_schema=False)


@router.get("")
def show(desk: Desk = reading("archive-export")) -> Response:
    """Show what may be exported, and the form that verifies a package."""
    return _show(desk)


@router.post("/xuat")
def export(desk: Desk = posting("archive-export")) -> Response:
    """Export a dossier, or what a search finds; the choice is made at once, so that a mistake is said here."""
    from docgen.workflow.archive_choice import choose

    fields = desk.fields
    dossier, query = fields.number("ho_so"), fields.text("hoi", limit=300)
    if fields.errors:
        return _show(desk, status=422)
    try:
        with desk.service.store.read() as connection:
            count = len(choose(connection, str(dossier or ""), query).members)
            row = get_dossier(connection, dossier) if dossier else None
    except RegisterError:
        raise
    except DocgenError as error:
        if dossier:
            raise
        fields.errors["hoi"] = f"{error.message}"
        return _show(desk, status=422)
    title = f"Hồ sơ {row['file_notation']} năm {row['file_catalog']}" if row else f"{count} văn bản đã ban hành"
    given = {
        "dossier": str(dossier or ""),
        "query": query,
        "joined": bool(dossier) and fields.has("ghep"),
        "pdf": not fields.has("khong_pdf"),
    }
    return start_job_once(desk, "archive-export", f"Gói lưu trữ: {title}", given)


@router.post("/kiem-tra")
def verify(desk: Desk = posting("archive-export")) -> Response:
    """Verify a package that was sent: files, digests, documents, trail, PDFs."""
    from docgen.workflow.archive_verify import verify_export

    fields = desk.fields
    upload = fields.upload("goi")
    if upload is None:
        fields.errors["goi"] = "chọn gói .zip cần kiểm tra"
        return _show(desk, status=422)
    with tempfile.TemporaryDirectory(prefix="docgen-goi-") as folder:
        path = Path(folder) / "goi.zip"
        path.write_bytes(upload.file.read())
        try:
            found = verify_export(path, checkpoint=None, proves_pdf=False, tell=lambda *_: None)
        except DocgenError as error:
            fields.errors["goi"] = f"{error.message}{f' ({error.hint})' if error.hint else ''}"
            return _show(desk, status=422)
    return _show(desk, found=found, name=upload.filename or "")


def _show(desk: Desk, *, status: int = 200, **shown: Any) -> Response:
    return desk.show("archive.html", status=status, **({"found": None, "name": ""} | shown))
