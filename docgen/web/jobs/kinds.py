"""The kinds of jobs that there are."""

from __future__ import annotations

from typing import Final

from docgen.errors import NotFoundError
from docgen.web.jobs import archive_export, batch_make, round_build, round_issue
from docgen.web.jobs.work import JobKind

_ALL: Final[tuple[JobKind, ...]] = (archive_export.KIND, batch_make.KIND, round_build.KIND, round_issue.KIND)

KINDS: Final[dict[str, JobKind]] = {kind.name: kind for kind in _ALL}
"""Name → kind of job."""


def get_kind(name: str) -> JobKind:
    """Return a kind of job. Raises NotFoundError."""
    kind = KINDS.get(name)
    if kind is None:
        raise NotFoundError(f"không có loại việc “{name}”", hint=f"các loại: {', '.join(sorted(KINDS))}")
    return kind
