"""Long work: how far it is."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from docgen.records.jobs import find_job
from docgen.web.desk import Desk, reading
from docgen.web.jobs.events import send_events

router = APIRouter(prefix="/cong-viec", include_in_schema=False)


@router.get("/{job_id}/su-kien")
def tell_progress(job_id: int, desk: Desk = reading("view")) -> Response:
    """Return the events of a job."""
    with desk.service.store.read() as connection:
        find_job(connection, job_id, desk.session.user)
    return send_events(desk.service, job_id)
