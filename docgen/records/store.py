"""A store: a database and a folder of files. Opening one makes it when it is not there yet.

    store = open_store(Path("out/store"))                    # SQLite: out/store/records.sqlite
    with store.write() as connection: …                      # one short transaction; commits at the end
    with store.read() as connection: …                       # a consistent view

Nothing slow ever runs inside ``write()``: on SQLite it holds the only write lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine

from docgen.errors import RegisterError
from docgen.records.direct import ask_last
from docgen.records.engines import BUSY_TIMEOUT_S, create_engine_for, describe_database, sync_log
from docgen.records.faults import wrapping_faults
from docgen.records.file_store import FileStore
from docgen.records.search_index import IS_LONG
from docgen.records.search_postings import Tell, tell_nobody
from docgen.records.search_waiting import enter_waiting
from docgen.records.turnstile import Turnstile
from docgen.records.upgrade import ensure_schema


@dataclass(frozen=True, slots=True)
class Store:
    """An open store. ``id`` names it for ever: the audit chains are bound to it."""

    engine: Engine
    files: FileStore
    id: str
    turnstile: Turnstile

    @property
    def where(self) -> str:
        """The database, for messages; never with a password."""
        return describe_database(self.engine.url)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction that may write. Commits at the end, rolls back on any error.

        When this returns, the disk has what was written: a number that anybody was told of is never lost. The next one
        does not wait for that: it may begin as soon as the transaction is over.
        SQLite takes its write lock at once (BEGIN IMMEDIATE), PostgreSQL locks rows (READ COMMITTED).
        Raises RegisterError when the database refuses: read-only, full, busy for too long, gone.
        """
        with wrapping_faults(self.where), self.engine.connect() as connection:
            connection = connection.execution_options(docgen_write=True)
            with self.turnstile.pass_through(), connection.begin():
                yield connection
                ask_last(connection)
            sync_log(connection)
            is_long = connection.info.pop(IS_LONG, False)
        if is_long:
            # What the act wrote is safe. What fails here fails again, and is told, in an act that needs the disk.
            with suppress(RegisterError), self.write() as connection:
                enter_waiting(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent view of the records. Raises RegisterError when the database cannot be read."""
        with wrapping_faults(self.where), self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_store(folder: Path, database: str | None = None, tell: Tell = tell_nobody) -> Store:
    """Open the store in ``folder``, making it when there is none, or upgrading that of an older docgen.

    ``database`` is a URL ``postgresql+psycopg://…``; without one the database is the SQLite file in the folder. Any
    number of processes may open an empty store at once. ``tell`` hears how far a long upgrade is. Raises RegisterError:
    not reachable, not a store, newer than this docgen, being upgraded by another process for long.
    """
    files = FileStore(folder / "files")
    engine = create_engine_for(folder, database)
    try:
        with wrapping_faults(describe_database(engine.url)):
            identity = ensure_schema(engine, tell)
    except BaseException:
        engine.dispose()
        raise
    queue = None if database else folder / "records.lock"
    return Store(engine, files, identity, Turnstile(queue, BUSY_TIMEOUT_S))
