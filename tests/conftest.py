"""What all tests share: how hypothesis works here, and a PostgreSQL server for those that ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from postgresql_server import PostgresqlServer

    from docgen.records.store import Store

# The checks left out are about how fast examples are made, which depends on the seed and the machine, not about docgen.
settings.register_profile(
    "docgen",
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("docgen")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A real server, one a test process, with a database ``blank`` that holds an empty schema."""
    from postgresql_server import running_postgresql

    with running_postgresql() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str | None:
    """What ``open_store`` takes as its database: None for SQLite, the URL of a new one on PostgreSQL."""
    if request.param == "sqlite":
        return None
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    return server.create_database()


@pytest.fixture
def store(database: str | None, tmp_path: Path) -> Iterator[Store]:
    """An empty store, on each database in turn."""
    from docgen.records.store import open_store

    opened = open_store(tmp_path / "store", database)
    yield opened
    opened.close()
