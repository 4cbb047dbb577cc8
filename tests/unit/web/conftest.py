"""An office in the browser, one a module: tests of a module share its users."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_office import Office


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    """A running office on SQLite, in memory where the system has such a place; without LibreOffice."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(prefix="docgen-web-", dir=memory if memory.is_dir() else None) as folder:
        opened = Office(Path(folder), environ={"DOCGEN_SOFFICE": "/khong/co/soffice"})
        yield opened
        opened.close()
