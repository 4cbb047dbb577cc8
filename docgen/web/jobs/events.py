"""How far a job is, told as it happens: server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from time import monotonic
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from docgen.records.jobs import ENDED, Row, describe_job, get_job
from docgen.web.service import Service

_LOOKED_EVERY_S: Final = 0.4
# A proxy closes a line on which nothing is said.
_SAID_EVERY_S: Final = 15.0


def send_events(service: Service, job_id: int) -> StreamingResponse:
    """Return the events of a job that the visitor may see: ``progress`` at each change, ``end`` as the last.

    The stream ends with the job, or when the service stops; a browser then asks again by itself.
    """
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_tell(service, job_id), media_type="text/event-stream", headers=headers)


async def _tell(service: Service, job_id: int) -> AsyncIterator[str]:
    yield "retry: 2000\n\n"
    told: dict[str, Any] = {}
    said = monotonic()
    while not service.jobs.is_stopping:
        job = describe_job(await run_in_threadpool(_look, service, job_id))
        ended = job["state"] in ENDED
        if job != told:
            name = "end" if ended else "progress"
            yield f"event: {name}\ndata: {json.dumps(job, ensure_ascii=False)}\n\n"
            told, said = job, monotonic()
        elif monotonic() - said > _SAID_EVERY_S:
            yield ": …\n\n"
            said = monotonic()
        if ended:
            return
        await asyncio.sleep(_LOOKED_EVERY_S)


def _look(service: Service, job_id: int) -> Row:
    with service.store.read() as connection:
        return get_job(connection, job_id)
