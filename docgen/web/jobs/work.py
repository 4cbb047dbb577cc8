"""What a kind of job is, and what its function is given to work with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.records.documents import Actor

if TYPE_CHECKING:
    from docgen.web.service import Service


class JobStopped(Exception):  # noqa: N818 - the way out of a job, no error
    """The job is to end here: it was cancelled, or the service stops."""


@dataclass(frozen=True, slots=True)
class JobKind:
    """A kind of job. ``action`` is the one of ALLOWED that its owner must be allowed to take.

    ``run`` does it and returns what came of it (JSON: a few names and figures). ``resumes``: may be run again from the
    beginning, or goes on by itself, when the service was stopped in the middle; nothing is then there twice.
    """

    name: str
    title: str
    action: str
    run: Callable[[Work], Mapping[str, Any]]
    resumes: bool


@dataclass(frozen=True, slots=True)
class Work:
    """One job at work.

    ``inputs`` holds the files that came with it, ``results`` takes the files that its owner may download, ``scratch``
    anything else; all three are still there, as they were left, when the job is taken up again. ``runs`` counts how
    often it was begun (1: the first time).
    """

    service: Service
    job_id: int
    actor: Actor
    input: Mapping[str, Any]
    folder: Path
    runs: int
    tell: Callable[[int, int | None, str], None]

    @property
    def inputs(self) -> Path:
        """The files that came with the request."""
        return self.folder / "input"

    @property
    def results(self) -> Path:
        """Where the files go that its owner may download."""
        return self.folder / "result"

    @property
    def scratch(self) -> Path:
        """Where anything else goes."""
        return self.folder / "work"

    def progress(self, done: int, total: int | None = None, message: str = "") -> None:
        """Say how far it is, as often as you like. Raises JobStopped when the job is to end here: let it through."""
        self.tell(done, total, message)
