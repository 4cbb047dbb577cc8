"""For machines that watch the service: does it live, can it work, what are its figures."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from sqlalchemy import text
from starlette.responses import PlainTextResponse, Response

from docgen.errors import DocgenError
from docgen.web.desk import get_service
from docgen.web.service import Service

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def show_health() -> Response:
    """Say that the process answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz")
def show_readiness(service: Service = Depends(get_service)) -> Response:
    """Say whether records can be read and files be kept."""
    try:
        with service.store.read() as connection:
            connection.execute(text("SELECT 1"))
    except DocgenError:
        return PlainTextResponse("database\n", 503)
    folder = service.serve.store_folder
    return PlainTextResponse("ok\n") if folder.is_dir() else PlainTextResponse("files\n", 503)


@router.get("/metrics")
def show_metrics(request: Request, service: Service = Depends(get_service)) -> Response:
    """Return the figures for Prometheus; a reverse proxy keeps them from the outside (docs/deploy.md)."""
    if not service.serve.metrics:
        return Response(status_code=404)
    return Response(request.app.state.metrics.write(), media_type="text/plain; version=0.0.4; charset=utf-8")
