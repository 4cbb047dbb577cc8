"""Engines: SQLite in the store's folder, or PostgreSQL. What each needs said once to be safe is said here."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from docgen.errors import RegisterError, explain_os_error
from docgen.files import make_folder
from docgen.records.direct import send

DATABASE_FILE: Final = "records.sqlite"
# A number takes about a millisecond; whoever waited this long waits for something that hangs.
BUSY_TIMEOUT_S: Final = 30.0
_POSTGRESQL: Final = "postgresql+psycopg"
_CONNECT_TIMEOUT_S: Final = 10
# What is kept with a connection to SQLite: its log, and whether the disk has the log's name.
_LOG: Final = "docgen_log"
_IS_NAMED: Final = "docgen_log_named"


def create_engine_for(folder: Path, database: str | None) -> Engine:
    """Return the engine of a store; nothing is opened yet but the folder is made. Raises RegisterError, InputError."""
    make_folder(folder)
    return _create_postgresql(database) if database else _create_sqlite(folder / DATABASE_FILE)


def describe_database(url: URL) -> str:
    """Return where a database is, for messages: the file, or the URL without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _create_sqlite(path: Path) -> Engine:
    options: dict[str, Any] = {"timeout": BUSY_TIMEOUT_S, "isolation_level": None}
    url = URL.create("sqlite", database=str(path))
    if _stands_still(path):
        # SQLite wants a file of its own beside the database, unless it is told that nobody can write.
        still = f"{path.resolve().as_uri()}?immutable=1"
        engine = create_engine(
            url, creator=lambda: sqlite3.connect(still, uri=True, check_same_thread=False, **options)
        )
    else:
        engine = create_engine(url, connect_args=options)
    event.listen(engine, "connect", lambda connection, record: _prepare_sqlite(path, connection, record.info))
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _stands_still(path: Path) -> bool:
    """Return whether a database lies on a disk that can only be read, with nothing left in its log."""
    log = path.with_name(f"{path.name}-wal")
    try:
        is_read_only = bool(os.statvfs(path).f_flag & os.ST_RDONLY)
        return is_read_only and not (log.exists() and log.stat().st_size)
    except (OSError, AttributeError):  # no database yet; Windows
        return False


def _prepare_sqlite(path: Path, connection: sqlite3.Connection, facts: dict[Any, Any]) -> None:
    _set_wal(connection)
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal" and hasattr(os, "fdatasync"):
        # Consistent by itself, and lasting by sync_log.
        connection.execute("PRAGMA synchronous=NORMAL")
        # Carrying the log over makes everybody wait: seldom, and then more at once (16 MB).
        connection.execute("PRAGMA wal_autocheckpoint=4000")
        facts[_LOG] = path.with_name(f"{path.name}-wal")
    else:
        connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def sync_log(connection: Connection) -> None:
    """Wait until the disk has what SQLite committed. Nothing to do for a database that waits by itself.

    SQLite would wait while it holds its write lock, each writer for a disk of its own; outside of it all wait together.
    The log is written in order: what a writer built on is on disk when its own is. Raises RegisterError when the disk
    does not take it.
    """
    log: Path | None = connection.info.get(_LOG)
    if log is None:
        return
    try:
        _sync(log, os.fdatasync)
        if _IS_NAMED not in connection.info:
            # The log is as old as the first connection that is open, so its name needs to be kept only once by each.
            _sync(log.parent, os.fsync)
            connection.info[_IS_NAMED] = True
    except OSError as error:
        raise RegisterError(
            f"đĩa báo lỗi khi ghi sổ: {explain_os_error(error)}",
            where=str(log),
            hint="kiểm tra đĩa, rồi xem việc vừa làm đã có trong sổ chưa: docgen records list",
        ) from error


def _sync(path: Path, sync: Callable[[int], None]) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


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
    send(connection, "BEGIN IMMEDIATE" if is_write else "BEGIN")


def _create_postgresql(database: str) -> Engine:
    hint = "ví dụ: postgresql+psycopg://van_thu@localhost/van_thu"
    try:
        url = make_url(database)
        if url.get_backend_name() != "postgresql":
            raise RegisterError("cơ sở dữ liệu phải là PostgreSQL", where=describe_database(url), hint=hint)
        # psycopg would now and then throw away all that are prepared, ours (``pipeline``) with its own.
        options: dict[str, Any] = {"connect_timeout": _CONNECT_TIMEOUT_S, "prepare_threshold": None}
        if "options" not in url.query:
            # Compiling a query takes longer than any of ours.
            options["options"] = "-c jit=off"
        return create_engine(url.set(drivername=_POSTGRESQL), connect_args=options)
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise RegisterError("không đọc được địa chỉ cơ sở dữ liệu", hint=hint) from error
