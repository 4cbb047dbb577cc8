"""Long work for people: the list of what they asked for, how far each is, its files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, JSONResponse, Response

from docgen.records.jobs import describe_job, find_job, list_jobs
from docgen.web.desk import Desk, posting, reading
from docgen.web.downloads import name_attachment
from docgen.web.fields import Fields
from docgen.web.jobs.events import send_events

router = APIRouter(prefix="/cong-viec", include_in_schema=False)

_ROWS = 50


@router.get("")
def show_list(request: Request, desk: Desk = reading("view")) -> Response:
    """Show the visitor's jobs, the newest first."""
    before = Fields(request.query_params).number("truoc")
    with desk.service.store.read() as connection:
        rows = [describe_job(row) for row in list_jobs(connection, desk.session.user, before=before, limit=_ROWS + 1)]
    return desk.show("jobs.html", jobs=rows[:_ROWS], more=rows[_ROWS - 1]["id"] if len(rows) > _ROWS else 0)


@router.get("/{job_id}")
def show_job(job_id: int, desk: Desk = reading("view")) -> Response:
    """Show a job; while it runs, the page follows it."""
    with desk.service.store.read() as connection:
        job = describe_job(find_job(connection, job_id, desk.session.user))
    if desk.request.headers.get("accept", "").startswith("application/json"):
        return JSONResponse(job)
    files = [(path.name, path.stat().st_size) for path in desk.service.jobs.list_files(job_id)] if job["ended"] else []
    return desk.show("job.html", job=job, files=files)


@router.get("/{job_id}/su-kien")
def tell_progress(job_id: int, desk: Desk = reading("view")) -> Response:
    """Return the events of a job."""
    with desk.service.store.read() as connection:
        find_job(connection, job_id, desk.session.user)
    return send_events(desk.service, job_id)


@router.post("/{job_id}/huy")
def cancel(job_id: int, desk: Desk = posting("view")) -> Response:
    """Ask a job to end."""
    with desk.service.store.read() as connection:
        find_job(connection, job_id, desk.session.user)
    desk.service.jobs.cancel(job_id)
    return desk.go(f"/cong-viec/{job_id}")


@router.get("/{job_id}/tep/{name}")
def download(job_id: int, name: str, desk: Desk = reading("view")) -> Response:
    """Return a file that a job has made: sent from the disk, it may be large."""
    with desk.service.store.read() as connection:
        find_job(connection, job_id, desk.session.user)
    path = desk.service.jobs.get_file(job_id, name)
    desk.note("download", "job", job_id, name)
    return FileResponse(path, media_type="application/zip", headers={"Content-Disposition": name_attachment(name)})
