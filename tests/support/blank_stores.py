"""Empty stores, made once a test process and then copied."""

from __future__ import annotations

import shutil
from pathlib import Path

from postgresql_server import PostgresqlServer
from sqlalchemy import NullPool, create_engine, text

from docgen.records.engines import DATABASE_FILE
from docgen.records.store import open_store
from docgen.records.tables import metadata, store_facts
from docgen.records.upgrade import HEAD


class BlankStores:
    """A blank store of each kind; copies share its id."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = ""
        self._tables = ""

    def copy_sqlite(self, target: Path) -> None:
        """Make a store in ``target``."""
        blank = self._folder / "sqlite"
        if not blank.exists():
            open_store(blank).close()
        shutil.copy(blank / DATABASE_FILE, target)

    def get_postgresql(self, server: PostgresqlServer) -> str:
        """Return the URL of the one database of this process, emptied."""
        if not self._database:
            self._database = server.create_database()
            open_store(self._folder / "postgresql", self._database).close()
            names = [table.name for table in metadata.sorted_tables if table is not store_facts]
            self._tables = ", ".join([*names, "search_index", "search_waiting"])  # which are no tables of tables.py
        engine = create_engine(self._database, poolclass=NullPool)
        with engine.begin() as connection:
            # Without its triggers: they would refuse to empty the audit trail.
            connection.execute(text("SET session_replication_role = replica"))
            connection.execute(text(f"TRUNCATE {self._tables} RESTART IDENTITY"))
            connection.execute(text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})
        return self._database
