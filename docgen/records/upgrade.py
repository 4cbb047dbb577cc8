"""Bringing a database to the schema of this docgen. A look at one row, unless there is something to do."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import OperationalError

from docgen.errors import RegisterError
from docgen.records.engines import BUSY_TIMEOUT_S
from docgen.records.faults import is_busy
from docgen.records.search_postings import Tell, rebuild_index
from docgen.records.tables import store_facts

# The newest migration; a test holds it to the folder.
HEAD: Final = "0008"
# Older stores have an index that must be filled anew. That is done here, by what this docgen knows of keys: a migration
# would one day run in a schema that is not that of this docgen yet.
_INDEX_SINCE: Final = {"sqlite": "0007", "postgresql": "0008"}
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
# Any number, as long as every docgen takes the same one: PostgreSQL's lock around making the schema.
_SCHEMA_LOCK: Final = 730_2020


def ensure_schema(engine: Engine, tell: Tell) -> str:
    """Make or upgrade the schema where needed, and return the store's id. ``tell`` hears how far a long upgrade is.

    Processes that come at the same time wait for one another. All is one transaction: after a kill the store is as it
    was. Raises RegisterError for a store that a newer docgen made, that another process takes long to upgrade, or a
    database that holds something else.
    """
    with engine.connect() as connection, connection.begin():
        if _read_revision(connection) == HEAD:
            return _read_id(connection)
    with _begin_alone(engine) as connection:
        _upgrade(connection, _read_revision(connection), tell)
        identity = _read_id(connection)
    # A connection that has filled FTS5 keeps a table of megabytes, which each of its commits would walk through.
    engine.dispose()
    return identity


@contextmanager
def _begin_alone(engine: Engine) -> Iterator[Connection]:
    """A transaction in which nobody else upgrades."""
    with engine.connect() as connection:
        connection = connection.execution_options(docgen_write=True)
        try:
            transaction = connection.begin()
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(BUSY_TIMEOUT_S * 1000)}")
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _SCHEMA_LOCK})
        except OperationalError as error:
            if not is_busy(error):
                raise
            raise RegisterError(
                "một tiến trình khác đang tạo hoặc nâng cấp kho",
                hint="chờ việc ấy xong rồi chạy lại; kho một triệu văn bản mất khoảng mười phút",
            ) from error
        with transaction:
            yield connection


def _read_revision(connection: Connection) -> str | None:
    """Return the revision of the database, or None for an empty one."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(revision) if revision is not None else None
    if tables:
        raise RegisterError(
            "cơ sở dữ liệu này có bảng của chương trình khác", hint="chọn một cơ sở dữ liệu trống hoặc thư mục khác"
        )
    return None


def _read_id(connection: Connection) -> str:
    identity = connection.execute(store_facts.select().where(store_facts.c.name == "id")).mappings().first()
    if identity is None:
        raise RegisterError("kho không có mã nhận dạng", hint="khôi phục kho từ bản sao lưu")
    return str(identity["value"])


def _upgrade(connection: Connection, revision: str | None, tell: Tell) -> None:
    if revision == HEAD:
        return
    # Alembic costs a third of a second to import: only here.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        if revision is not None:
            ScriptDirectory.from_config(config).get_revision(revision)
        command.upgrade(config, "head")
        if revision is not None and revision < _INDEX_SINCE[connection.dialect.name]:
            rebuild_index(connection, lambda stage, done, total: tell(f"Nâng cấp kho, {stage}", done, total))
    except CommandError as error:
        raise RegisterError(
            f"kho do phiên bản docgen mới hơn tạo ra (lược đồ {revision})", hint="cập nhật docgen rồi chạy lại"
        ) from error
    if revision is None:
        connection.execute(store_facts.insert(), [{"name": "id", "value": secrets.token_hex(16)}])
