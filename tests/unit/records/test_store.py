"""A store: made on first use, the same on both databases, refused when it is not ours."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from postgresql_server import PostgresqlServer
from registry_office import make_issued, read_row
from sqlalchemy import select, text

from docgen.errors import RegisterError
from docgen.records import upgrade
from docgen.records.store import Store, open_store
from docgen.records.tables import metadata, organs
from docgen.records.verify import verify_store


def test_the_migrations_make_exactly_the_tables(store: Store) -> None:
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            difference
            for difference in compare_metadata(context, metadata)
            # SQLite and search keep shadow tables of their own, with an index.
            if difference[0] not in ("remove_table", "remove_index")
        ]
    assert differences == []


def test_head_is_the_newest_migration() -> None:
    folder = Path(upgrade.__file__).parent / "migrations" / "versions"
    assert max(path.stem[1:5] for path in folder.glob("m*.py")) == upgrade.HEAD


def test_opening_again_finds_the_same_store(store: Store, database: str | None, tmp_path: Path) -> None:
    again = open_store(tmp_path / "store", database)
    assert again.id == store.id
    again.close()


def test_an_error_rolls_everything_back(store: Store) -> None:
    def fail() -> None:
        with store.write() as connection:
            connection.execute(organs.insert(), {"name": "Sở Nội vụ"})
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    with store.read() as connection:
        assert connection.execute(select(organs)).all() == []


@pytest.mark.parametrize("statement", ["UPDATE audit SET actor = 'x'", "DELETE FROM audit"])
def test_audit_rows_cannot_be_changed(store: Store, statement: str) -> None:
    with store.write() as connection:
        connection.execute(
            text("INSERT INTO audit VALUES (0, 1, 't', 'a', 'x', 'store', '0', '{}', :hash)"), {"hash": b"1"}
        )

    def change() -> None:
        with store.write() as connection:
            connection.execute(text(statement))

    with pytest.raises(RegisterError, match="only added"):
        change()


def test_a_newer_store_is_refused(store: Store, database: str | None, tmp_path: Path) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(RegisterError, match="mới hơn"):
        open_store(tmp_path / "store", database)


def test_somebody_elses_database_is_refused(empty_database: str | None, tmp_path: Path) -> None:
    from docgen.records.engines import create_engine_for

    engine = create_engine_for(tmp_path, empty_database)
    with engine.connect() as connection, connection.begin():
        connection.execute(text("CREATE TABLE invoices (id INTEGER)"))
    engine.dispose()
    with pytest.raises(RegisterError, match="chương trình khác"):
        open_store(tmp_path, empty_database)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "records.sqlite").write_bytes(b"not a database at all, but long enough to look at" * 30)
    with pytest.raises(RegisterError, match="không phải là cơ sở dữ liệu"):
        open_store(tmp_path)


@pytest.mark.parametrize("url", ["mysql://x/y", "nonsense", "postgresql+psycopg://u:secret@127.0.0.1:1/none"])
def test_a_database_that_cannot_be_used_is_said_without_its_password(url: str, tmp_path: Path) -> None:
    with pytest.raises(RegisterError) as caught:
        open_store(tmp_path, url)
    assert "secret" not in str(caught.value)


def _open(folder: Path, database: str | None, results: multiprocessing.Queue[str]) -> None:
    store = open_store(folder, database)
    results.put(store.id)
    store.close()


@pytest.mark.slow
def test_many_processes_open_an_empty_store_at_once(empty_database: str | None, tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[str] = context.Queue()
    processes = [context.Process(target=_open, args=(tmp_path / "s", empty_database, results)) for _ in range(16)]
    for process in processes:
        process.start()
    found = {results.get(timeout=60) for _ in processes}
    for process in processes:
        process.join(30)
    assert [process.exitcode for process in processes] == [0] * 16
    assert len(found) == 1


@pytest.mark.slow
@pytest.mark.parametrize("may_say_nothing", [True, False])
def test_an_ordinary_role_that_owns_its_database_is_enough(
    postgresql: PostgresqlServer, tmp_path: Path, may_say_nothing: bool
) -> None:
    name = f"van_thu_{'ab'[may_say_nothing]}"
    postgresql.run_sql(f"CREATE ROLE {name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION")
    postgresql.run_sql(f"CREATE DATABASE {name} OWNER {name}")
    if not may_say_nothing:
        postgresql.run_sql(
            "DO $$ DECLARE f regprocedure; BEGIN FOR f IN SELECT oid FROM pg_proc WHERE proname ="
            " 'pg_logical_emit_message' LOOP EXECUTE 'REVOKE EXECUTE ON FUNCTION ' || f || ' FROM PUBLIC';"
            " END LOOP; END $$",
            name,
        )
    store = open_store(tmp_path / "store", postgresql.url(name).replace("postgres@", f"{name}@"))
    assert read_row(store, make_issued(store))["code_number"] == 1
    with store.read() as connection:
        assert connection.execute(text("SELECT current_user")).scalar() == name
    assert verify_store(store).problems == ()
    store.close()
