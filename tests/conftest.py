"""What all tests share: how hypothesis works here, and a PostgreSQL server for those that ask."""

from __future__ import annotations

import os
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from blank_stores import BlankStores
    from postgresql_server import PostgresqlServer

    from docgen.records.store import Store

# The checks left out are about how fast examples are made, which depends on the seed and the machine, not about docgen;
# no test here keeps anything in its fixtures from one example to the next.
_RELAXED = settings(
    deadline=None,
    suppress_health_check=[
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
        HealthCheck.function_scoped_fixture,
    ],
)
settings.register_profile("same", _RELAXED, derandomize=True)
settings.register_profile("explore", _RELAXED)
# A commit passes or fails whenever it is asked; new examples are sought by hand: ``make explore``.
settings.load_profile(os.environ.get("DOCGEN_HYPOTHESIS", "same"))


_SLOW_FOLDERS = {"property", "tools", "browser"}
"""Whole folders that ``make quick`` leaves out: many examples, or a real external program."""
_SAMPLED_FOLDERS = {
    *("rules", "contract", "cli", "web", "workflow", "records", "office", "archive", "rendering", "parindex"),
}
"""Folders of many tests that each make a store or a document: ``make quick`` takes one in so many, always the same."""
_ONE_IN = 20


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what ``make quick`` leaves out by its folder."""
    for item in items:
        folders = set(item.path.relative_to(Path(__file__).parent).parts)
        if _SLOW_FOLDERS & folders or (_SAMPLED_FOLDERS & folders and zlib.crc32(item.nodeid.encode()) % _ONE_IN):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgresqlServer]:
    """A real server, one a test process."""
    from postgresql_server import running_postgresql

    with running_postgresql() as server:
        yield server


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def engine_name(request: pytest.FixtureRequest) -> str:
    """Each database in turn."""
    return str(request.param)


@pytest.fixture
def empty_database(engine_name: str, request: pytest.FixtureRequest) -> str | None:
    """What ``open_store`` takes as its database, with nothing in it: None for SQLite, a new one on PostgreSQL."""
    if engine_name == "sqlite":
        return None
    server: PostgresqlServer = request.getfixturevalue("postgresql")
    return server.create_database()


@pytest.fixture(scope="session")
def blank_stores(tmp_path_factory: pytest.TempPathFactory) -> BlankStores:
    """Stores with a schema and nothing else: copying or emptying one is quicker than making one."""
    from blank_stores import BlankStores

    return BlankStores(tmp_path_factory.mktemp("blank"))


@pytest.fixture
def store_folder(tmp_path: Path) -> Iterator[Path]:
    """``tmp_path / "store"``, in memory where the system has such a place: a store waits for the disk at each act."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(prefix="docgen-", dir=memory if memory.is_dir() else None) as folder:
        (tmp_path / "store").symlink_to(folder)
        yield tmp_path / "store"


@pytest.fixture
def database(
    engine_name: str, request: pytest.FixtureRequest, blank_stores: BlankStores, store_folder: Path
) -> str | None:
    """The database of ``store``: a schema and nothing else."""
    if engine_name == "sqlite":
        blank_stores.copy_sqlite(store_folder)
        return None
    return blank_stores.get_postgresql(request.getfixturevalue("postgresql"))


@pytest.fixture
def store(database: str | None, store_folder: Path) -> Iterator[Store]:
    """An empty store in ``tmp_path / "store"``, on each database in turn."""
    from docgen.records.store import open_store

    opened = open_store(store_folder, database)
    yield opened
    opened.close()
