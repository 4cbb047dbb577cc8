"""Engines: SQLite in the store's folder, or PostgreSQL. What each needs said once to be safe is said here."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from docgen.errors import RegisterError
from docgen.files import make_folder

DATABASE_FILE: Final = "records.sqlite"
# A number takes about a millisecond; whoever waited this long waits for something that hangs.
BUSY_TIMEOUT_S: Final = 30.0
_POSTGRESQL: Final = "postgresql+psycopg"
_CONNECT_TIMEOUT_S: Final = 10


def create_engine_for(folder: Path, database: str | None) -> Engine:
    """Return the engine of a store; nothing is opened yet but the folder is made. Raises RegisterError, InputError."""
    make_folder(folder)
    return _create_postgresql(database) if database else _create_sqlite(folder / DATABASE_FILE)


def describe_database(url: URL) -> str:
    """Return where a database is, for messages: the file, or the URL without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _create_sqlite(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": BUSY_TIMEOUT_S, "isolation_level": None}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    _set_wal(connection)
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _set_wal(connection: sqlite3.Connection) -> None:
    """Turn on write-ahead logging, once for the file. SQLite does not wait for its lock here, so we do."""
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
                connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # A store that may only be read can still be listed and verified.
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
                return
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Begin as asked: a plain BEGIN in WAL mode would fail at once for a second writer, IMMEDIATE waits."""
    is_write = connection.get_execution_options().get("docgen_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_write else "BEGIN")


def _create_postgresql(database: str) -> Engine:
    hint = "ví dụ: postgresql+psycopg://van_thu@localhost/van_thu"
    try:
        url = make_url(database)
        if url.get_backend_name() != "postgresql":
            raise RegisterError("cơ sở dữ liệu phải là PostgreSQL", where=describe_database(url), hint=hint)
        options: dict[str, Any] = {"connect_timeout": _CONNECT_TIMEOUT_S}
        if "options" not in url.query:
            # Compiling a query takes longer than any of ours.
            options["options"] = "-c jit=off"
        return create_engine(url.set(drivername=_POSTGRESQL), connect_args=options)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise RegisterError("không đọc được địa chỉ cơ sở dữ liệu", hint=hint) from error
