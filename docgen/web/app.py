"""The application: its pages, what stands around them, and what it opens and closes."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Final

from fastapi import FastAPI
from starlette.responses import FileResponse, Response

from docgen.settings import Settings
from docgen.web.api import description
from docgen.web.config import ServeSettings
from docgen.web.errors import add_error_handlers, confess
from docgen.web.guard import Guard
from docgen.web.metrics import Metrics
from docgen.web.pages import (
    administration,
    archive,
    batches,
    documents,
    dossiers,
    drafts,
    health,
    incoming,
    jobs,
    references,
    registers,
    rounds,
    search,
    signing_in,
    templates,
    tokens,
    word_upload,
    work,
)
from docgen.web.service import Service
from docgen.web.views import HTMX, STATIC, load_templates

PAGES: Final = (
    health,
    signing_in,
    work,
    drafts,
    documents,
    word_upload,
    incoming,
    registers,
    dossiers,
    archive,
    rounds,
    batches,
    jobs,
    search,
    references,
    tokens,
    administration,
    templates,
)
"""The modules of pages; each has a ``router``."""


def create_app(settings: Settings, serve: ServeSettings, *, clock: Callable[[], datetime] | None = None) -> FastAPI:
    """Return the application of one store. Opens the store at once, so that a mistake is said before anything runs.

    Raises RegisterError and InputError when the store cannot be opened.
    """
    service = Service(settings, serve, clock)
    metrics = Metrics()

    @asynccontextmanager
    async def live(_app: FastAPI) -> AsyncIterator[None]:
        service.previewer.warm_up()
        threading.Thread(target=load_templates, name="docgen-pages", daemon=True).start()
        service.jobs.start()
        yield
        service.close()

    app = FastAPI(title="docgen", docs_url=None, redoc_url=None, openapi_url=None, lifespan=live)
    app.state.service = service
    app.state.metrics = metrics
    for module in (*PAGES, *description.ROUTES, description):
        app.include_router(module.router)
    app.add_api_route("/static/{name}", serve_static, methods=["GET"], include_in_schema=False)
    add_error_handlers(app)
    app.add_middleware(Guard, settings=serve, metrics=metrics, confess=confess)
    return app


def serve_static(name: str) -> Response:
    """Return a file of ours: there is one flat folder of them, and htmx."""
    path = HTMX if name == HTMX.name else STATIC / name
    if not path.is_file() or path.parent not in (STATIC, HTMX.parent):
        return Response(status_code=404)
    return FileResponse(path)
