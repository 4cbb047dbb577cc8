"""Running the application: uvicorn, one process, that ends what it has begun before it stops."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI

from docgen.settings import Settings
from docgen.web.alone import being_the_only_service
from docgen.web.app import create_app
from docgen.web.config import ServeSettings

# Issuing renders, checks and converts: whoever stops the service waits for that.
_GRACE_S: Final = 60


def run_server(settings: Settings, serve: ServeSettings, announce: Callable[[], None]) -> None:
    """Serve until asked to stop (SIGTERM, SIGINT); running requests are finished first.

    ``announce`` is called when the store is this service's, before it listens.

    Raises RegisterError when another service runs on the store, or the store cannot be opened.
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    with being_the_only_service(serve.store_folder):
        app = create_app(settings, serve)
        announce()
        _run(app, serve)


def _run(app: FastAPI, serve: ServeSettings) -> None:
    # Its access log would name addresses and what people search for; ours names routes.
    config = uvicorn.Config(
        app,
        host=serve.host,
        port=serve.port,
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=bool(serve.proxies),
        forwarded_allow_ips=list(serve.proxies),
        timeout_graceful_shutdown=_GRACE_S,
        limit_concurrency=500,
    )
    # Having stopped, uvicorn passes the signal on. Whoever asked for the stop got it: that is no failure.
    with suppress(KeyboardInterrupt):
        _Server(config, app.state.service.jobs.announce_stop).run()


class _Server(uvicorn.Server):
    """uvicorn that says when it is asked to stop: whoever listens to the progress of a job would keep it running."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop."""
        self._announce()
        super().handle_exit(sig, frame)
