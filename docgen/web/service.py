"""What all pages of one running service share: the store, the tools that stay warm, the clock."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from docgen.records.kept_registers import KeptRegisters
from docgen.records.store import Store, open_store
from docgen.settings import Settings
from docgen.web.config import ServeSettings
from docgen.web.jobs.runner import Jobs
from docgen.web.once import once
from docgen.web.throttle import Throttle

if TYPE_CHECKING:
    from docgen.citations import Catalogue
    from docgen.drafting import Organs
    from docgen.pdf import PdfMaker
    from docgen.rendering import Renderer
    from docgen.workflow.preview import Previewer


class Service:
    """``settings`` are docgen's, ``serve`` the service's own. ``clock`` returns the moment (aware).

    What is slow to load is loaded when it is first asked for. Close it at the end.
    """

    def __init__(self, settings: Settings, serve: ServeSettings, clock: Callable[[], datetime] | None = None) -> None:
        # Documents are made with the templates that this office has sent, where it has.
        self.settings = settings._replace(own_templates_folder=serve.store_folder / "templates")
        self.serve = serve
        self.clock = clock or _read_clock
        self.store: Store = open_store(serve.store_folder, serve.database)
        self.registers = KeptRegisters()
        self.jobs = Jobs(self, serve.job_workers)
        self.sign_ins = Throttle(serve.sign_ins_per_minute, monotonic)
        self._locks: dict[Hashable, tuple[threading.Lock, int]] = {}
        # Names this process for what it may leave unfinished.
        self.worker = secrets.token_hex(8)
        self._locks_lock = threading.Lock()

    @once
    def renderer(self) -> Renderer:
        """Renders documents with the templates of this installation."""
        from docgen.rendering import open_renderer

        return open_renderer(self.settings)

    @once
    def previewer(self) -> Previewer:
        """Lays drafts out, with LibreOffices that stay warm."""
        from docgen.workflow.preview import Previewer

        return Previewer(self.settings, self.renderer)

    @once
    def pdf_maker(self) -> PdfMaker:
        """Makes the PDFs of issued documents, with a LibreOffice that stays warm."""
        from docgen.pdf import PdfMaker

        return PdfMaker(self.settings, workers=1)

    @once
    def catalogue(self) -> Catalogue:
        """The catalogue of legal documents, as it was when it was first asked for."""
        from docgen.citations.catalogue import load_catalogue

        return load_catalogue(self.settings.legal_refs_folder, self.settings.own_legal_refs_folder)

    @property
    def organs(self) -> Organs:
        """The organs of the store, or of the configured file, as they are now; none when there is no such file."""
        from docgen.drafting.organs import find_organ
        from docgen.workflow.organs_file import find_organs_file

        path = find_organs_file(self.serve.store_folder, self.settings)
        return find_organ("", self.settings._replace(organs_file=path))[1] if path.is_file() else {}

    @contextmanager
    def alone_with(self, subject: Hashable) -> Iterator[None]:
        """Let nobody else of this process work on the same document (its id): the second click waits for the first."""
        with self._locks_lock:
            lock, waiting = self._locks.get(subject, (threading.Lock(), 0))
            self._locks[subject] = (lock, waiting + 1)
        try:
            with lock:
                yield
        finally:
            with self._locks_lock:
                lock, waiting = self._locks[subject]
                if waiting == 1:
                    del self._locks[subject]
                else:
                    self._locks[subject] = (lock, waiting - 1)

    def close(self) -> None:
        """End what runs and close the store."""
        self.jobs.stop()
        for name in ("previewer", "pdf_maker"):
            if name in self.__dict__:
                getattr(self, name).close()
        self.store.close()


def _read_clock() -> datetime:
    return datetime.now(UTC)
